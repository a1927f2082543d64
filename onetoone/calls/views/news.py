"""What became different between two looks at a call, in a sentence for those who listen instead of look."""

from onetoone.calls.views.shapes import CallView

PROGRESS = {
    "ringing": "Ringing",
    "seen": "Seen",
    "reviewing": "Looking at the details",
    "paying": "Paying",
    "bank": "The bank is asking",
    "joining": "Joining",
}
"""The steps of the waiting screen, in their order."""


def news(before: CallView, after: CallView) -> list[str]:
    """Nothing when the two are of different calls: a page that just opened is read from its top."""
    if before.id != after.id:
        return []
    said = []
    other = after.other.name
    if after.tips_count > before.tips_count:
        said.append(
            f"You tipped {other} {after.last_tip}" if after.side == "fan" else f"{other} tipped you {after.last_tip}"
        )
    if after.pending_tip.amount and after.pending_tip.amount != before.pending_tip.amount:
        said.append(f"A tip of {after.pending_tip.amount} goes to {other} in {after.limits.undo}. You can undo it")
    if after.added_minutes > before.added_minutes:
        minutes = after.added_minutes - before.added_minutes
        said.append(f"You added {minutes} minutes" if after.side == "fan" else f"{other} added {minutes} minutes")
    if (after.stage, after.status) != (before.stage, before.status) or after.progress != before.progress:
        said.append(_stage(after, other))
    if after.money != before.money and after.money:
        said.append(after.money_line)
    return [sentence for sentence in said if sentence]


def _stage(after: CallView, other: str) -> str:
    match after.stage, after.status:
        case "waiting", "missed":
            return f"{other} didn't answer"
        case "waiting", _:
            return (
                f"{other}: {PROGRESS.get(after.progress, '').lower()}"
                if after.progress != "ringing"
                else f"Ringing {other}"
            )
        case "over", _:
            return after.headline
        case "incoming", _:
            return f"{other} is calling you. {after.what}"
        case "seated", "live":
            return f"You and {other} are connected"
        case "seated", "interrupted":
            return "The line dropped. The clock stands still"
    return ""
