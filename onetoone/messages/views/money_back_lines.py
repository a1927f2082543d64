"""What a line says of money on its way back: refunds, and what a bank decides."""

from onetoone.domain.words import N_, _
from onetoone.messages.views.told import Line, Told

# By whom, and of what: to the creator, and to the fan. `said` by `_refunded`.
_REFUNDED: dict[str, dict[str, tuple[str, str]]] = {
    "creator": {
        "call": (N_("You gave {name} {amount} of the call back."), N_("{name} refunded {amount} of your call.")),
        "tip": (N_("You gave {name} {amount} of the tip back."), N_("{name} refunded {amount} of your tip.")),
        "extension": (
            N_("You gave {name} {amount} of the added minutes back."),
            N_("{name} refunded {amount} of your added minutes."),
        ),
    },
    "clock": {
        "call": (
            N_("The reported problem wasn’t answered in time: {amount} of the call went back to {name}."),
            N_("Your problem wasn’t answered in time: {amount} of your call is refunded."),
        ),
        "tip": (
            N_("The reported problem wasn’t answered in time: {amount} of the tip went back to {name}."),
            N_("Your problem wasn’t answered in time: {amount} of your tip is refunded."),
        ),
        "extension": (
            N_("The reported problem wasn’t answered in time: {amount} of the added minutes went back to {name}."),
            N_("Your problem wasn’t answered in time: {amount} of your added minutes is refunded."),
        ),
    },
    "": {
        "call": (N_("{amount} of {name}’s call was refunded."), N_("{amount} of your call is refunded.")),
        "tip": (N_("{amount} of {name}’s tip was refunded."), N_("{amount} of your tip is refunded.")),
        "extension": (
            N_("{amount} of {name}’s added minutes was refunded."),
            N_("{amount} of your added minutes is refunded."),
        ),
    },
}


def _refunded(t: Told) -> str:
    by = _REFUNDED.get(str(t.data.get("by")), _REFUNDED[""])
    told = t.said(*by.get(str(t.data.get("purpose")), by["call"]), amount=t.money())
    return t.pick(told, " ".join((told, _("It can take up to 10 days to arrive."))))


def _refund_failed(t: Told) -> str:
    return t.said(
        N_("The refund of {amount} to {name} didn’t go through. We are looking into it."),
        N_("Your refund of {amount} didn’t reach your card. We are looking into it."),
        amount=t.money(),
    )


def _disputed(t: Told) -> str:
    told = t.said(
        N_("{name}’s bank took {amount} back and is looking into the payment."),
        N_("Your bank is looking into your payment of {amount}."),
        amount=t.money(),
    )
    if not t.data["share"]:
        return told
    held = _("Your share of {share} is held until it decides.", share=t.money("share"))
    return t.pick(" ".join((told, held)), told)


def _dispute_won(t: Told) -> str:
    return t.said(
        N_("The bank has decided for you: {share} is yours again."),
        N_("Your bank has decided: the payment of {amount} stands."),
        amount=t.money(),
        share=t.money("share"),
    )


def _dispute_lost(t: Told) -> str:
    return t.said(
        N_("The bank has decided for {name}: your share of {share} is gone."),
        N_("Your bank has decided: you have your {amount} back."),
        amount=t.money(),
        share=t.money("share"),
    )


LINES: dict[str, Line] = {
    "refunded": _refunded,
    "refund_failed": _refund_failed,
    "disputed": _disputed,
    "dispute_won": _dispute_won,
    "dispute_lost": _dispute_lost,
}
