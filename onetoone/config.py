"""The environment, read once into one frozen Settings: every number of the product has its name here."""

from functools import cache
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import Field, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from onetoone.domain.prices import CURRENCIES, PriceList, price_list
from onetoone.domain.ratings import Window

_LOOPBACK = ("localhost", "127.0.0.1", "::1")


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip().rstrip("/") for part in text.split(",") if part.strip())


class Settings(BaseSettings):
    """Settings by the upper-case name in the environment. Durations are seconds, prices minor units.

    The file `.env` is read by the launcher alone, which puts it into the environment of what it starts.
    """

    model_config = SettingsConfigDict(env_ignore_empty=True, extra="ignore", frozen=True)

    # Where we are
    environment: Literal["development", "production"] = "development"
    public_origins: Annotated[str, NoDecode] = "http://localhost:3000,http://127.0.0.1:3000"
    demo_mode: bool | None = None  # None: on, unless a live key or a public host is configured
    database_url: str = "sqlite:///var/onetoone.db"
    redis_url: str = ""

    # Media
    media_nodes: Annotated[str, NoDecode] = "http://127.0.0.1:3010"
    media_secret: str = Field(default="", repr=False)
    node_lease_seconds: float = 3  # a node that nobody heard of for this long, and that doesn't answer, is dead

    # Stripe
    stripe_secret_key: str = Field(default="", repr=False)
    stripe_api_base: str = ""
    stripe_webhook_secret: str = Field(default="", repr=False)
    stripe_timeout: float = 10
    statement_suffix: str = "1TO1 CALL"

    # Reaching people
    smtp_url: str = Field(default="", repr=False)
    mail_from: str = "onetoone <no-reply@localhost>"
    mail_folder: str = ""  # where e-mail is written instead, without SMTP; the launcher names one in development
    vapid_private_key: str = Field(default="", repr=False)  # base64url of the 32 bytes; empty: no web push
    vapid_subject: str = ""  # mailto: or https:, for the push services; empty: the first origin
    push_allowed: Annotated[str, NoDecode] = ""  # origins of push services that aren't public; not in production
    link_secret: str = Field(default="", repr=False)  # signs the links in e-mails

    # A call
    ring_seconds: float = 60
    invitation_seconds: float = 15 * 60
    request_seconds: float = 24 * 3600
    pay_seconds: float = 5 * 60
    more_time_seconds: float = 2 * 60
    connect_seconds: float = 2 * 60
    rejoin_seconds: float = 60
    least_two_way_seconds: float = 30
    repeat_request_seconds: float = 30 * 60
    requests_per_hour: int = 20
    shortest_minutes: int = 1
    longest_minutes: int = 120
    longest_note: int = 500

    # Money
    currency: str = "usd"  # the deployment's own; the prices below are in it
    currencies: Annotated[str, NoDecode] = ""  # what creators may choose from; empty: all that we know
    least_price: int = 100
    most_price: int = 100_000
    fee_basis_points: int = 2_000
    least_payout: int = 1_000
    payout_interval_seconds: float = 24 * 3600  # between two automatic payouts
    payout_country: str = "us"  # where creators' accounts at Stripe are; empty: Stripe asks them
    extension_minutes: int = 5  # that a fan can add during a paid call, at its price by the minute; 0: none
    tip_presets: Annotated[str, NoDecode] = "500,1000,2500"
    least_tip: int = 100
    most_tip: int = 50_000
    most_tips_per_call: int = 100_000
    tip_undo_seconds: float = 8
    hold_warning_seconds: float = 24 * 3600  # before a hold lapses at Stripe, an operator is told

    # After a call
    report_seconds: float = 48 * 3600  # how long a fan can report a problem
    answer_problem_seconds: float = 72 * 3600  # unanswered for this long, everything is refunded
    evidence_seconds: float = 72 * 3600  # how long a creator can choose what the bank is shown
    rate_seconds: float = 30 * 24 * 3600  # how long a call can be rated
    change_rating_seconds: float = 48 * 3600

    # People
    session_seconds: float = 30 * 24 * 3600
    sign_in_attempts: int = 10  # per account and per address, in `sign_in_window_seconds`
    sign_in_window_seconds: float = 15 * 60
    leave_seconds: float = 7 * 24 * 3600  # between asking for one's account to be deleted, and that it is
    copy_seconds: float = 7 * 24 * 3600  # how long a copy of one's data can be downloaded
    copies_per_day: int = 3
    online_seconds: float = 60  # this long after the last heartbeat somebody still counts as online
    longest_message: int = 4_000
    longest_fan_note: int = 2_000  # of a creator, for their own eyes
    most_offers: int = 12  # that a creator can keep to start calls from
    longest_report: int = 2_000  # what somebody writes about another's behaviour
    reports_per_day: int = 10
    longest_alt: int = 300  # what a picture shows, for those who can't see it
    pictures_folder: str = "var/pictures"
    picture_bytes: int = 5_000_000
    picture_pixels: int = 40_000_000
    picture_seconds: float = 120  # that an upload may take
    pictures_per_hour: int = 60
    reactions_per_minute: int = 60
    writing_seconds: float = 5  # so long after the last key somebody still counts as writing

    # The machinery
    sweep_seconds: float = 1
    account_heal_seconds: float = 10 * 60  # the same for creators' accounts of which nothing is expected
    heal_seconds: float = 30  # how often payments that wait for Stripe are read again
    outbox_attempts: int = 12
    signal_messages_per_second: int = 20
    events_per_second: int = 40  # per websocket client, in bursts of twice that

    @model_validator(mode="after")
    def _refuse_confusion(self) -> "Settings":
        if self.stripe_is_live and self.stripe_api_base:
            raise ValueError("A live Stripe key must not be sent to another address: unset STRIPE_API_BASE.")
        if self.environment == "production" and self.stripe_api_base:
            raise ValueError("Production must talk to Stripe itself: unset STRIPE_API_BASE.")
        if self.environment == "production" and self.push_allowed:
            raise ValueError("Production pushes to public services only: unset PUSH_ALLOWED.")
        if not self.origins:
            raise ValueError("PUBLIC_ORIGINS must name at least one origin.")
        return self

    @property
    def stripe_is_live(self) -> bool:
        """Whether cards are charged for real."""
        return self.stripe_secret_key.startswith(("sk_live_", "rk_live_"))

    @property
    def origins(self) -> tuple[str, ...]:
        return _listed(self.public_origins)

    @property
    def push_exceptions(self) -> tuple[str, ...]:
        return _listed(self.push_allowed)

    @property
    def sends_mail(self) -> bool:
        return bool(self.smtp_url or self.mail_folder)

    @property
    def nodes(self) -> tuple[str, ...]:
        return _listed(self.media_nodes)

    @property
    def webhook_secrets(self) -> tuple[str, ...]:
        """One for each destination that Stripe sends events to us from."""
        return _listed(self.stripe_webhook_secret)

    @property
    def presets(self) -> tuple[int, ...]:
        return tuple(int(part) for part in _listed(self.tip_presets))

    @property
    def offered_currencies(self) -> tuple[str, ...]:
        """What a creator may choose from, the deployment's own first."""
        named = _listed(self.currencies) or CURRENCIES
        return (self.currency, *(code for code in named if code in CURRENCIES and code != self.currency))

    def prices(self, currency: str) -> PriceList:
        """What may be asked and given in a currency."""
        return price_list(
            currency,
            home=self.currency,
            least=self.least_price,
            most=self.most_price,
            least_tip=self.least_tip,
            most_tip=self.most_tip,
            most_tips=self.most_tips_per_call,
            presets=self.presets,
            least_payout=self.least_payout,
        )

    @property
    def rating_window(self) -> Window:
        """When a call can be rated."""
        return Window(self.least_two_way_seconds, self.rate_seconds, self.change_rating_seconds)

    @property
    def least_two_way_ms(self) -> int:
        """Who was together for less owes nothing."""
        return int(self.least_two_way_seconds * 1000)

    @property
    def secure(self) -> bool:
        """Behind TLS: cookies are `__Host-` and Secure, HSTS is sent."""
        return all(origin.startswith("https://") for origin in self.origins)

    @property
    def demo(self) -> bool:
        """One-click sign-in as demo people; off by itself with a live key or a public host."""
        local = all(urlsplit(origin).hostname in _LOOPBACK for origin in self.origins)
        safe = local and not self.stripe_is_live
        return safe and self.demo_mode is not False and self.environment == "development"


@cache
def settings() -> Settings:
    """The process's settings."""
    return Settings()
