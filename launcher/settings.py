"""Turns what a deployment set, and defaults for what it did not, into the environment of each of the three processes.

An operator's own environment comes first, then the file `.env` in the checkout (or the file that ONETOONE_ENV names),
then what is computed here. Nothing else reads that file.
"""

import ipaddress
import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from launcher import ports
from launcher.failure import Sorry
from launcher.frontend import reflex_environment
from launcher.paths import ROOT
from launcher.secret_store import load_or_make
from launcher.which_stripe import SANDBOX_KEY, Stripe, chosen

_PUBLIC_PORTS = ("MEDIA_UDP_PORT", "MEDIA_TCP_PORT", "MEDIA_PUBLIC_UDP_PORT", "MEDIA_PUBLIC_TCP_PORT")


@dataclass(frozen=True)
class Plan:
    """Which processes to start, where, and with which environment."""

    origins: tuple[str, ...]
    port: int
    app: dict[str, str]
    nodes: tuple[dict[str, str], ...]
    sandbox: dict[str, str] | None  # None: a real Stripe key is configured
    stripe: Stripe = Stripe.SANDBOX

    @property
    def media(self) -> dict[str, str]:
        """The first media node's environment."""
        return self.nodes[0]

    @property
    def nodes_by_name(self) -> dict[str, dict[str, str]]:
        """The media nodes: "media node", "media node 2" and so on."""
        return {f"media node {n}" if n > 1 else "media node": node for n, node in enumerate(self.nodes, 1)}

    @property
    def health(self) -> str:
        """The app's health address on this machine."""
        return f"{self.origins[-1]}/health"


def make_plan(state: Path, host: str, port: int, operator: dict[str, str] | None = None) -> Plan:
    """Choose ports, make missing secrets in `state`, and write the three environments.

    `operator` replaces this process's environment and `.env`; the tests pass their own there.
    """
    file = Path(os.environ.get("ONETOONE_ENV") or ROOT / ".env")
    given = dict(operator) if operator is not None else {**_dotenv(file), **os.environ}
    origins = _origins(given.get("PUBLIC_ORIGINS", ""), host, port)
    local = all(_is_local(urlsplit(origin).hostname or "") for origin in origins)
    stripe = chosen(given, local=local)
    real_stripe = stripe is not Stripe.SANDBOX

    common = {**given, "ONETOONE_VAR": str(state), "PYTHONUNBUFFERED": "1"}
    shared = {**load_or_make(state), **given}
    if not local and not real_stripe and given.get("ENVIRONMENT") != "development":
        raise Sorry(
            f"{origins[0]} is not this machine alone, and play money is no money there: set STRIPE_SECRET_KEY, "
            "or ENVIRONMENT=development to try it anyway."
        )
    media_port, sandbox_port = _neighbours(port)
    media = {
        "MEDIA_SECRET": shared["MEDIA_SECRET"],
        "MEDIA_HTTP_HOST": given.get("MEDIA_HTTP_HOST", "127.0.0.1"),
        "MEDIA_HTTP_PORT": given.get("MEDIA_HTTP_PORT", str(media_port)),
    }
    nodes = tuple({**_without_money(common), **media, **more} for more in _several(given, sandbox_port))
    sandbox_address = f"http://127.0.0.1:{sandbox_port}"
    app = {
        **shared,
        "DATABASE_URL": given.get("DATABASE_URL") or f"sqlite:///{state / 'onetoone.db'}",
        "PICTURES_FOLDER": given.get("PICTURES_FOLDER") or str(state / "pictures"),
        "REDIS_URL": given.get("REDIS_URL", ""),
        "MEDIA_NODES": given.get("MEDIA_NODES") or ",".join(map(private_address, nodes)),
        "STRIPE_SECRET_KEY": given.get("STRIPE_SECRET_KEY") or SANDBOX_KEY,
        "STRIPE_API_BASE": "" if real_stripe else sandbox_address,
        "PUBLIC_ORIGINS": ",".join(origins),
        "ENVIRONMENT": given.get("ENVIRONMENT") or ("development" if local else "production"),
        # One-click sign-in as anybody is for a machine of one's own, never beside real money or strangers.
        "DEMO_MODE": given.get("DEMO_MODE") or ("1" if local and stripe is not Stripe.LIVE else "0"),
        # Without a mail server: where one can look at what would have been sent.
        "MAIL_FOLDER": given.get("MAIL_FOLDER") or (str(state / "mail") if local and not given.get("SMTP_URL") else ""),
    }
    sandbox = {
        "SANDBOX_HOST": "127.0.0.1",
        "SANDBOX_PORT": str(sandbox_port),
        "SANDBOX_STATE": str(state / "sandbox.db"),
        "SANDBOX_SECRET_KEY": SANDBOX_KEY,
        "SANDBOX_WEBHOOK_URL": f"http://{_reachable(host)}:{port}/webhooks/stripe",
        "SANDBOX_WEBHOOK_SECRET": shared["STRIPE_WEBHOOK_SECRET"],
        "SANDBOX_PUBLIC_URL": sandbox_address,
    }
    return Plan(
        origins=origins,
        port=port,
        app={**common, **app},
        nodes=nodes,
        sandbox=None if real_stripe else {**_without_money(common), **sandbox},
        stripe=stripe,
    )


def app_environment(plan: Plan, web: Path) -> dict[str, str]:
    """The app's environment when it serves the built front end in `web`."""
    return {
        **plan.app,
        **reflex_environment(web),
        "REFLEX_ENV_MODE": "prod",
        # Internal to Reflex, hence the exact pin in requirements.in: the front end is built, only load the app.
        "__REFLEX_SKIP_COMPILE": "1",
    }


def private_address(node: dict[str, str]) -> str:
    """Where the app reaches a media node of this machine."""
    return f"http://{node['MEDIA_HTTP_HOST']}:{node['MEDIA_HTTP_PORT']}"


def _several(given: dict[str, str], after: int) -> list[dict[str, str]]:
    """What sets each of MEDIA_NODE_COUNT nodes apart: nothing the first, ports of their own the others."""
    count = given.get("MEDIA_NODE_COUNT") or "1"
    if not (count.isdigit() and 1 <= int(count) <= 32):
        raise Sorry(f"MEDIA_NODE_COUNT is a number from 1 to 32, not {count!r}.")
    several: list[dict[str, str]] = [{}]
    for n in range(1, int(count)):
        public = {name: str(int(given[name]) + n) for name in _PUBLIC_PORTS if given.get(name, "0").isdigit()
                  and int(given.get(name, "0"))}  # fmt: skip
        several.append({"MEDIA_HTTP_PORT": str(ports.prefer(after + n)), **public})
    return several


def _neighbours(port: int) -> tuple[int, int]:
    # The same ports each time where possible: a Checkout page left open survives a restart of everything.
    media = ports.prefer(port + 1)
    sandbox = ports.prefer(port + 2)
    return media, sandbox if sandbox != media else ports.free()


def _origins(configured: str, host: str, port: int) -> tuple[str, ...]:
    if configured:
        return tuple(origin.strip().rstrip("/") for origin in configured.split(",") if origin.strip())
    local = (f"http://localhost:{port}", f"http://127.0.0.1:{port}")
    if host in ("localhost", "127.0.0.1", "::1", "0.0.0.0"):
        return local
    return (f"http://{host}:{port}", *local) if not _is_local(host) else (*local, f"http://{host}:{port}")


def _is_local(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def _reachable(host: str) -> str:
    return "127.0.0.1" if host in ("0.0.0.0", "localhost") else host


def _without_money(env: dict[str, str]) -> dict[str, str]:
    # Neither the relay nor the sandbox has any business with keys, the database or people's sessions.
    private = ("STRIPE_", "DATABASE_", "REDIS_", "SMTP_", "VAPID_", "LINK_")
    return {name: value for name, value in env.items() if not name.startswith(private)}


def _dotenv(path: Path) -> dict[str, str]:
    values: dict[str, str] = {}
    lines = path.read_text().splitlines() if path.exists() else []
    for number, line in enumerate(lines, 1):
        text = line.strip().removeprefix("export ")
        if not text or text.startswith("#"):
            continue
        name, equals, value = text.partition("=")
        if not equals:
            raise Sorry(f"Line {number} of {path} is not NAME=value: {text!r}.")
        # An empty value means "the default", as in .env.example.
        if value := value.strip().strip("\"'"):
            values[name.strip()] = value
    return values
