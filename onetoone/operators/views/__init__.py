"""What an operator sees: what needs a person, the lists, and the ledger's sum."""

from onetoone.operators.views.books import Books, Sum
from onetoone.operators.views.desk import DeskView, desk
from onetoone.operators.views.lines import Line

__all__ = ["Books", "DeskView", "Line", "Sum", "desk"]
