"""A person, as the other one in the call sees them."""

from onetoone.calls.views.shapes import Person
from onetoone.models import Account


def person(account: Account) -> Person:
    return Person(account.id, account.name, account.handle, account.picture)
