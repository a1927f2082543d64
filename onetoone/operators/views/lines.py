"""One line of any of the operator's lists."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Line:
    """`action` is a verb of `operators.service`, done to `ref`; `label` names its button. `most`: an amount, typed.
    `words` and `said`: what was written, to be read where the line is acted upon."""

    ref: str = ""
    at: str = ""
    title: str = ""
    line: str = ""
    amount: str = ""
    status: str = ""
    tone: str = "neutral"
    action: str = ""
    label: str = ""
    most: str = ""
    words: str = ""
    said: list[str] = field(default_factory=list)
