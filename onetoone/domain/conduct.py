"""How somebody behaved, as another reports it to the operators."""

from enum import StrEnum

from onetoone.domain.words import N_


class Reason(StrEnum):
    """What a person is reported for, to choose from."""

    HARASSMENT = "harassment"
    SEXUAL = "sexual"
    THREATS = "threats"
    UNDER_AGE = "under_age"
    SCAM = "scam"
    IMPOSTOR = "impostor"
    OTHER = "other"


# Said by `said(WORDS[reason])`.
WORDS: dict[Reason, str] = {
    Reason.HARASSMENT: N_("They insulted or harassed me"),
    Reason.SEXUAL: N_("They did something sexual I didn’t want"),
    Reason.THREATS: N_("They threatened me or someone else"),
    Reason.UNDER_AGE: N_("I think they are under 18"),
    Reason.SCAM: N_("They tried to cheat me, or to pay elsewhere"),
    Reason.IMPOSTOR: N_("They pretend to be somebody else"),
    Reason.OTHER: N_("Something else"),
}


class Standing(StrEnum):
    """Where a report stands at the operators' desk."""

    OPEN = "open"
    CLOSED = "closed"
