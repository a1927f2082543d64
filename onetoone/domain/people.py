"""Who acts."""

from dataclasses import dataclass

from onetoone.domain.ids import AccountId


@dataclass(frozen=True, slots=True)
class Actor:
    """The person behind an action, as the database knows them right now."""

    id: AccountId
    name: str
    is_creator: bool
    locale: str = ""  # as they chose it; empty: as their browser says
    is_operator: bool = False
