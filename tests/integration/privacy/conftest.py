"""Who leaves has had the same calls as everybody."""

from tests.integration.calls.conftest import cast

__all__ = ["cast"]
