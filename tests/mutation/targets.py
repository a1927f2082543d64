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
        ("onetoone/payments/service/seeing.py",),
        tuple(f"{_CALLS}/test_{what}.py" for what in ("gate", "money", "charged_tips", "tips")),
    ),
    "what follows from what Stripe says": Target(
        ("onetoone/calls/service/money.py",),
        tuple(
            f"{_CALLS}/test_{what}.py"
            for what in (
                "following",
                "gate",
                "money",
                "charged_tips",
                "extensions",
                "extension_holds",
                "tips",
                "faults",
            )
        ),
    ),
}

# What is not tried: operators that nothing can tell from the original, or that make no sense where they would stand.
NOT_MEANT = (
    "core/ReplaceBinaryOperator_BitOr_.*",  # `X | None` in annotations
    "core/ReplaceComparisonOperator_(Is_Eq|Eq_Is|IsNot_NotEq|NotEq_IsNot)",  # the same for members of an enumeration
    "core/ReplaceComparisonOperator_(Is|IsNot|Eq)_(Lt|LtE|Gt|GtE)",  # which have no order, nor have Stripe's statuses
    "core/ReplaceBinaryOperator_(Mul|Pow)_(?!Div$).*",  # the stars of signatures and calls; of products one is enough
)
