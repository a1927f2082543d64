"""The benchmark measures what it says: one short call through the product's relay, and one through nobody."""

import json
from pathlib import Path
from typing import Any

import pytest

from bench import media, running
from bench.load import percentile
from bench.report import medians


@pytest.fixture
async def results(tmp_path: Path) -> dict[str, Any]:
    """What a quick run writes. Janus is not asked: not every machine has it."""
    options = media.arguments(["--quick", "--servers", "onetoone,direct", "--out", str(tmp_path)])
    assert await running.everything(options) == 0
    assert "| **onetoone** |" in (tmp_path / "media.md").read_text()
    return dict(json.loads((tmp_path / "media.json").read_text()))


async def test_every_packet_is_sent_once_and_found_again(results: dict[str, Any]) -> None:
    assert results["failed"] == []
    relay, nobody = sorted(results["load"], key=lambda row: row["server"], reverse=True)
    for row in (relay, nobody):
        assert row["packets"] > 400
        assert row["generator_unsent"] == 0
        assert row["loss"] == 0
        assert 0 < row["latency_p50"] <= row["latency_p95"] <= row["latency_p99"]
        assert row["setup_p50"] > 0
    assert relay["cpu_per_packet_us"] > 0
    assert relay["calls_per_core"] == pytest.approx(1000 / relay["cpu_per_call_second_ms"], rel=0.01)
    assert nobody["cpu_per_packet_us"] is nobody["memory_per_call_kib"] is None


def test_the_median_of_rounds_knows_what_was_not_measured() -> None:
    rounds: list[dict[str, Any]] = [{"server": "a", "calls": 1, "us": us, "loss": None} for us in (3, 9, 4)]
    assert medians(rounds, ("calls", "server")) == [{"server": "a", "calls": 1, "us": 4, "loss": None, "rounds": 3}]
    assert percentile([], 0.5) is None
    assert percentile([1, 2, 3, 4], 0.99) == 4
