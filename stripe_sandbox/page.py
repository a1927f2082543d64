"""What all pages share: the frame, the looks, the words for money that isn't real."""

import secrets
from html import escape

from aiohttp import web

STYLE = """
:root{color-scheme:light dark;--bg:#f6f5f3;--card:#fff;--ink:#1d1b1a;--soft:#68625d;--line:#dcd7d1;--accent:#5746af;
--on:#fff;--bad:#b3261e;--badbg:#fdecea;--warn:#fff3cd;--warnink:#5c4700}
@media (prefers-color-scheme:dark){:root{--bg:#171615;--card:#201f1d;--ink:#f2efec;--soft:#a9a29b;--line:#3b3835;
--accent:#a99cf5;--on:#171433;--bad:#ffb4ab;--badbg:#3b1815;--warn:#3a3010;--warnink:#f5dd92}}
*{box-sizing:border-box}body{margin:0;background:var(--bg);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
.test{background:var(--warn);color:var(--warnink);text-align:center;padding:.5rem 1rem;font-size:.875rem;font-weight:600;
letter-spacing:.02em}
main{max-width:60rem;margin:0 auto;padding:1.5rem 1rem 3rem}
.two{display:grid;gap:2rem 4rem;max-width:26rem;margin:0 auto}@media (min-width:52rem){.two{grid-template-columns:1fr 1fr;max-width:none;
padding-top:3rem}}
.small{font-size:.875rem;color:var(--soft)}a{color:inherit}.back{display:inline-block;padding:.5rem 0;color:var(--soft);text-decoration:none}
.back:hover{color:var(--ink)}h1{font-size:1.125rem;font-weight:500;margin:1rem 0 0;color:var(--soft)}
.amount{font-size:2.5rem;font-weight:650;letter-spacing:-.02em;margin:0 0 .75rem;line-height:1.2}
.held{border-left:3px solid var(--accent);padding-left:.75rem;margin:0}
form.card,.card{background:var(--card);border:1px solid var(--line);border-radius:.75rem;padding:1.25rem}
label{display:block;font-size:.875rem;font-weight:550;margin:0 0 .25rem}.field{margin-bottom:1rem}
.pair{display:grid;grid-template-columns:1fr 1fr;gap:1rem}
input{width:100%;font:inherit;color:inherit;background:var(--bg);border:1px solid var(--line);border-radius:.5rem;
padding:.625rem .75rem;min-height:2.75rem}
input[aria-invalid=true]{border-color:var(--bad)}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.pay{width:100%;font:inherit;font-weight:600;border:0;border-radius:.5rem;background:var(--accent);color:var(--on);min-height:3rem;
cursor:pointer}.pay[disabled]{opacity:.6;cursor:progress}
.plain{font:inherit;color:inherit;background:none;border:1px solid var(--line);border-radius:.5rem;min-height:2.75rem;
padding:0 1rem;cursor:pointer}
.error{background:var(--badbg);color:var(--bad);border-radius:.5rem;padding:.75rem 1rem;margin:0 0 1rem}
.wrong{color:var(--bad);font-size:.875rem;margin:.25rem 0 0}
details{margin-top:1rem}summary{cursor:pointer;padding:.5rem 0;color:var(--soft);font-size:.875rem}
.cards{list-style:none;margin:0;padding:0}.cards li{display:flex;align-items:center;gap:.75rem;padding:.375rem 0;
border-top:1px solid var(--line);font-size:.875rem}.cards span{flex:1}.cards code{font-size:.9375rem;white-space:nowrap}
.cards small{display:block;color:var(--soft);font-size:.8125rem}
.narrow{max-width:26rem;margin:0 auto;padding-top:2rem}.narrow h1{font-size:1.5rem;font-weight:650;color:var(--ink);margin:0 0 .5rem}
.row{display:flex;gap:.75rem;flex-wrap:wrap;margin-top:1.25rem}.row>*{flex:1}
table{border-collapse:collapse;width:100%;font-size:.875rem}th,td{text-align:left;padding:.375rem .75rem .375rem 0;
border-bottom:1px solid var(--line);vertical-align:top;white-space:nowrap}th{color:var(--soft);font-weight:500}
.scroll{overflow-x:auto}h2{font-size:1rem;margin:2rem 0 .5rem}td code{font-size:.8125rem}
"""


def page(title: str, body: str, *, script: str = "", status: int = 200, frames: bool = False) -> web.Response:
    """A whole page; nothing on it comes from elsewhere. `frames`: the app may show it inside its own page."""
    nonce = secrets.token_urlsafe(12)
    code = f'<script nonce="{nonce}">{script}</script>' if script else ""
    html = (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        '<link rel="icon" href="data:,">'
        f'<title>{escape(title)}</title><style nonce="{nonce}">{STYLE}</style></head><body>'
        f'<div class="test" role="note">TEST MODE – no real money</div><main>{body}</main>{code}</body></html>'
    )
    policy = f"default-src 'none'; style-src 'nonce-{nonce}'; script-src 'nonce-{nonce}'; img-src data:; base-uri 'none'"
    if not frames:
        policy += "; frame-ancestors 'none'"
    headers = {
        "Content-Security-Policy": policy, "Cache-Control": "no-store", "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
    }
    return web.Response(text=html, content_type="text/html", status=status, headers=headers)


def message(title: str, text: str, link: tuple[str, str] | None = None, *, status: int = 200) -> web.Response:
    """A page that only says something, with one way on."""
    way = f'<p><a href="{escape(link[0])}">{escape(link[1])}</a></p>' if link else ""
    body = f'<div class="narrow"><div class="card"><h1>{escape(title)}</h1><p>{escape(text)}</p>{way}</div></div>'
    return page(title, body, status=status)
