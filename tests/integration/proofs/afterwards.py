"""What comes after a call: problems, refunds, disputes, and creators who are onboarded and paid out."""

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import rule

from onetoone.calls import service
from onetoone.domain.calls import Status
from onetoone.models import Payment
from onetoone.models.payment import Paid
from onetoone.payments.service import connecting
from tests.integration.proofs.company import WHICH, Company

DAY = 24 * 3600
ENDED = frozenset({Status.ENDED})


class Afterwards(Company):
    """Rules about money that was taken."""

    @rule(call=WHICH, who=st.sampled_from(["fan", "fan", "creator", "stranger"]))
    def somebody_reports_a_problem(self, call: int, who: str) -> None:
        if found := self._call(call, ENDED):
            how = {"call_id": found.id, "what": "other", "words": "Hm"}
            self.world.run(self.world.tries(service.report, self._somebody(found, who), **how))

    @rule(call=WHICH, amount=st.sampled_from(["25", "5", "1", "0.01", "900"]), who=st.sampled_from(["creator", "fan"]))
    def somebody_gives_back(self, call: int, amount: str, who: str) -> None:
        if found := self._call(call, ENDED):
            how = {"call_id": found.id, "amount": amount}
            self.world.run(self.world.tries(service.refund, self._somebody(found, who), **how))

    @rule(call=WHICH, verb=st.sampled_from(["answer", "withdraw_problem"]))
    def a_problem_is_talked_about(self, call: int, verb: str) -> None:
        if found := self._call(call, ENDED):
            who, how = ("creator", {"words": "Sorry"}) if verb == "answer" else ("fan", {})
            actor = self._somebody(found, who)
            self.world.run(self.world.tries(getattr(service, verb), actor, call_id=found.id, **how))

    @rule(payment=WHICH, part=st.sampled_from([1, 3]), transfer=st.booleans(), fee=st.booleans())
    def somebody_refunds_at_stripe_itself(self, payment: int, part: int, transfer: bool, fee: bool) -> None:
        """In each way of the dashboard; what a charge hasn't, a transfer or a fee, is refused there."""
        if (found := self._captured(payment)) and (left := found.captured - found.refunded) >= part:
            ticked = {"reverse_transfer": transfer, "refund_application_fee": fee}
            what = {name: "true" for name, on in ticked.items() if on}
            self.world.asks_stripe("/v1/refunds", payment_intent=found.intent_id, amount=left // part, **what)

    @rule(which=WHICH, part=st.sampled_from([1, 3]), fee=st.booleans())
    def somebody_reverses_a_transfer_at_stripe_itself(self, which: int, part: int, fee: bool) -> None:
        """Without a refund; whether it is all that is left of it or a part, it is made up for."""
        left = {one["id"]: one["amount"] - one["amount_reversed"] for one in self._objects("transfer")}
        if open_ones := [id for id, amount in left.items() if amount >= part]:
            transfer, ticked = open_ones[which % len(open_ones)], {"refund_application_fee": "true"} if fee else {}
            path = f"/v1/transfers/{transfer}/reversals"
            self.world.asks_stripe(path, amount=left[transfer] // part, **ticked)

    @rule(which=WHICH, status=st.sampled_from(["failed", "succeeded"]))
    def a_bank_says_what_became_of_a_refund(self, which: int, status: str) -> None:
        refunds = [one for one in self._objects("refund") if one["status"] != "failed"]
        if refunds:
            self.world.stripe.control("refund", refund=refunds[which % len(refunds)]["id"], status=status)

    @rule(payment=WHICH, inquiry=st.booleans())
    def a_bank_takes_money_back(self, payment: int, inquiry: bool) -> None:
        if found := self._captured(payment):
            self.world.stripe.control("dispute", payment_intent=found.intent_id, inquiry=inquiry)

    @rule(which=WHICH, outcome=st.sampled_from(["won", "lost"]))
    def a_bank_decides(self, which: int, outcome: str) -> None:
        disputes = [one for one in self._objects("dispute") if one["status"] in ("needs_response", "under_review")]
        if disputes:
            self.world.stripe.control("dispute", dispute=disputes[which % len(disputes)]["id"], outcome=outcome)

    @rule(which=WHICH)
    def a_creator_is_onboarded(self, which: int) -> None:
        self.world.run(self.world.onboards(self._creator(which)))

    @rule(which=WHICH, stage=st.sampled_from(["restricted", "ready"]))
    def stripe_restricts_a_creator(self, which: int, stage: str) -> None:
        accounts = self._objects("v2.core.account")
        if accounts:
            self.world.stripe.control("account", account=accounts[which % len(accounts)]["id"], stage=stage)

    @rule(which=WHICH)
    def a_creator_asks_for_a_payout(self, which: int) -> None:
        self.world.run(self.world.knocks(connecting.pay_out_now(self._creator(which))))

    @rule(which=WHICH, outcome=st.sampled_from(["paid", "failed"]))
    def a_creators_bank_answers(self, which: int, outcome: str) -> None:
        payouts = [one for one in self._objects("payout") if one["status"] in ("pending", "in_transit")]
        if payouts:
            self.world.stripe.control("payout", payout=payouts[which % len(payouts)]["id"], outcome=outcome)

    @rule(days=st.sampled_from([1, 2, 3]))
    def days_pass(self, days: int) -> None:
        """In which the app does what it does by itself."""
        for _ in range(days):
            self.world.passes(DAY)
            self.world.run(self.world.one_round())

    def _captured(self, which: int) -> Payment | None:
        taken = [one for one in reversed(self.world.payments()) if one.status is Paid.CAPTURED]
        return taken[which % len(taken)] if taken else None

    def _objects(self, kind: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.world.stripe.state()["objects"][kind]
        return list(reversed(found))
