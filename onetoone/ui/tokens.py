"""Every colour, size, radius, shadow and duration of the product: the one file a designer edits.

`onetoone.ui.theme` turns these values into CSS custom properties (assets/theme.css) and into Tailwind names.
After a change run `python -m onetoone.ui.theme`; a unit test fails while the stylesheet is behind.
"""

# Two moods of one room: ivory paper and wine by day, plum dusk and lamplight by night.
# A role is used by what it is for, never by how it looks.
LIGHT: dict[str, str] = {
    # Grounds, from the page upwards
    "canvas": "#FAF6F1",
    "surface": "#FFFDFA",
    "raised": "#FFFFFF",
    "sunken": "#F3ECE4",
    # Lines: `line` separates, `edge` is the border of something one can type into or tick
    "line": "#E8DED4",
    "edge": "#8E7C85",
    # Words
    "ink": "#2A1822",
    "muted": "#665260",
    "faint": "#74616C",
    # The one colour that says "do this"
    "accent": "#7A2350",
    "accent-strong": "#611A3F",
    "on-accent": "#FFFFFF",
    "accent-soft": "#F7E6EC",
    "accent-ink": "#701F49",
    # Lamplight: presence, warmth, tips
    "glow": "#E98A4E",
    "glow-soft": "#FCEADC",
    "glow-ink": "#86400F",
    # Moods of a message
    "success": "#2B7A55",
    "success-soft": "#E1F1E8",
    "success-ink": "#1B5A3D",
    "warning": "#B7741A",
    "warning-soft": "#FBEDD0",
    "warning-ink": "#714406",
    "danger": "#B3261E",
    "danger-strong": "#8F1B14",
    "on-danger": "#FFFFFF",
    "danger-soft": "#FCE6E2",
    "danger-ink": "#8F1B14",
    "info": "#3A6A98",
    "info-soft": "#E4EDF5",
    "info-ink": "#254D74",
    # Keyboard focus, and what lies behind a dialog
    "focus": "#7A2350",
    "scrim": "rgb(42 24 34 / 0.46)",
    "shade": "rgb(74 40 56 / 0.10)",
}

DARK: dict[str, str] = {
    "canvas": "#161014",
    "surface": "#1F171C",
    "raised": "#2A2026",
    "sunken": "#110B0F",
    "line": "#392C34",
    "edge": "#8A7781",
    "ink": "#F7EEE9",
    "muted": "#C0AEB6",
    "faint": "#A8959E",
    "accent": "#F2AA8E",
    "accent-strong": "#F8C3AD",
    "on-accent": "#33111F",
    "accent-soft": "#43252B",
    "accent-ink": "#F8C3AD",
    "glow": "#F4A26B",
    "glow-soft": "#3F2A1F",
    "glow-ink": "#FBC9A3",
    "success": "#5DBB8C",
    "success-soft": "#1B3329",
    "success-ink": "#A2DFC0",
    "warning": "#E5AE55",
    "warning-soft": "#3B2D16",
    "warning-ink": "#F4D49A",
    "danger": "#EE7F73",
    "danger-strong": "#F5A096",
    "on-danger": "#3A0D09",
    "danger-soft": "#46211E",
    "danger-ink": "#F9BDB5",
    "info": "#82B2DE",
    "info-soft": "#1D2F40",
    "info-ink": "#BBD8F0",
    "focus": "#F8C3AD",
    "scrim": "rgb(8 4 6 / 0.66)",
    "shade": "rgb(0 0 0 / 0.42)",
}

# The call is a dark room in both themes: nothing may outshine a face.
STAGE: dict[str, str] = {
    "stage": "#120C10",
    "stage-surface": "#231A20",
    "stage-raised": "#33262E",
    "stage-line": "#46363F",
    "stage-ink": "#FBF4EF",
    "stage-muted": "#CDBDC4",
    "stage-glow": "#F4A26B",
    "stage-good": "#6FCB9C",
    "stage-weak": "#F0BC66",
    "stage-bad": "#F29287",
    "stage-danger": "#C9332A",
    "stage-danger-strong": "#A8251D",
}

# Pairs that must be readable: words on a ground at 4.5:1, marks and borders at 3:1 (WCAG 2.2, 1.4.3 and 1.4.11).
TEXT_PAIRS: tuple[tuple[str, str], ...] = (
    *((word, ground) for word in ("ink", "muted", "faint") for ground in ("canvas", "surface", "raised", "sunken")),
    *(("accent-ink", ground) for ground in ("canvas", "surface", "raised", "sunken", "accent-soft")),
    *((f"{mood}-ink", f"{mood}-soft") for mood in ("glow", "success", "warning", "danger", "info")),
    *(
        (f"{mood}-ink", ground)
        for mood in ("success", "danger", "warning")
        for ground in ("canvas", "surface", "raised")
    ),
    ("on-accent", "accent"),
    ("on-accent", "accent-strong"),
    ("on-danger", "danger"),
    ("on-danger", "danger-strong"),
    ("ink", "accent-soft"),
    *((word, ground) for word in ("stage-ink", "stage-muted") for ground in ("stage", "stage-surface", "stage-raised")),
    *((word, ground) for word in ("stage-good", "stage-weak", "stage-bad") for ground in ("stage", "stage-surface")),
    ("stage-ink", "stage-danger"),
    ("stage-ink", "stage-danger-strong"),
    ("canvas", "ink"),
)
MARK_PAIRS: tuple[tuple[str, str], ...] = (
    *(("edge", ground) for ground in ("canvas", "surface", "raised", "sunken")),
    *(("focus", ground) for ground in ("canvas", "surface", "raised", "sunken")),
    *((mood, "surface") for mood in ("accent", "success", "warning", "danger", "info")),
    ("stage-glow", "stage"),
)

FONTS: dict[str, str] = {
    "sans": "'Figtree Variable', 'Figtree', 'Figtree Stand-in', 'Figtree Stand-in Wide', ui-sans-serif, system-ui, "
    "-apple-system, 'Segoe UI', sans-serif",
    # Only for names of places and moments: page titles, the big number, a person's name on the call.
    "display": "'Fraunces', 'Fraunces Stand-in', 'Fraunces Stand-in Narrow', 'Fraunces Stand-in Wide', Georgia, "
    "'Times New Roman', serif",
}

# family, weights it is used at, file in assets/fonts, characters; of two that have a character, the later one counts.
# A file's name carries its hash, so that browsers may keep it for ever. Figtree varies in weight; Fraunces comes in the
# one cut of all titles (docs/decisions/0088). The basic files have what our four languages are written with: most pages
# need no more.
_BASIC = (
    "U+0020-007E, U+00A0-00A1, U+00A3, U+00AA-00AB, U+00B7, U+00BA-00BB, U+00BF-00C4, U+00C7, U+00C9-00CA, U+00CD, "
    "U+00D1, U+00D3-00D7, U+00DA, U+00DC, U+00DF-00E4, U+00E7, U+00E9-00EA, U+00ED, U+00F1, U+00F3-00F6, U+00FA, "
    "U+00FC, U+2013-2014, U+2018-2019, U+201C-201E, U+2022, U+2026, U+20AC, U+2212"
)
_LATIN = (
    "U+0000-00FF, U+0131, U+0152-0153, U+02BB-02BC, U+02C6, U+02DA, U+02DC, U+2000-206F, U+20AC, U+2122, U+2191, "
    "U+2193, U+2212, U+2215, U+FEFF, U+FFFD"
)
_LATIN_EXT = (
    "U+0100-02BA, U+02BD-02C5, U+02C7-02CC, U+02CE-02D7, U+02DD-02FF, U+1E00-1EFF, U+20A0-20AB, U+20AD-20C0, U+2113"
)
_SANS, _DISPLAY = ("Figtree Variable", "300 900"), ("Fraunces", "400 700")
FACES: tuple[tuple[str, str, str, str], ...] = (
    (*_SANS, "figtree-latin-ext.1ea54bec.woff2", _LATIN_EXT),
    (*_SANS, "figtree-latin.7d520b7d.woff2", _LATIN),
    (*_SANS, "figtree-basic.75f55651.woff2", _BASIC),
    (*_DISPLAY, "fraunces-latin-ext.b753d2a2.woff2", _LATIN_EXT),
    (*_DISPLAY, "fraunces-latin.22d54f27.woff2", _LATIN),
    (*_DISPLAY, "fraunces-basic.38b37779.woff2", _BASIC),
)
FIRST_FACE = "figtree-basic.75f55651.woff2"
"""What nearly every word is written in: fetched before the style sheet has asked for it."""

# Shown until ours have come, at such a size that the lines break where they will: family, fonts that may be there
# already and are as wide as each other, then size, ascent and descent in per cent. Size: how wide English is in ours
# (at the weight of body and title), by how wide it is there (Arial .4563 em, DejaVu .5222; Georgia .4578, Times .4172,
# DejaVu .5270). Ascent, descent: ours, by that size.
STAND_INS: tuple[tuple[str, tuple[str, ...], float, float, float], ...] = (
    ("Figtree Stand-in", ("Arial", "ArialMT", "Liberation Sans", "Roboto", "Helvetica Neue"), 101.4, 93.7, 24.7),
    ("Figtree Stand-in Wide", ("DejaVu Sans",), 88.6, 107.2, 28.2),
    ("Fraunces Stand-in", ("Georgia", "Gelasio"), 107.2, 91.2, 23.8),
    ("Fraunces Stand-in Narrow", ("Times New Roman", "TimesNewRomanPSMT", "Liberation Serif"), 117.7, 83.1, 21.7),
    ("Fraunces Stand-in Wide", ("DejaVu Serif",), 93.2, 104.9, 27.4),
)

# name → (size, line height, weight, letter spacing). Display sizes breathe with the window, and leave room for a
# word in it however large letters are.
TYPE: dict[str, tuple[str, str, int, str]] = {
    "display": ("min(15vw, clamp(2.25rem, 1.5rem + 3.2vw, 3.5rem))", "1.06", 480, "-0.022em"),
    "title": ("min(12vw, clamp(1.625rem, 1.4rem + 0.9vw, 2rem))", "1.15", 500, "-0.016em"),
    "heading": ("1.25rem", "1.3", 620, "-0.011em"),
    "lead": ("1.125rem", "1.5", 420, "-0.004em"),
    "body": ("1rem", "1.5", 420, "0"),
    "small": ("0.875rem", "1.43", 430, "0.002em"),
    "tiny": ("0.75rem", "1.35", 520, "0.012em"),
}

RADIUS: dict[str, str] = {
    "chip": "0.5rem",
    "field": "0.875rem",
    "card": "1.25rem",
    "sheet": "1.75rem",
    "pill": "999px",
}

SHADOW: dict[str, str] = {
    "card": "0 1px 2px var(--c-shade), 0 6px 20px -12px var(--c-shade)",
    "float": "0 2px 6px var(--c-shade), 0 18px 48px -16px var(--c-shade)",
    "press": "inset 0 1px 2px var(--c-shade)",
}

# Names beside Tailwind's own 4 px steps.
SPACE: dict[str, str] = {
    "gutter": "clamp(1rem, 0.5rem + 2.4vw, 2.5rem)",
    "rail": "15.5rem",
    "strip": "5rem",  # the rail on a tablet: icons alone
    "tabbar": "4.25rem",
    "tap": "2.75rem",
    "measure": "44rem",
    "page": "68rem",
}

MOTION: dict[str, str] = {
    "quick": "120ms",
    "gentle": "220ms",
    "slow": "460ms",
    "ease": "cubic-bezier(0.2, 0.7, 0.2, 1)",
    "spring": "cubic-bezier(0.3, 1.4, 0.5, 1)",
}

Z: dict[str, int] = {"rail": 20, "header": 30, "menu": 40, "stage": 50, "toast": 70, "offline": 80, "skip": 90}
