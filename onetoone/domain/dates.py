"""How dates are written that stand among words."""

from onetoone.domain import locale, words


def manner() -> str:
    """The locale for them: that of the person's amounts if it has the same language, else the language alone.

    English words and "de_DE" amounts go together; "3. Mai" among English words doesn't.
    """
    amounts = locale.spoken()
    return amounts if amounts.partition("_")[0] == words.spoken() else words.spoken()
