"""Refunds and disputes: the part of the door to Stripe that gives money back and answers banks."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import stripe

from onetoone.domain.money_back import DisputeSeen, FeeBack, RefundSeen
from onetoone.domain.ports import Declined

_MOST = 100  # a page of Stripe's lists


class StripeMoneyBack:
    """`domain.money_back.MoneyBack` over stripe-python; `StripeCheckout` brings the client."""

    _client: Any

    async def _ask(self, request: Any) -> Any:
        raise NotImplementedError

    async def refund(self, key: str, parameters: Mapping[str, Any], *, again: bool = False) -> RefundSeen:
        if again and (made := await self._made_before(parameters)):
            return made
        try:
            made = await self._ask(self._client.v1.refunds.create_async({**parameters}, {"idempotency_key": key}))
        except stripe.InvalidRequestError as error:
            # Refused, or made before under a key that Stripe has forgotten: look, never ask blindly again.
            if made := await self._made_before(parameters):
                return made
            raise Declined(str(error.code or "refused"), None) from error
        return _refund(made)

    async def _made_before(self, parameters: Mapping[str, Any]) -> RefundSeen | None:
        there = await self.refunds_of(parameters["payment_intent"])
        ours = parameters["metadata"]["refund_id"]
        return next((seen for seen in there if seen.metadata.get("refund_id") == ours), None)

    async def refunds_of(self, intent_id: str) -> Sequence[RefundSeen]:
        what = {"payment_intent": intent_id, "limit": _MOST, "expand": ["data.transfer_reversal"]}
        return [_refund(refund) for refund in (await self._ask(self._client.v1.refunds.list_async(what))).data]

    async def fees_back_of(self, fee_id: str) -> Sequence[FeeBack]:
        found = self._client.v1.application_fees.refunds.list_async(fee_id, {"limit": _MOST})
        return [FeeBack(one.id, one.amount) for one in (await self._ask(found)).data]

    async def disputes_of(self, intent_id: str) -> Sequence[DisputeSeen]:
        found = self._client.v1.disputes.list_async({"payment_intent": intent_id, "limit": _MOST})
        return [_dispute(dispute) for dispute in (await self._ask(found)).data]

    async def submit_evidence(self, key: str, dispute_id: str, evidence: Mapping[str, str]) -> DisputeSeen:
        try:
            what = {"evidence": {**evidence}, "submit": True}
            done = await self._ask(self._client.v1.disputes.update_async(dispute_id, what, {"idempotency_key": key}))
        except stripe.InvalidRequestError:  # closed meanwhile, or the bank has its evidence
            done = await self._ask(self._client.v1.disputes.retrieve_async(dispute_id))
        return _dispute(done)

    async def news(self, types: Sequence[str], since: datetime) -> Sequence[Mapping[str, Any]]:
        what = {"types": [*types], "created": {"gte": int(since.timestamp())}, "limit": _MOST}
        found = await self._ask(self._client.v1.events.list_async(what))
        return [event.to_dict() for event in found.data]


def _refund(seen: stripe.StripeObject) -> RefundSeen:
    data = seen.to_dict()
    reversal = data.get("transfer_reversal") or {}
    if isinstance(reversal, str):  # not asked for with its amount, as of a refund that is ours: none of those has one
        reversal = {}
    return RefundSeen(
        id=data["id"],
        status=data["status"] or "pending",
        amount=data["amount"],
        metadata=data.get("metadata") or {},
        failure=data.get("failure_reason") or "",
        reversal=reversal.get("id", ""),
        reversed=reversal.get("amount", 0),
    )


def _dispute(seen: stripe.StripeObject) -> DisputeSeen:
    data = seen.to_dict()
    by = (data.get("evidence_details") or {}).get("due_by")
    return DisputeSeen(
        id=data["id"],
        status=data["status"],
        amount=data["amount"],
        reason=data["reason"],
        opened=datetime.fromtimestamp(data["created"], UTC),
        answer_by=datetime.fromtimestamp(by, UTC) if by else None,
        fee=sum(entry["fee"] for entry in data["balance_transactions"]),
    )
