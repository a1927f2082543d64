"""How somebody behaved, as another reports it to the operators."""

from enum import StrEnum


class Reason(StrEnum):
    """What a person is reported for, to choose from."""

    HARASSMENT = "harassment"
    SEXUAL = "sexual"
    THREATS = "threats"
    UNDER_AGE = "under_age"
    SCAM = "scam"
    IMPOSTOR = "impostor"
    OTHER = "other"


WORDS: dict[Reason, str] = {
    Reason.HARASSMENT: "They insulted or harassed me",
    Reason.SEXUAL: "They did something sexual I didn’t want",
    Reason.THREATS: "They threatened me or someone else",
    Reason.UNDER_AGE: "I think they are under 18",
    Reason.SCAM: "They tried to cheat me, or to pay elsewhere",
    Reason.IMPOSTOR: "They pretend to be somebody else",
    Reason.OTHER: "Something else",
}


class Standing(StrEnum):
    """Where a report stands at the operators' desk."""

    OPEN = "open"
    CLOSED = "closed"
