"""The built scripts name no host: they talk back to wherever the page came from."""

from pathlib import Path

import pytest

from onetoone.web.same_origin import SameOrigin


def test_addresses_become_the_pages_own_origin(tmp_path: Path) -> None:
    script = tmp_path / "assets" / "env.js"
    script.parent.mkdir()
    script.write_text('e={PING:`http://same-origin.invalid/ping`,EVENT:"ws://same-origin.invalid/_event"};')
    SameOrigin().post_build(static_dir=tmp_path)
    assert script.read_text() == (
        'e={PING:(location.origin+"/ping"),EVENT:(location.origin.replace(/^http/,"ws")+"/_event")};'
    )


def test_a_build_without_any_address_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "env.js").write_text('e={EVENT:"/_event"};')
    with pytest.raises(RuntimeError, match="names no back-end address"):
        SameOrigin().post_build(static_dir=tmp_path)
