"""Every fault of docs/proofs.md has its test, and the tests that it names exist and run."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROOFS = (ROOT / "docs" / "proofs.md").read_text()
ROWS = re.findall(r"^\| (.+?) \| (.+) \|$", PROOFS.partition("## The fault list")[2], re.MULTILINE)[2:]
LEAST = 52  # a fault may get more tests, and the list more faults; none goes


def _functions(file: Path) -> dict[str, ast.FunctionDef | ast.AsyncFunctionDef]:
    found = ast.parse(file.read_text()).body
    return {one.name: one for one in found if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef)}


def test_no_fault_has_gone_from_the_list() -> None:
    assert len({fault for fault, _ in ROWS}) >= LEAST


@pytest.mark.parametrize(("fault", "tests"), ROWS, ids=[fault for fault, _ in ROWS])
def test_the_fault_has_a_test(fault: str, tests: str) -> None:
    named = re.findall(r"`([^`]+)::([^`]+)`", tests)
    assert len(named) == tests.count("`") // 2 >= 1
    for path, name in named:
        file = ROOT / (path if path.startswith("tests/") else f"tests/integration/{path}")
        function = _functions(file).get(name)
        assert function is not None, f"{path} has no {name}"
        marks = [ast.unparse(mark) for mark in function.decorator_list]
        assert not [mark for mark in marks if "skip" in mark or "xfail" in mark], f"{name} does not run"
