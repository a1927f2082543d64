"""A world of its own for each proof."""

import asyncio
from collections.abc import Iterator

import pytest
import stripe as sdk

from onetoone import runtime
from tests.integration.proofs.world import World
from tests.sandbox.running import Running


@pytest.fixture
def world(stripe: Running, database: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """For proofs with many lives in one test: each begins with `world.anew()`."""
    monkeypatch.setattr(sdk.HTTPClient, "INITIAL_DELAY", 0)  # the SDK's own pause between its retries
    monkeypatch.setattr(sdk.HTTPClient, "MAX_DELAY", 0)
    with asyncio.Runner() as runner:
        yield World(stripe, runner)
    runtime.use(None)
