"""The front door."""

from typing import Any

from onetoone.accounts.pages import home, sign_in, sign_up
from onetoone.accounts.state import EntryState
from onetoone.accounts.views import DemoPerson
from onetoone.gallery.cast import LEO, MARA
from onetoone.gallery.screens.shapes import Screen

_SOURCE = "onetoone/accounts/pages.py"
_DEMO = [
    DemoPerson(MARA.id, MARA.name, MARA.picture, "Singer and voice coach.", True),
    DemoPerson("acc_theo", "Theo Okafor", "/people/theo.svg", "Chess, slowly.", True),
    DemoPerson(LEO.id, LEO.name, LEO.picture, "", False),
]


def _wrong(**held: Any) -> dict[Any, Any]:
    return {EntryState: held}


SCREENS = (
    Screen("landing", "Landing", _SOURCE, home, {}),
    Screen("landing-demo", "Landing, with the demo's people", _SOURCE, home, {EntryState: {"people": _DEMO}}),
    Screen("sign-in", "Sign in", _SOURCE, sign_in, {}),
    Screen(
        "sign-in-refused",
        "Sign in, refused",
        _SOURCE,
        sign_in,
        _wrong(form_error="That e-mail address and that password don’t belong together."),
    ),
    Screen("sign-in-waiting", "Sign in, on the way", _SOURCE, sign_in, _wrong(waiting=True)),
    Screen("sign-up", "Sign up", _SOURCE, sign_up, {}),
    Screen(
        "sign-up-wrong",
        "Sign up, something is missing",
        _SOURCE,
        sign_up,
        _wrong(
            name_error="Please tell us your name.",
            email_error="That doesn’t look like an e-mail address.",
            password_error="At least 10 characters, please.",
        ),
    ),
)
