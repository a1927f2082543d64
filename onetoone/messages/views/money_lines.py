"""What a line says of money on its way: held, charged or released, for the call, added minutes and tips."""

from onetoone.domain import reasons
from onetoone.domain.money import Money
from onetoone.domain.words import N_, _, n_
from onetoone.messages.views.told import Line, Told


def _held(t: Told) -> str:
    held, card = t.money(), t.card()
    theirs = _("{name}’s card is held for {amount}.", name=t.other, amount=held)
    if not card:
        return t.pick(theirs, _("{amount} is held on your card — charged only after the call.", amount=held))
    # For translators: {card} is “Visa ···· 4242”.
    mine = _("{amount} is held on your {card} — charged only after the call.", amount=held, card=card)
    return t.pick(theirs, mine)


def _captured(t: Told) -> str:
    return t.pick(_earned(t), _charged(t))


def _earned(t: Told) -> str:
    """What the creator keeps: "You earned $20 ($25 less 20 % fee)."."""
    gross, fee, minutes = t.money(), t.fee(), t.minutes()
    if not fee.amount:
        if minutes is None:
            return _("You earned {amount}.", amount=gross)
        return n_(
            "You earned {amount} for {n} more minute.", "You earned {amount} for {n} more minutes.", minutes,
            amount=gross,
        )  # fmt: skip
    share = f"{t.call.fee_basis_points / 100:g} %" if t.call else str(fee)
    if minutes is None:
        # For translators: {share} is “20 %” or an amount.
        return _("You earned {net} ({gross} less {share} fee).", net=gross - fee, gross=gross, share=share)
    return n_(
        "You earned {net} ({gross} less {share} fee) for {n} more minute.",
        "You earned {net} ({gross} less {share} fee) for {n} more minutes.",
        minutes, net=gross - fee, gross=gross, share=share,
    )  # fmt: skip


def _charged(t: Told) -> str:
    amount, of, minutes = t.money(), Money(t.data.get("of", t.data["amount"]), t.data["currency"]), t.minutes()
    if amount.amount < of.amount:
        if minutes is None:
            return _("You were charged {amount} of the {held} held. The rest is released.", amount=amount, held=of)
        return n_(
            "You were charged {amount} of the {held} held for {n} more minute. The rest is released.",
            "You were charged {amount} of the {held} held for {n} more minutes. The rest is released.",
            minutes, amount=amount, held=of,
        )  # fmt: skip
    if minutes is None:
        return _("You were charged {amount}.", amount=amount)
    return n_(
        "You were charged {amount} for {n} more minute.", "You were charged {amount} for {n} more minutes.", minutes,
        amount=amount,
    )  # fmt: skip


def _released(t: Told) -> str:
    held, minutes = t.money(), t.minutes()
    if minutes is None:
        return t.said(
            N_("Nothing was charged. The hold on {name}’s card is released."),
            N_("Nothing was charged. The hold of {amount} on your card is released."),
            amount=held,
        )
    theirs = n_(
        "{n} more minute is not charged. Its hold is released.",
        "{n} more minutes are not charged. Their hold is released.",
        minutes,
    )
    mine = n_(
        "{n} more minute is not charged. Its hold of {amount} is released.",
        "{n} more minutes are not charged. Their hold of {amount} is released.",
        minutes, amount=held,
    )  # fmt: skip
    return t.pick(theirs, mine)


def _late(t: Told) -> str:
    return t.said(
        N_("{name}’s payment came after the call had closed."),
        N_("Your payment came after the call had closed. The hold of {amount} is being released."),
        amount=t.money(),
    )


def _tip(t: Told) -> str:
    tip, fee = t.money(), t.fee()
    if not fee.amount:
        return t.said(N_("{name} tipped you {amount}."), N_("You tipped {name} {amount}."), amount=tip)
    theirs = N_("{name} tipped you {amount}. You keep {kept}.")
    return t.said(theirs, N_("You tipped {name} {amount}."), amount=tip, kept=tip - fee)


def _tip_failed(t: Told) -> str:
    # Whose card refuses what is nobody else's business.
    amount, why = t.money(), _why(t)
    if not why:
        return t.pick("", _("Your tip of {amount} didn’t go through. Nothing was charged.", amount=amount))
    mine = _("Your tip of {amount} didn’t go through: {why}. Nothing was charged.", amount=amount, why=why)
    return t.pick("", mine)


def _extended(t: Told) -> str:
    minutes, amount, card = int(t.data["minutes"]), t.money(), t.card()
    theirs = n_(
        "{name} added {n} minute for {amount}.", "{name} added {n} minutes for {amount}.", minutes,
        name=t.other, amount=amount,
    )  # fmt: skip
    if not card:
        mine = n_(
            "You added {n} minute for {amount}. Held on your card — charged only after the call.",
            "You added {n} minutes for {amount}. Held on your card — charged only after the call.",
            minutes, amount=amount,
        )  # fmt: skip
        return t.pick(theirs, mine)
    mine = n_(
        "You added {n} minute for {amount}. Held on your {card} — charged only after the call.",
        "You added {n} minutes for {amount}. Held on your {card} — charged only after the call.",
        minutes, amount=amount, card=card,
    )  # fmt: skip
    return t.pick(theirs, mine)


def _extension_failed(t: Told) -> str:
    minutes, why = int(t.data["minutes"]), _why(t)
    if not why:
        mine = n_(
            "{n} more minute didn’t go through. Nothing was charged for it.",
            "{n} more minutes didn’t go through. Nothing was charged for them.",
            minutes,
        )
        return t.pick("", mine)
    mine = n_(
        "{n} more minute didn’t go through: {why}. Nothing was charged for it.",
        "{n} more minutes didn’t go through: {why}. Nothing was charged for them.",
        minutes, why=why,
    )  # fmt: skip
    return t.pick("", mine)


def _why(t: Told) -> str:
    """The reason that was given, as it goes on after a colon."""
    why = reasons.declined(str(t.data.get("why") or "")).rstrip(".")
    return f"{why[0].lower()}{why[1:]}" if why else ""


LINES: dict[str, Line] = {
    "held": _held,
    "captured": _captured,
    "released": _released,
    "late": _late,
    "tip": _tip,
    "tip_failed": _tip_failed,
    "extended": _extended,
    "extension_failed": _extension_failed,
}
