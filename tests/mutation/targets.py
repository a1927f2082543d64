"""What is changed, and which tests must notice."""

from dataclasses import dataclass

_CALLS = "tests/integration/calls"


@dataclass(frozen=True)
class Target:
    """Files of which every operator, number and comparison is changed; the tests that are asked each time."""

    files: tuple[str, ...]
    tests: tuple[str, ...]


TARGETS = {
    "the charge rule": Target(("onetoone/domain/meter.py",), ("tests/unit/domain/test_meter.py",)),
    "the gate": Target(
        ("onetoone/payments/service/seeing.py", "onetoone/calls/service/money.py"),
        (f"{_CALLS}/test_gate.py", f"{_CALLS}/test_money.py", f"{_CALLS}/test_faults.py"),
    ),
}

# Operators that change what a type annotation says, and nothing that runs.
NOT_MEANT = ("core/ReplaceBinaryOperator_BitOr_.*",)
