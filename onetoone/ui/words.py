"""What pages say, for the translator: while the front end is built, each text is marked, and `Languages` (web) makes of
the marked texts of the finished build one build for each language. So a page costs no more for being in Spanish.

Pages, components and the ui use these; views, services and states, which know whom they speak to, use `domain.words`.
"""

import os
from typing import Any

import reflex as rx
from reflex.vars import VarData
from reflex_base.vars.base import LiteralVar

from onetoone.ui.elements import Text

OPEN, CLOSE, OR, WITH = "⟦", "⟧", "¦", "‖"
MARKING = "ONETOONE_MARK_WORDS"

_FILL = VarData(imports={"$/public/ui/words.js": [rx.ImportVar(tag="fill")]})
_FORM = VarData(imports={"$/public/ui/words.js": [rx.ImportVar(tag="form")]})


def _(text: str, **values: Any) -> Any:
    """`text` in the language of whoever looks; a Var when there are {places} to be filled in.

    >>> _("Sign in")
    'Sign in'
    """
    return _call("fill", _FILL, _marked(text), values) if values else _marked(text)


def n_(one: str, many: str, n: rx.Var[int] | int, **values: Any) -> rx.Var[str]:
    """The form that goes with `n`, which is among the {places}."""
    return _call("form", _FORM, _marked(f"{one}{OR}{many}"), {"n": n, **values})


def said(text: str, **values: Any) -> Any:
    """What was marked with `domain.words.N_`, in a table of the domain's or of a view's."""
    return _(text, **values)


def _marked(text: str) -> str:
    return f"{OPEN}{text}{CLOSE}" if os.environ.get(MARKING) else text


def _call(function: str, imports: VarData, text: Text, values: dict[str, Any]) -> rx.Var[str]:
    places = LiteralVar.create(values)
    return rx.Var(
        f"{function}({LiteralVar.create(text)!s}, {places!s})",
        _var_type=str,
        _var_data=VarData.merge(imports, places._get_all_var_data()),
    ).to(str)
