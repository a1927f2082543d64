"""Operators act upon the same calls as the people do."""

from tests.integration.calls.conftest import cast

__all__ = ["cast"]
