"""Marked texts of the finished build become each language's own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from onetoone.ui.moments import moment
from onetoone.ui.words import MARKING, _, n_
from onetoone.ui.woven import woven
from onetoone.web.languages import Languages, in_page, in_script
from tests.languages import spanish


@pytest.fixture(autouse=True)
def two_languages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with spanish(tmp_path_factory.mktemp("languages")):
        yield


def test_only_a_build_is_marked(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _("Sign in") == "Sign in"
    monkeypatch.setenv(MARKING, "1")
    assert _("Sign in") == "⟦Sign in⟧"
    assert str(_("You asked {name}", name="Mara")) == 'fill("\\u27e6You asked {name}\\u27e7", ({ ["name"] : "Mara" }))'
    forms = '"\\u27e6{n} call\\u00a6{n} calls\\u27e7"'
    assert str(n_("{n} call", "{n} calls", 2)) == f'form({forms}, ({{ ["n"] : 2 }}))'


def test_an_element_may_stand_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(MARKING, "1")
    drawn = str(woven(_("Available on {on}, {n}."), on=moment("2026-05-03"), n="once"))
    assert 'text:"\\u27e6Available on {on}, {n}.\\u27e7"' in drawn
    assert 'places:["on", "n"]' in drawn
    assert drawn.index("UiMoment") < drawn.index('"once"')


@pytest.mark.parametrize(
    ("script", "english", "translated"),
    [
        ('a("⟦You asked {name}⟧")', 'a("You asked {name}")', 'a("Preguntaste a {name}")'),
        ('"⟦{n} call¦{n} calls⟧"', '"{n} call¦{n} calls"', '"{n} llamada¦{n} llamadas"'),
        ("'⟦You\\'re muted⟧'", "'You\\u0027re muted'", "'Tienes el \\u0022micro\\u0022 apagado'"),
        ('"\\u27e6You\\u2019re \\x41 \\n $ ` <\\u27e7"', '"You’re A \\n \\u0024 \\u0060 \\u003c"', None),
        ("`${a}⟦Not yet⟧${b}`", "`${a}Not yet${b}`", None),
        ('[["a"],["b"]]', '[["a"],["b"]]', None),
    ],
)
def test_a_script_stays_a_script(script: str, english: str, translated: str | None) -> None:
    assert in_script(script, "en") == english
    assert in_script(script, "es") == (translated or english)


def test_a_page_stays_a_page() -> None:
    page = '<b title="⟦You&#x27;re muted⟧">⟦Not yet⟧ &amp;</b>'
    assert in_page(page, "en") == '<b title="You&#x27;re muted">Not yet &amp;</b>'
    assert in_page(page, "es") == '<b title="Tienes el &quot;micro&quot; apagado">Not yet &amp;</b>'


@pytest.mark.parametrize(
    ("marked", "english", "translated"),
    [
        (
            "⟦You asked {name}‖{&quot;name&quot;:&quot;A &amp; J&quot;}⟧",
            "You asked A &amp; J",
            "Preguntaste a A &amp; J",
        ),
        ("⟦{n} call¦{n} calls‖{&quot;n&quot;:1}⟧", "1 call", "1 llamada"),
        ("⟦{n} call¦{n} calls‖{&quot;n&quot;:0}⟧", "0 calls", "0 llamadas"),
    ],
)
def test_a_page_fills_in_what_was_known_when_it_was_rendered(marked: str, english: str, translated: str) -> None:
    assert in_page(f"<p>{marked}</p>", "en") == f"<p>{english}</p>"
    assert in_page(f"<p>{marked}</p>", "es") == f"<p>{translated}</p>"


def test_each_language_has_a_build_of_its_own(tmp_path: Path) -> None:
    files = {
        "index.html": '<html lang="en"><script src="/assets/a-1.js"></script><p>⟦You asked {name}⟧</p>',
        "__spa-fallback.html": "⟦Not yet⟧",
        "assets/a-1.js": 'import("./b-2.js"); deps=["assets/b-2.js"]; say("⟦You asked {name}⟧")',
        "assets/b.css": "a{}",
    }
    for name, content in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(content)
    Languages().post_build(static_dir=tmp_path)
    spanish_page = (tmp_path / "_languages/es/index.html").read_text()
    assert (
        spanish_page == '<html lang="es" dir="ltr"><script src="/assets-es/a-1.js"></script><p>Preguntaste a {name}</p>'
    )
    spanish_script = (tmp_path / "assets-es/a-1.js").read_text()
    assert spanish_script == 'import("./b-2.js"); deps=["assets-es/b-2.js"]; say("Preguntaste a {name}")'
    assert (tmp_path / "_languages/es/404.html").read_text() == "Not yet"
    assert (tmp_path / "assets-es/b.css").read_text() == "a{}"
    assert (tmp_path / "index.html").read_text() == (
        '<html lang="en"><script src="/assets/a-1.js"></script><p>You asked {name}</p>'
    )
    assert "⟦" not in "".join(path.read_text() for path in tmp_path.rglob("*") if path.is_file())
