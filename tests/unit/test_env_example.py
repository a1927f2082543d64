"""`.env.example` names every setting, with the default that it really has."""

from launcher.paths import ROOT
from onetoone.config import Settings

# Read by the launcher or the media node instead of Settings.
ELSEWHERE = ("WEB_WORKERS", "MEDIA_")


def examples() -> dict[str, str]:
    lines = (ROOT / ".env.example").read_text().splitlines()
    return dict(
        line[1:].split("=", 1) for line in lines if line.startswith("#") and line[1:2].isupper() and "=" in line
    )


def test_every_setting_is_there() -> None:
    missing = {name.upper() for name in Settings.model_fields} - examples().keys()
    assert not missing


def test_nothing_is_there_that_nobody_reads() -> None:
    known = {name.upper() for name in Settings.model_fields}
    assert not [name for name in examples() if name not in known and not name.startswith(ELSEWHERE)]


def test_each_default_is_the_real_one() -> None:
    shown = {name: value for name, value in examples().items() if value and not name.startswith(ELSEWHERE)}
    defaults = Settings.model_construct()
    read = Settings.model_validate({name.lower(): value for name, value in shown.items()})
    for name in shown:
        assert getattr(read, name.lower()) == getattr(defaults, name.lower()), name
