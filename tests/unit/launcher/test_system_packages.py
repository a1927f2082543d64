"""Programs are found on the PATH, and where Debian puts those that it keeps off it."""

from pathlib import Path

from launcher.system_packages import Program, found


def program(at: Path) -> Path:
    at.parent.mkdir(parents=True)
    at.touch(mode=0o755)
    return at


def test_a_program_off_the_path_is_found_in_its_newest_version(tmp_path: Path) -> None:
    program(tmp_path / "15" / "bin" / "databased")
    newest = program(tmp_path / "17" / "bin" / "databased")
    assert found(Program(("databased",), (), f"{tmp_path}/*/bin")) == str(newest)


def test_the_path_comes_first_and_any_of_the_names_will_do(tmp_path: Path) -> None:
    program(tmp_path / "1" / "bin" / "sh")
    assert found(Program(("no-such-shell", "sh"), (), f"{tmp_path}/*/bin")) not in (None, str(tmp_path / "1/bin/sh"))


def test_what_is_not_there_is_not_found() -> None:
    assert found(Program(("no-such-program",), ("nothing",))) is None
