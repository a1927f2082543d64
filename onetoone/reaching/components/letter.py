"""An e-mail in our look, for mail programs that know little CSS; and the same as plain text."""

from collections.abc import Mapping
from html import escape
from typing import Any

from onetoone.domain.words import DEFAULT, _, direction, speaking
from onetoone.ui import tokens

_LIGHT, _DARK = tokens.LIGHT, tokens.DARK
_FONT = "font-family:'Figtree',-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif"
_DISPLAY = "font-family:'Fraunces',Georgia,'Times New Roman',serif"


def plain(letter: Mapping[str, Any], *, origin: str, stop: str, settings: str) -> str:
    """`letter` is `service.letters.Written.content`; `stop` and `settings` are addresses."""
    facts = "\n".join(f"{name}: {value}" for name, value in letter["facts"])
    paragraphs = [letter["title"], *letter["lines"], facts, f"{letter['button']}: {origin}{letter['href']}"]
    foot = [f"{words}: {address}" for address, words in _links(letter, stop, settings)]
    return "\n\n".join(filter(None, [*paragraphs, "--\n" + "\n".join(["onetoone", *foot])])) + "\n"


def html(letter: Mapping[str, Any], *, origin: str, stop: str, settings: str) -> str:
    """One column on a card; dark where the mail program says so."""
    lines = "".join(
        f'<p class="ink" style="{_p("ink")};margin:0 0 12px">{escape(line)}</p>' for line in letter["lines"]
    )
    facts = "".join(map(_fact, letter["facts"]))
    table = f'<table role="presentation" width="100%" style="border-collapse:collapse;margin:8px 0">{facts}</table>'
    href = escape(origin + letter["href"], quote=True)
    foot = " · ".join(_link(address, words) for address, words in _links(letter, stop, settings))
    light = {name.replace("-", "_"): value for name, value in _LIGHT.items()}
    texts = {name: escape(letter[name]) for name in ("title", "button")}
    texts["language"] = letter.get("language") or DEFAULT
    texts["direction"] = direction(texts["language"])
    return _PAGE.format(
        night=_NIGHT, lines=lines, table=table if facts else "", href=href, foot=foot, font=_FONT, display=_DISPLAY,
        **texts, **{f"c_{name}": value for name, value in light.items()},
    )  # fmt: skip


_PAGE = """<!doctype html>
<html lang="{language}" dir="{direction}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><title>{title}</title><style>{night}</style></head>
<body class="canvas" style="margin:0;background:{c_canvas};padding:28px 16px">
<table role="presentation" width="100%" style="max-width:520px;margin:0 auto;border-collapse:separate">
<tr><td class="accent" style="{display};font-size:20px;font-weight:600;color:{c_accent_ink};padding:0 4px 16px">
onetoone</td></tr>
<tr><td class="card" style="background:{c_surface};border:1px solid {c_line};border-radius:18px;padding:28px">
<h1 class="ink" style="{display};font-size:25px;line-height:1.2;font-weight:560;color:{c_ink};margin:0 0 14px">
{title}</h1>
{lines}{table}
<p style="margin:20px 0 0"><a class="button" href="{href}" style="{font};display:inline-block;background:{c_accent};
color:{c_on_accent};font-size:16px;font-weight:600;text-decoration:none;border-radius:99px;padding:13px 24px">
{button}</a></p></td></tr>
<tr><td class="muted" style="{font};font-size:13px;line-height:1.6;color:{c_muted};padding:16px 4px">{foot}</td></tr>
</table></body></html>
"""
_NIGHT = (
    "@media (prefers-color-scheme:dark){"
    + "".join(
        # Each by itself: what stands in the elements would win over any that isn't important.
        f"{selector}{{{rule.replace(';', ' !important;')} !important}}"
        for selector, rule in {
            ".canvas": f"background:{_DARK['canvas']}",
            ".card": f"background:{_DARK['surface']};border-color:{_DARK['line']}",
            ".card td": f"border-color:{_DARK['line']}",
            ".ink": f"color:{_DARK['ink']}",
            ".muted,.muted a": f"color:{_DARK['muted']}",
            ".accent": f"color:{_DARK['accent-ink']}",
            ".button": f"background:{_DARK['accent']};color:{_DARK['on-accent']}",
        }.items()
    )
    + "}"
)


def _links(letter: Mapping[str, Any], stop: str, settings: str) -> list[tuple[str, str]]:
    """Address and words of what stands below a letter, in its own language."""
    with speaking(letter.get("language") or DEFAULT):
        links = [(stop, _("Don’t send me these e-mails")), (settings, _("Choose what we write to you about"))]
    return [(address, words) for address, words in links if address]


def _fact(fact: tuple[str, str]) -> str:
    name, value = map(escape, fact)
    edge = f"border-top:1px solid {_LIGHT['line']};padding:9px 0"
    return (
        f'<tr><td class="muted" style="{_p("muted")};{edge}">{name}</td>'
        f'<td class="ink" align="right" style="{_p("ink")};{edge};font-weight:600">{value}</td></tr>'
    )


def _link(address: str, words: str) -> str:
    return f'<a href="{escape(address, quote=True)}" style="color:{_LIGHT["muted"]}">{words}</a>'


def _p(colour: str) -> str:
    return f"{_FONT};font-size:16px;line-height:1.5;color:{_LIGHT[colour]}"
