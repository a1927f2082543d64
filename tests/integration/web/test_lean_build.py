"""What Reflex brings along is taken out where Reflex leaves room for it, and the build says when it no longer does."""

from pathlib import Path

import pytest
from reflex_base.compiler.templates import vite_config_template

from launcher.paths import ROOT
from onetoone.web.lean_build import STAND_INS, LeanBuild, edited

VITE = vite_config_template(base="/", hmr=True, force_full_reload=False, experimental_hmr=False, sourcemap=False)


def test_reflexs_own_configuration_takes_our_stand_ins() -> None:
    vite = edited(VITE)
    for imported, file in STAND_INS.items():
        find = f"/{imported}/" if imported.startswith("^") else f'"{imported}"'
        assert f'find: {find}, replacement: fileURLToPath(new URL("./public/lean/{file}"' in vite
        assert (ROOT / "assets" / "lean" / file).is_file()
    assert 'name: "icons"' in vite


def test_another_configuration_is_an_error() -> None:
    with pytest.raises(RuntimeError, match="has Reflex changed it"):
        edited("export default {}")


def test_a_style_that_only_emotion_could_write_fails_the_build(tmp_path: Path) -> None:
    page = tmp_path / "app" / "routes" / "page.jsx"
    page.parent.mkdir(parents=True)
    page.write_text('jsx("div",{css:({ ["width"] : "3px" })},)')
    LeanBuild().post_build(static_dir=tmp_path / "build" / "client")
    page.write_text('jsx("div",{css:({ ["&:hover"] : ({ ["width"] : "3px" }) })},)')
    with pytest.raises(RuntimeError, match=r"page\.jsx has a style with rules in it"):
        LeanBuild().post_build(static_dir=tmp_path / "build" / "client")
