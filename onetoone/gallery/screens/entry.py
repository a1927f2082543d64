"""The front door."""

from onetoone.accounts.pages import home, sign_in
from onetoone.gallery.screens.shapes import Screen

_SOURCE = "onetoone/accounts/pages.py"

SCREENS = (
    Screen("landing", "Landing", _SOURCE, home, {}),
    Screen("sign-in", "Sign in", _SOURCE, sign_in, {}),
)
