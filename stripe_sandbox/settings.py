"""Environment → one frozen Settings."""

import ipaddress
import os
from collections.abc import Mapping
from dataclasses import dataclass


class BadSettings(ValueError):
    """A setting that the sandbox refuses to start with; the text is for the person at the terminal."""


@dataclass(frozen=True)
class Settings:
    """Where the sandbox listens, what it keeps, and whom it tells."""

    host: str = "127.0.0.1"
    port: int = 12111
    state: str = "stripe_sandbox.db"
    secret_key: str = "sk_test_sandbox"
    webhook_url: str = ""
    webhook_secret: str = ""
    public_url: str = ""
    # Seconds before each new attempt at a delivery that was refused; after the last one it is given up.
    webhook_backoff: tuple[float, ...] = (1, 3, 10, 30, 120, 600, 3600, 3600 * 5, 3600 * 10, 3600 * 24)

    @property
    def base_url(self) -> str:
        """What hosted pages' addresses begin with, without a slash at the end."""
        return (self.public_url or f"http://{self._host_in_url()}:{self.port}").rstrip("/")

    @property
    def loopback_only(self) -> bool:
        """Whether only this machine can reach us."""
        if self.host == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False

    def _host_in_url(self) -> str:
        if self.host in ("0.0.0.0", "::"):
            return "127.0.0.1"
        return f"[{self.host}]" if ":" in self.host else self.host


def from_environment(environ: Mapping[str, str] = os.environ) -> Settings:
    """Reads SANDBOX_*; raises BadSettings with one clear sentence."""
    default = Settings()
    key = environ.get("SANDBOX_SECRET_KEY") or default.secret_key
    if not key.startswith("sk_test_"):
        raise BadSettings("SANDBOX_SECRET_KEY must begin with sk_test_: the sandbox never takes a live key.")
    webhook_url, webhook_secret = environ.get("SANDBOX_WEBHOOK_URL", ""), environ.get("SANDBOX_WEBHOOK_SECRET", "")
    if webhook_url and not webhook_secret:
        raise BadSettings("SANDBOX_WEBHOOK_URL is set but SANDBOX_WEBHOOK_SECRET is not: webhooks must be signed.")
    backoff = environ.get("SANDBOX_WEBHOOK_BACKOFF", "")
    try:
        port = int(environ.get("SANDBOX_PORT") or default.port)
        steps = tuple(float(step) for step in backoff.split(",")) if backoff else default.webhook_backoff
    except ValueError as error:
        raise BadSettings(f"SANDBOX_PORT and SANDBOX_WEBHOOK_BACKOFF must be numbers: {error}.") from error
    return Settings(
        host=environ.get("SANDBOX_HOST") or default.host,
        port=port,
        state=environ.get("SANDBOX_STATE") or default.state,
        secret_key=key,
        webhook_url=webhook_url,
        webhook_secret=webhook_secret,
        public_url=environ.get("SANDBOX_PUBLIC_URL", ""),
        webhook_backoff=steps,
    )
