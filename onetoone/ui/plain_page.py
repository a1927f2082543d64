"""A page that needs nothing but itself: offline, and where a link in an e-mail leads. Our look without the app."""

from html import escape

from onetoone.domain.words import direction, spoken
from onetoone.ui import tokens

_USED = ("canvas", "ink", "muted", "accent", "accent-strong", "on-accent", "glow", "focus")
FACES = [face for face in tokens.FACES if "-basic." in face[2]]
FONTS = tuple(f"/fonts/{file}" for _, _, file, _ in FACES)
"""The files that the page loads; their names carry their hash."""
THEME = "/theme.js"
"""And the script; give its address a version."""

_MARK = (
    '<svg width="56" height="56" viewBox="0 0 40 40" aria-hidden="true">'
    '<path d="M20 8a12 12 0 1 0 0 24 17 17 0 0 1 0-24Z" fill="var(--c-accent)"/>'
    '<path d="M20 8a12 12 0 1 1 0 24 17 17 0 0 0 0-24Z" fill="var(--c-glow)"/></svg>'
)


def versioned(path: str, version: str) -> str:
    """The address that names these very bytes of a file."""
    return f"{path}?v={version}" if version else path


def plain_page(title: str, line: str, *, action: str = "", script: str = "", version: str = "") -> str:
    """One thing to read, and `action`: a link or a form, as `button` makes them. `script`: a file of ours."""
    faces = "".join(
        f"@font-face{{font-family:'{family}';src:url(/fonts/{file}) format('woff2');"
        f"font-weight:{weights};font-display:swap}}"
        for family, weights, file, _ in FACES
    )
    scripts = "".join(f'<script src="{versioned(path, version)}"></script>' for path in (THEME, script) if path)
    return f"""<!doctype html>
<html lang="{spoken()}" dir="{direction(spoken())}"><head><meta charset="utf-8"><meta name="viewport" \
content="width=device-width, initial-scale=1, viewport-fit=cover"><title>{escape(title)} · onetoone</title>
<meta name="theme-color" content="{tokens.LIGHT["canvas"]}" media="(prefers-color-scheme: light)">
<meta name="theme-color" content="{tokens.DARK["canvas"]}" media="(prefers-color-scheme: dark)">
<style>{faces}{_colours()}{_STYLE}</style>{scripts}</head>
<body><main>{_MARK}<h1>{escape(title)}</h1><p>{escape(line)}</p>{action}</main></body></html>
"""


def link_button(words: str, href: str) -> str:
    return f'<a class="button" href="{escape(href, quote=True)}">{escape(words)}</a>'


def form_button(words: str, address: str) -> str:
    """Does something: a POST to `address`."""
    to = escape(address, quote=True)
    return f'<form method="post" action="{to}"><button class="button">{escape(words)}</button></form>'


def _colours() -> str:
    def roles(theme: dict[str, str], scheme: str) -> str:
        return "".join(f"--c-{name}:{theme[name]};" for name in _USED) + f"color-scheme:{scheme}"

    light, dark = roles(tokens.LIGHT, "light"), roles(tokens.DARK, "dark")
    return (
        f":root{{{light}}}@media(prefers-color-scheme:dark){{:root{{{dark}}}}}"
        f':root[data-theme="light"]{{{light}}}:root[data-theme="dark"]{{{dark}}}'
    )


_SANS, _DISPLAY = tokens.FONTS["sans"], tokens.FONTS["display"]
_STYLE = (
    "*{box-sizing:border-box}body{margin:0;background:var(--c-canvas);color:var(--c-ink);"
    f"font:400 1.0625rem/1.5 {_SANS}}}"
    "main{min-height:100dvh;display:flex;flex-direction:column;align-items:center;justify-content:center;"
    "padding:32px 24px;text-align:center}"
    f"h1{{font:540 1.875rem/1.15 {_DISPLAY};letter-spacing:-.015em;margin:24px 0 0;text-wrap:balance}}"
    "p{margin:10px 0 0;max-width:27rem;color:var(--c-muted);text-wrap:pretty}"
    ".button{display:inline-flex;align-items:center;min-height:3rem;margin-top:28px;padding:0 26px;border:0;"
    "border-radius:99px;background:var(--c-accent);color:var(--c-on-accent);text-decoration:none;cursor:pointer;"
    f"font:600 1rem/1.2 {_SANS}}}.button:hover{{background:var(--c-accent-strong)}}"
    ".button:focus-visible{outline:2px solid var(--c-focus);outline-offset:3px}"
)
