"""What the screens of a call are put together from."""

from onetoone.calls.components.everywhere import app_wraps

__all__ = ["app_wraps"]
