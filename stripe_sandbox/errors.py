"""Refusals, in Stripe's shape and words (https://docs.stripe.com/api/errors)."""

from typing import Any

Body = dict[str, Any]


class ApiError(Exception):
    """An answer other than 200. Everything the request did is undone, unless `keep` says that it stands."""

    keep = False

    def __init__(
        self,
        message: str,
        *,
        status: int = 400,
        type: str = "invalid_request_error",
        code: str = "",
        param: str = "",
        began: bool = False,
        headers: dict[str, str] | None = None,
        **extra: Any,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.headers = headers or {}
        # Stripe remembers an answer under its idempotency key only once the endpoint "began executing".
        self.began = began
        error: Body = {"message": message, "type": type}
        if code:
            error |= {"code": code, "doc_url": "https://docs.stripe.com/error-codes/" + code.replace("_", "-")}
        if param:
            error["param"] = param
        self.error = error | extra

    def body(self) -> Body:
        """The JSON body."""
        return {"error": self.error}


class CardError(ApiError):
    """The bank said no: a 402 that leaves its traces (a failed charge, the intent's last error)."""

    keep = True

    def __init__(self, message: str, code: str, decline_code: str = "", param: str = "", **extra: Any) -> None:
        if decline_code:
            extra["decline_code"] = decline_code
        super().__init__(message, status=402, type="card_error", code=code, param=param, began=True, **extra)


def missing(kind: str, id: str, param: str = "id", status: int = 404) -> ApiError:
    """An id that is not there. Stripe answers 404 for the path's own id and 400 for one in a parameter."""
    name = {"checkout.session": "checkout.session", "payment_method": "PaymentMethod"}.get(kind, kind)
    return ApiError(f"No such {name}: '{id}'", status=status, code="resource_missing", param=param)


def unexpected_state(message: str, intent: Body) -> ApiError:
    """A move that this PaymentIntent's status doesn't allow."""
    return ApiError(message, code="payment_intent_unexpected_state", began=True, payment_intent=intent)
