"""Every path of the product. Rooms link to each other by path, never by import."""

HOME = "/"
SIGN_IN = "/sign-in"
SIGN_UP = "/sign-up"
MESSAGES = "/messages"
THREAD = "/messages/[thread_id]"
MESSAGE_TO = "/messages/to/[handle]"  # opens, or starts, the conversation with somebody
COMMUNITY = "/community"
DISCOVER = "/discover"
CREATOR = "/creators/[handle]"
SETTINGS = "/settings"
PAYOUTS = "/settings/payouts"
SAFETY = "/settings/safety"
REACHING = "/settings/reaching"
OFFERS = "/settings/offers"
YOUR_DATA = "/settings/data"
EARNINGS = "/earnings"
PAYMENTS = "/payments"
RECEIPT = "/payments/[payment_id]"
SET_UP = "/start/[fan_id]"  # the creator's set-up of a 1:1
ASK = "/ask/[handle]"  # the fan's "Get a personal call"
NOWHERE = "/not-found"  # no page has it, so it shows that
OPERATOR = "/operator"  # 404 for everybody else
CALLS = "/calls"  # those that are over
CALL = "/call/[call_id]"  # one address for every state of a call

# HTTP, outside Reflex
HEALTH = "/health"
METRICS = "/metrics"
SIGNAL = "/signal/{call_id}"
REHEARSAL = "/signal/{call_id}/rehearsal"
EARNINGS_FILE = "/earnings/earnings.csv"
YOUR_DATA_FILE = "/settings/data/onetoone.zip"
PICTURE_UPLOAD = "/pictures/to/{thread_id}"
PICTURE = "/pictures/{picture_id}"
SMALL_PICTURE = "/pictures/{picture_id}/small"
STRIPE_WEBHOOK = "/webhooks/stripe"
CHECKOUT_RETURN = "/checkout/return"
CHECKOUT_BACK = "/checkout/back/{payment_id}"
BANK_RETURN = "/bank/return"
PAYOUTS_RETURN = "/payouts/return"
PAYOUTS_AGAIN = "/payouts/again"
AUTH_SIGN_IN = "/auth/sign-in"
AUTH_SIGN_UP = "/auth/sign-up"
AUTH_SIGN_OUT = "/auth/sign-out"
AUTH_DEMO = "/auth/demo"
PUSH_KEY = "/reaching/key"
PUSH_ON = "/reaching/subscribe"
PUSH_OFF = "/reaching/unsubscribe"
PUSH_DECLINE = "/reaching/decline"
STOP_MAIL = "/reaching/stop"
SERVICE_WORKER = "/sw.js"
OFFLINE = "/offline"
LANGUAGE = "/language"


def to(path: str, **parts: object) -> str:
    """`path` with its [parts] or {parts} filled in."""
    for name, value in parts.items():
        path = path.replace(f"[{name}]", str(value)).replace(f"{{{name}}}", str(value))
    return path
