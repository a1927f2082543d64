"""What must be true of calls and money: at every moment, and when everything has come to rest."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from onetoone import db
from onetoone.config import settings
from onetoone.domain.calls import ACTIVE, OVER, SEATED, TRANSITIONS, Move, Status
from onetoone.domain.disputes import heard
from onetoone.domain.ledger import STRIPE_CLEARING, STRIPE_FEES
from onetoone.domain.meter import owed, shares
from onetoone.domain.money import Money
from onetoone.domain.payouts import Standing
from onetoone.domain.prices import least_charge
from onetoone.domain.refunds import GIVEN
from onetoone.domain.refunds import Status as RefundStatus
from onetoone.models import (
    Call,
    CallEvent,
    Dispute,
    Entry,
    Message,
    Operation,
    Payment,
    Payout,
    PayoutAccount,
    Problem,
    Refund,
    Transfer,
)
from onetoone.models.payment import For, Paid
from onetoone.models.payout import Sent

_GONE = {Paid.RELEASING, Paid.RELEASED, Paid.EXPIRED, Paid.FAILED}
_AT_REST = {Paid.CAPTURED, Paid.RELEASED, Paid.EXPIRED, Paid.FAILED, Paid.UNDONE}
_FOLLOWED = (Paid.HELD, Paid.CAPTURING, Paid.CAPTURED, Paid.RELEASING, Paid.RELEASED)
_PASSES = {"", "VendorDown", "VendorBusy", "taken back"}


def check() -> None:
    """True after every step, whatever was killed or lost."""
    with Session(db.engine().execution_options(reads=True)) as session:
        calls = list(session.exec(select(Call)))
        events = list(session.exec(select(CallEvent).order_by(col(CallEvent.call_id), col(CallEvent.version))))
        payments = list(session.exec(select(Payment)))
        entries = list(session.exec(select(Entry)))
        why = set(session.exec(select(Operation.failed).distinct()))
        assert why <= _PASSES, f"an operation failed in an unexpected way: {why}"
        _history(calls, events)
        _one_call_each(calls)
        by_call = _grouped(payments)
        for call in calls:
            _call(call, by_call[call.id])
        for payment in payments:
            assert 0 <= payment.captured <= payment.amount
            assert (payment.captured > 0) == (payment.status is Paid.CAPTURED)
        _ledger(payments, entries)


def _history(calls: list[Call], events: list[CallEvent]) -> None:
    told = defaultdict(list)
    for event in events:
        told[event.call_id].append(event)
    for call in calls:
        first, *rest = told[call.id]
        assert (first.version, first.before) == (0, "")
        assert (first.move, first.after) in (("request", Status.REQUESTED), ("invite", Status.RINGING))
        assert [event.version for event in rest] == list(range(1, call.version + 1))
        stands = first.after
        for event in rest:
            assert event.before == stands
            if event.move == "extend":
                assert event.before == event.after
                assert event.after in (Status.LIVE, Status.INTERRUPTED)
            else:
                assert TRANSITIONS[Status(event.before), Move(event.move)] == event.after
            stands = event.after
        assert stands == call.status


def _one_call_each(calls: list[Call]) -> None:
    active = [call for call in calls if call.status in ACTIVE]
    busy = Counter(person for call in active for person in (call.creator_id, call.fan_id))
    assert set(busy.values()) <= {1}, "somebody is in two calls at once"


def _call(call: Call, payments: list[Payment]) -> None:
    assert (call.status in OVER) == (call.deadline_at is None) == (call.ended_at is not None)
    holds = [payment for payment in payments if payment.purpose is For.CALL]
    added = added_to(call, payments)
    tips = [payment for payment in payments if payment.purpose is For.TIP]
    live = [payment for payment in holds if payment.status not in _GONE]
    assert len(live) <= 1
    assert call.tips_allowed or not tips, "a tip although tips are off"
    assert sum(one.amount for one in tips if one.captured) <= settings().most_tips_per_call
    assert call.extra_minutes == sum(one.minutes for one in added), "longer without a hold"
    others = [one for one in payments if one.purpose is For.EXTENSION and one not in added]
    assert not any(one.captured for one in others), "minutes charged that nobody got"
    if call.price == 0:
        assert not holds
        return
    if call.status in SEATED:
        assert [payment.status for payment in live] == [Paid.HELD], "seated without a hold"
    due = dict(zip((one.id for one in (*live, *added)), shares_of(call, added), strict=False))
    for payment in (*holds, *added):
        if payment.captured:
            assert call.status is Status.ENDED
            assert call.two_way_ms >= settings().least_two_way_seconds * 1000
            assert payment.captured == due[payment.id]
    if call.status in OVER:
        held = {payment.status for payment in (*holds, *added)}
        assert Paid.HELD not in held, "a hold that nobody is going to let go"
    if sum(due.values()):
        assert [payment.status for payment in live] in ([Paid.CAPTURING], [Paid.CAPTURED])


def added_to(call: Call, payments: list[Payment]) -> list[Payment]:
    """The extensions whose hold made the call longer, in order; those that came too late come last."""
    held = [one for one in payments if one.purpose is For.EXTENSION and one.status in _FOLLOWED]
    held.sort(key=lambda one: (one.created_at, one.id))
    most, kept = call.extra_minutes, []
    for one in held:
        if one.minutes <= most and not one.flagged:
            kept.append(one)
            most -= one.minutes
    return kept


def shares_of(call: Call, added: list[Payment]) -> list[int]:
    """What is owed of each hold for a call as it ended; the rule itself has proofs of its own."""
    holds = [call.price, *(one.amount for one in added)]
    due = Money(0, call.currency)
    if call.status is Status.ENDED and call.ended is not None:
        due = owed(
            Money(sum(holds), call.currency),
            length_ms=call.length_ms,
            two_way_ms=call.two_way_ms,
            ended=call.ended,
            least_ms=int(settings().least_two_way_seconds * 1000),
        )
    return shares(due, holds, smallest=least_charge(call.currency))


def _ledger(payments: list[Payment], entries: list[Entry]) -> None:
    sums: Counter[str] = Counter()
    came_in: Counter[str | None] = Counter()
    for entry in entries:
        sums[entry.txn_id] += entry.amount
        if entry.txn_id.startswith("cap:") and entry.account in (STRIPE_CLEARING, STRIPE_FEES):
            came_in[entry.payment_id] += entry.amount
    assert set(sums.values()) <= {0}, "a transaction does not sum to zero"
    assert {p.id: p.captured for p in payments if p.captured} == dict(came_in)


def check_at_rest(stripe: dict[str, Any], balances: dict[str, int], *, troubled: bool) -> None:
    """True when everything was carried out and read: nothing waits, and Stripe and we say the same."""
    check()
    with Session(db.engine().execution_options(reads=True)) as session:
        calls = {call.id: call for call in session.exec(select(Call))}
        payments = {payment.id: payment for payment in session.exec(select(Payment))}
        left = list(session.exec(select(Operation).where(col(Operation.done_at).is_(None))))
        said = list(session.exec(select(Message).where(Message.kind == "line")))
        entries = list(session.exec(select(Entry)))
        refunds = list(session.exec(select(Refund)))
        disputes = list(session.exec(select(Dispute)))
        accounts = {one.account_id: one.stripe_id or "" for one in session.exec(select(PayoutAccount))}
        ready = set(session.exec(select(PayoutAccount.account_id).where(PayoutAccount.standing == Standing.READY)))
        transfers = list(session.exec(select(Transfer)))
        waits = list(session.exec(select(Problem).where(col(Problem.deadline_at).is_not(None))))
    assert not waits, "a problem that nobody ends"
    assert all(op.given_up for op in left), f"still to do: {[op.key for op in left]}"
    assert troubled or not left, f"given up without any trouble: {[op.key for op in left]}"
    for call in calls.values():
        assert call.status in OVER or call.status is Status.REQUESTED, f"{call.status} for ever"
    stopped = {op.ref for op in left}
    for payment in payments.values():
        assert payment.status in _AT_REST or payment.id in stopped, f"{payment.purpose} is {payment.status} for ever"
        assert not payment.flagged, payment.flagged
        _lines(payment, Counter(line.code for line in said if (line.once or "").endswith(payment.id)))
    _same_at_stripe(payments, stripe["objects"], stopped)
    _refunds(refunds, payments, stripe["objects"]["refund"], stopped)
    for dispute in disputes:
        [there] = [one for one in stripe["objects"]["dispute"] if one["id"] == dispute.id]
        assert dispute.status == heard(there["status"]), "a bank decided, and we never heard"
    assert {one["id"] for one in stripe["objects"]["dispute"]} == {dispute.id for dispute in disputes}
    _shares(transfers, entries, ready, stopped)
    if not stopped:
        _balances(entries, accounts, balances)


def check_nothing_taken_for_nothing(stripe: dict[str, Any], *, now: datetime) -> None:
    """True whenever a minute went by in which nothing was in the app's way: what is held, is held for a call."""
    with Session(db.engine().execution_options(reads=True)) as session:
        calls = {call.id: call for call in session.exec(select(Call))}
        payments = {payment.id: payment for payment in session.exec(select(Payment))}
        unfinished = list(session.exec(select(Operation).where(col(Operation.done_at).is_(None))))
    # What Stripe refused again and again is asked ever more rarely, and at last by a person.
    stopped = {op.ref for op in unfinished if op.failed and (op.given_up or op.due_at > now)}
    for intent in stripe["objects"]["payment_intent"]:
        payment = payments[intent["metadata"]["payment_id"]]
        call = calls[payment.call_id]
        if payment.id in stopped:
            continue
        if intent["status"] == "requires_capture":
            assert call.status not in OVER, f"a card still held a minute later, and the call is {call.status}"
        if intent["amount_received"] and payment.purpose is not For.TIP:
            added = added_to(call, [one for one in payments.values() if one.call_id == call.id])
            due = shares_of(call, added)
            share = due[0] if payment.purpose is For.CALL else due[1 + [one.id for one in added].index(payment.id)]
            assert intent["amount_received"] == share, "charged at Stripe for nothing"


def shown() -> list[object]:
    """All that the product remembers of calls and money, to be compared with itself later."""
    with Session(db.engine().execution_options(reads=True)) as session:
        kinds: list[Any] = [Call, CallEvent, Payment, Entry, Message, Refund, Dispute, Problem]
        return [row.model_dump() for kind in kinds for row in session.exec(select(kind).order_by(kind.id))]


def tally() -> Counter[str]:
    """What happened: a proof that never met a refund, say, has proven nothing about refunds."""
    found: Counter[str] = Counter()
    with Session(db.engine().execution_options(reads=True)) as session:
        for call in session.exec(select(Call)):
            found[f"call {call.status}"] += 1
            if call.ended:
                found[f"ended by {call.ended}"] += 1
        for payment in session.exec(select(Payment)):
            part = " in part" if 0 < payment.captured < payment.amount else ""
            found[f"{payment.purpose} {payment.status}{part}"] += 1
        kinds: list[Any] = [Refund, Dispute, Problem, Payout, Transfer]
        for kind in kinds:
            for one in session.exec(select(kind)):
                found[f"{kind.__name__.lower()} {one.status}"] += 1
        for operation in session.exec(select(Operation)):
            found[f"{operation.kind}{' again' if operation.attempts > 1 else ''}"] += 1
        for txn in session.exec(select(Entry.txn_id).distinct()):
            found["taken back at Stripe"] += txn.startswith("rev:")
        for line in session.exec(select(Message.code).where(Message.kind == "line")):
            found[f"said {line}"] += 1
    return found


def _lines(payment: Payment, told: Counter[str]) -> None:
    """Each thing that happened to the money was said once, and nothing that didn't."""
    assert set(told.values()) <= {1}
    codes = set(told)
    expected: dict[tuple[For, Paid], list[set[str]]] = {
        (For.CALL, Paid.CAPTURED): [{"held", "captured"}],
        (For.CALL, Paid.RELEASED): [{"held", "released"}, {"late", "released"}],
        (For.CALL, Paid.EXPIRED): [set()],
        (For.TIP, Paid.CAPTURED): [{"tip"}],
        (For.TIP, Paid.FAILED): [{"tip_failed"}],
        (For.TIP, Paid.EXPIRED): [set(), {"tip_failed"}],
        (For.TIP, Paid.UNDONE): [set()],
        (For.EXTENSION, Paid.CAPTURED): [{"extended", "captured"}],
        (For.EXTENSION, Paid.RELEASED): [{"extended", "released"}, {"late", "released"}, {"released"}],
        (For.EXTENSION, Paid.FAILED): [{"extension_failed"}],
        (For.EXTENSION, Paid.EXPIRED): [set(), {"extension_failed"}],
    }
    if payment.status in _AT_REST:
        assert codes in expected[payment.purpose, payment.status], (payment.purpose, payment.status, codes)


def _same_at_stripe(payments: dict[str, Payment], objects: dict[str, Any], stopped: set[str]) -> None:
    for kind in ("payment_intent", "checkout.session"):
        tags = Counter(thing["metadata"]["payment_id"] for thing in objects[kind])
        assert set(tags.values()) <= {1}, f"two of {kind} for one payment"
    for session in objects["checkout.session"]:
        payment = payments[session["metadata"]["payment_id"]]
        assert payment.session_id == session["id"] or payment.id in stopped
        assert session["status"] != "open" or payment.id in stopped, "a page at which one could still pay"
    seen = set()
    for intent in objects["payment_intent"]:
        payment = payments[intent["metadata"]["payment_id"]]
        if payment.id in stopped:
            continue
        seen.add(payment.id)
        assert (payment.intent_id, payment.amount) == (intent["id"], intent["amount"])
        assert payment.captured == intent["amount_received"], "charged at Stripe is not captured here"
        stands = {
            "succeeded": {Paid.CAPTURED},
            "canceled": {Paid.RELEASED, Paid.FAILED, Paid.EXPIRED},
            "requires_payment_method": {Paid.FAILED},
        }
        assert payment.status in stands.get(intent["status"], set()), (payment.status, intent["status"])
    assert {p.id for p in payments.values() if p.captured} <= seen | stopped


def _refunds(
    refunds: list[Refund], payments: dict[str, Payment], there: list[dict[str, Any]], stopped: set[str]
) -> None:
    """What we say was given back is what Stripe gave back, once."""
    assert len({refund.stripe_id for refund in refunds if refund.stripe_id}) == sum(bool(r.stripe_id) for r in refunds)
    given: Counter[str] = Counter()
    for refund in refunds:
        assert refund.status is not RefundStatus.ASKED or refund.payment_id in stopped, "asked for ever"
        given[refund.payment_id] += refund.amount if refund.status in GIVEN else 0
    at_stripe: Counter[str] = Counter()
    by_intent = {payment.intent_id: payment.id for payment in payments.values()}
    for one in there:
        at_stripe[by_intent[one["payment_intent"]]] += 0 if one["status"] in ("failed", "canceled") else one["amount"]
    for payment in payments.values():
        assert payment.refunded == given[payment.id]
        assert payment.id in stopped or given[payment.id] == at_stripe[payment.id], "given back at Stripe is not here"


def _shares(transfers: list[Transfer], entries: list[Entry], ready: set[str], stopped: set[str]) -> None:
    """Each creator's share is where it belongs: what is theirs is in their account, what isn't came back."""
    there: Counter[str] = Counter()
    belongs: Counter[tuple[str | None, str]] = Counter()
    for entry in entries:
        if entry.account.startswith("connected:") or entry.account.endswith(":payouts_in_transit"):
            there[_creator(entry.account)] += entry.amount
        kind = entry.account.split(":")[-1] if entry.account.startswith("creator:") else entry.account.split(":")[0]
        belongs[entry.payment_id, kind] += entry.amount
    for one in transfers:
        if one.payment_id in stopped:
            continue
        mine = {kind: belongs[one.payment_id, kind] for kind in ("pending", "available", "dispute_hold", "connected")}
        owed = -mine["pending"] - mine["available"] - mine["connected"]
        assert one.status in (Sent.OWED, Sent.SENT, Sent.SHORT), f"{one.status} for ever"
        if one.status is Sent.SHORT:
            assert one.missing == -owed + mine["dispute_hold"] > 0
            assert there[one.account_id] <= 0, "something lies there, and is not taken"
        else:
            assert owed <= 0 or (one.status is Sent.OWED and one.account_id not in ready), "owed, and never sent"
            assert owed >= mine["dispute_hold"], "not theirs any more, and never taken back"


def _creator(account: str) -> str:
    return account.split(":")[1]


def _balances(entries: Iterable[Entry], accounts: dict[str, str], there: dict[str, int]) -> None:
    """To the cent: the platform's balance at Stripe, and what lies in each creator's account."""
    ours: Counter[str] = Counter()
    for entry in entries:
        ours[entry.account] += entry.amount
    assert ours[STRIPE_CLEARING] == there[""], (dict(ours), there)
    for creator, account in accounts.items():
        mine = ours[f"connected:{creator}"] + ours[f"creator:{creator}:payouts_in_transit"]
        assert mine == there.get(account, 0), (dict(ours), there)


def _grouped(payments: list[Payment]) -> defaultdict[str, list[Payment]]:
    found: defaultdict[str, list[Payment]] = defaultdict(list)
    for payment in payments:
        found[payment.call_id].append(payment)
    return found
