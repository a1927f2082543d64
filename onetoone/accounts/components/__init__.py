"""What people sign in with, what greets them, what they set, and the small menu that knows who they are."""

from onetoone.accounts.components import landing, settings
from onetoone.accounts.components.entry import sign_in_form, sign_up_form
from onetoone.accounts.components.menu import account_menu, sign_out

__all__ = ["account_menu", "landing", "settings", "sign_in_form", "sign_out", "sign_up_form"]
