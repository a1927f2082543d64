"""Turns the tokens into assets/theme.css and into the names Tailwind knows (bg-surface, text-muted, rounded-card …).

Run `python -m onetoone.ui.theme` after editing tokens.py or assets/ui/base.css.
"""

import sys
from pathlib import Path
from typing import Any

from onetoone.ui import tokens

ROOT = Path(__file__).resolve().parents[2]
STYLESHEET = ROOT / "assets" / "theme.css"
HAND_WRITTEN = ROOT / "assets" / "ui" / "base.css"


def _block(selector: str, lines: list[str], indent: str = "") -> str:
    body = "\n".join(f"{indent}  {line}" for line in lines)
    return f"{indent}{selector} {{\n{body}\n{indent}}}"


def _colours(roles: dict[str, str]) -> list[str]:
    return [f"--c-{name}: {value};" for name, value in roles.items()]


def _face(family: str, weights: str, file: str, characters: str) -> str:
    lines = (
        f'font-family: "{family}";',
        "font-style: normal;",
        "font-display: swap;",
        f"font-weight: {weights};",
        f'src: url("/fonts/{file}") format("woff2");',
        f"unicode-range: {characters};",
    )
    return _block("@font-face", list(lines))


def _stand_in(family: str, there: tuple[str, ...], size: float, ascent: float, descent: float) -> str:
    sources = ", ".join(f'local("{name}")' for name in there)
    lines = (
        f'font-family: "{family}";',
        f"src: {sources};",
        f"size-adjust: {size}%;",
        f"ascent-override: {ascent}%;",
        f"descent-override: {descent}%;",
        "line-gap-override: 0%;",
    )
    return _block("@font-face", list(lines))


def _sizes() -> list[str]:
    """The tokens that are the same in both themes."""
    lines = _colours(tokens.STAGE)
    lines += [f"--font-{name}: {value};" for name, value in tokens.FONTS.items()]
    lines += [f"--radius-{name}: {value};" for name, value in tokens.RADIUS.items()]
    lines += [f"--space-{name}: {value};" for name, value in tokens.SPACE.items()]
    lines += [f"--motion-{name}: {value};" for name, value in tokens.MOTION.items()]
    lines += [f"--z-{name}: {value};" for name, value in tokens.Z.items()]
    for name, (size, leading, weight, tracking) in tokens.TYPE.items():
        lines += [f"--type-{name}: {size};", f"--type-{name}-leading: {leading};"]
        lines += [f"--type-{name}-weight: {weight};", f"--type-{name}-tracking: {tracking};"]
    return lines


def stylesheet() -> str:
    """The whole of assets/theme.css: tokens first, then the hand-written sheet. The stage brings its own."""
    # `!important`: Reflex's own theme provider writes an inline color-scheme on <html> that follows the system only.
    light = [*_colours(tokens.LIGHT), "color-scheme: light !important;"]
    dark = [*_colours(tokens.DARK), "color-scheme: dark !important;"]
    # A shadow is written with a colour role, so it has to be declared again wherever the roles change.
    shadows = [f"--shadow-{name}: {value};" for name, value in tokens.SHADOW.items()]
    parts = [
        "/* Written by `python -m onetoone.ui.theme` from onetoone/ui/tokens.py and assets/ui/base.css. "
        "Do not edit. */",
        *[_face(*face) for face in tokens.FACES],
        *[_stand_in(*face) for face in tokens.STAND_INS],
        _block(":root", _sizes()),
        _block(':root, [data-theme="light"]', [*light, *shadows]),
        "@media (prefers-color-scheme: dark) {",
        _block(":root:not([data-theme])", [*dark, *shadows], "  "),
        "}",
        _block('[data-theme="dark"]', [*dark, *shadows]),
        HAND_WRITTEN.read_text(encoding="utf-8").strip(),
    ]
    return "\n".join(parts) + "\n"


def tailwind_config() -> dict[str, Any]:
    """The config for `rx.plugins.TailwindV4Plugin(config=tailwind_config())` in rxconfig.py."""
    roles = [*tokens.LIGHT, *tokens.STAGE]
    return {
        "plugins": [],
        "theme": {
            "extend": {
                "colors": {name: f"var(--c-{name})" for name in roles},
                "fontFamily": {name: f"var(--font-{name})" for name in tokens.FONTS},
                "fontSize": {
                    name: [
                        f"var(--type-{name})",
                        {
                            "lineHeight": f"var(--type-{name}-leading)",
                            "fontWeight": f"var(--type-{name}-weight)",
                            "letterSpacing": f"var(--type-{name}-tracking)",
                        },
                    ]
                    for name in tokens.TYPE
                },
                "borderRadius": {name: f"var(--radius-{name})" for name in tokens.RADIUS},
                "boxShadow": {name: f"var(--shadow-{name})" for name in tokens.SHADOW},
                "spacing": {name: f"var(--space-{name})" for name in tokens.SPACE},
                "transitionDuration": {
                    name: f"var(--motion-{name})" for name in tokens.MOTION if name not in ("ease", "spring")
                },
                "transitionTimingFunction": {name: f"var(--motion-{name})" for name in ("ease", "spring")},
                "zIndex": {name: f"var(--z-{name})" for name in tokens.Z},
            }
        },
    }


if __name__ == "__main__":
    STYLESHEET.write_text(stylesheet(), encoding="utf-8")
    sys.stdout.write(f"{STYLESHEET.relative_to(ROOT)} written\n")
