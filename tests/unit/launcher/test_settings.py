"""What the launcher tells each process, from what a deployment set."""

import json
from pathlib import Path

import pytest

from launcher.failure import Sorry
from launcher.settings import Plan, _dotenv, make_plan


def plan(tmp_path: Path, host: str = "127.0.0.1", **operator: str) -> Plan:
    return make_plan(tmp_path, host, 3400, operator)


def test_a_bare_machine_gets_a_demo_with_play_money(tmp_path: Path) -> None:
    made = plan(tmp_path)
    assert made.origins == ("http://localhost:3400", "http://127.0.0.1:3400")
    assert made.app["PUBLIC_ORIGINS"] == "http://localhost:3400,http://127.0.0.1:3400"
    assert made.app["DATABASE_URL"] == f"sqlite:///{tmp_path}/onetoone.db"
    assert (made.app["DEMO_MODE"], made.app["ENVIRONMENT"]) == ("1", "development")
    assert made.sandbox is not None
    assert made.app["STRIPE_API_BASE"] == made.sandbox["SANDBOX_PUBLIC_URL"]
    assert made.app["STRIPE_SECRET_KEY"] == made.sandbox["SANDBOX_SECRET_KEY"]
    assert made.app["STRIPE_WEBHOOK_SECRET"] == made.sandbox["SANDBOX_WEBHOOK_SECRET"]
    assert made.sandbox["SANDBOX_WEBHOOK_URL"] == "http://127.0.0.1:3400/webhooks/stripe"
    assert made.app["MEDIA_NODES"] == f"http://127.0.0.1:{made.media['MEDIA_HTTP_PORT']}"
    assert made.app["MEDIA_SECRET"] == made.media["MEDIA_SECRET"]


def test_a_real_stripe_key_takes_the_sandbox_away(tmp_path: Path) -> None:
    made = plan(tmp_path, STRIPE_SECRET_KEY="sk_test_mine", STRIPE_WEBHOOK_SECRET="whsec_mine")
    assert made.sandbox is None
    assert made.app["STRIPE_API_BASE"] == ""
    assert made.app["STRIPE_WEBHOOK_SECRET"] == "whsec_mine"


def test_a_live_key_ends_the_demo(tmp_path: Path) -> None:
    live = {"STRIPE_SECRET_KEY": "sk_live_1", "STRIPE_WEBHOOK_SECRET": "whsec_1", "ENVIRONMENT": "production"}
    assert plan(tmp_path, **live).app["DEMO_MODE"] == "0"


def test_a_public_host_is_production_without_a_demo(tmp_path: Path) -> None:
    made = plan(tmp_path, STRIPE_SECRET_KEY="sk_test_mine", PUBLIC_ORIGINS="https://calls.example/")
    assert made.origins == ("https://calls.example",)
    assert (made.app["DEMO_MODE"], made.app["ENVIRONMENT"]) == ("0", "production")


def test_play_money_is_refused_on_a_public_host(tmp_path: Path) -> None:
    with pytest.raises(Sorry, match="set STRIPE_SECRET_KEY"):
        plan(tmp_path, PUBLIC_ORIGINS="https://calls.example")


def test_secrets_stay_the_same_and_private(tmp_path: Path) -> None:
    first, second = plan(tmp_path), plan(tmp_path)
    assert first.app["MEDIA_SECRET"] == second.app["MEDIA_SECRET"]
    assert (tmp_path / "secrets.json").stat().st_mode & 0o777 == 0o600


def test_a_secret_that_came_later_is_added(tmp_path: Path) -> None:
    (tmp_path / "secrets.json").write_text(json.dumps({"MEDIA_SECRET": "kept"}))
    made = plan(tmp_path)
    assert made.app["MEDIA_SECRET"] == "kept"
    assert made.app["STRIPE_WEBHOOK_SECRET"].startswith("whsec_")


def test_the_relay_and_the_sandbox_learn_nothing_of_money_or_people(tmp_path: Path) -> None:
    made = plan(tmp_path, DATABASE_URL="postgresql://me:secret@db/x", REDIS_URL="redis://:secret@r")
    assert "secret@" not in " ".join(made.media.values())
    assert made.sandbox is not None
    assert "secret@" not in " ".join(made.sandbox.values())


def test_the_settings_file_is_read_and_an_empty_value_means_the_default(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text('# a comment\n\nexport CURRENCY="eur"\nREDIS_URL=\nSTATEMENT_SUFFIX=A = B\n')
    assert _dotenv(file) == {"CURRENCY": "eur", "STATEMENT_SUFFIX": "A = B"}


def test_a_broken_line_of_the_settings_file_is_named(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("CURRENCY=eur\nnonsense\n")
    with pytest.raises(Sorry, match="Line 2"):
        _dotenv(file)


def test_several_media_nodes_have_ports_of_their_own(tmp_path: Path) -> None:
    made = plan(tmp_path, MEDIA_NODE_COUNT="3", MEDIA_UDP_PORT="4000")
    assert list(made.nodes_by_name) == ["media node", "media node 2", "media node 3"]
    assert [node["MEDIA_UDP_PORT"] for node in made.nodes] == ["4000", "4001", "4002"]
    assert len({node["MEDIA_HTTP_PORT"] for node in made.nodes}) == 3
    assert made.app["MEDIA_NODES"].split(",") == [f"http://127.0.0.1:{n['MEDIA_HTTP_PORT']}" for n in made.nodes]
    with pytest.raises(Sorry, match="MEDIA_NODE_COUNT"):
        plan(tmp_path, MEDIA_NODE_COUNT="many")
