"""What became different between two looks at a call, in a sentence for those who listen instead of look."""

from onetoone.calls.views.shapes import CallView
from onetoone.domain.words import N_, _, n_, said

PROGRESS = {
    "ringing": N_("Ringing"),
    "seen": N_("Seen"),
    "reviewing": N_("Looking at the details"),
    "paying": N_("Paying"),
    "bank": N_("The bank is asking"),
    "joining": N_("Joining"),
}
"""The steps of the waiting screen, in their order, to be `said`."""


def news(before: CallView, after: CallView) -> list[str]:
    """Nothing when the two are of different calls: a page that just opened is read from its top."""
    if before.id != after.id:
        return []
    heard = []
    other = after.other.name
    if after.tips_count > before.tips_count:
        heard.append(
            _("You tipped {name} {amount}", name=other, amount=after.last_tip)
            if after.side == "fan"
            else _("{name} tipped you {amount}", name=other, amount=after.last_tip)
        )
    if after.pending_tip.amount and after.pending_tip.amount != before.pending_tip.amount:
        amount, time = after.pending_tip.amount, after.limits.undo
        heard.append(
            _("A tip of {amount} goes to {name} in {time}. You can undo it", amount=amount, name=other, time=time)
        )
    if after.added_minutes > before.added_minutes:
        minutes = after.added_minutes - before.added_minutes
        heard.append(
            n_("You added {n} minute", "You added {n} minutes", minutes)
            if after.side == "fan"
            else n_("{name} added {n} minute", "{name} added {n} minutes", minutes, name=other)
        )
    if (after.stage, after.status) != (before.stage, before.status) or after.progress != before.progress:
        if (after.stage, after.status) == ("over", "ended"):
            heard.append(_("The call has ended."))
        heard.append(_stage(before, after, other))
    if after.money != before.money and after.money:
        heard.append(after.money_line)
    return [sentence for sentence in heard if sentence]


def _stage(before: CallView, after: CallView, other: str) -> str:
    match after.stage, after.status:
        case "waiting", "missed":
            return _("{name} didn't answer", name=other)
        case "waiting", _:
            if after.progress == "ringing":
                return _("Ringing {name}", name=other)
            step = said(PROGRESS[after.progress]) if after.progress in PROGRESS else ""
            return f"{other}: {step.lower()}"
        case "over", _:
            return after.headline
        case "incoming", _:
            return _("{name} is calling you. {what}", name=other, what=after.what)
        case "seated", "live" if (
            before.status != "interrupted"
        ):  # the stage itself tells of the line, which it has seen
            return _("You and {name} are connected", name=other)
    return ""
