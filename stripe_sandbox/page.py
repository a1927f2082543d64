"""What all pages share: the frame, the looks, the words for money that isn't real."""

import secrets
from html import escape
from pathlib import Path

from aiohttp import web

STYLE = (Path(__file__).parent / "page.css").read_text("utf-8")


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
    policy = (
        f"default-src 'none'; style-src 'nonce-{nonce}'; script-src 'nonce-{nonce}'; img-src data:; base-uri 'none'"
    )
    if not frames:
        policy += "; frame-ancestors 'none'"
    headers = {
        "Content-Security-Policy": policy,
        "Cache-Control": "no-store",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
    }
    return web.Response(text=html, content_type="text/html", status=status, headers=headers)


def message(
    title: str, text: str, link: tuple[str, str] | None = None, *, status: int = 200, frames: bool = False
) -> web.Response:
    """A page that only says something, with one way on."""
    way = f'<p><a href="{escape(link[0])}">{escape(link[1])}</a></p>' if link else ""
    body = f'<div class="narrow"><div class="card"><h1>{escape(title)}</h1><p>{escape(text)}</p>{way}</div></div>'
    return page(title, body, status=status, frames=frames)
