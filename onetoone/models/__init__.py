"""The tables. One file each; importing this package makes the whole metadata known (Alembic needs that)."""

from onetoone.models.account import Account, Presence, RateCard, SignIn, Throttle
from onetoone.models.around import FanNote, OfferTemplate
from onetoone.models.call import Call, CallEvent, NodeCursor, TwoWaySpan
from onetoone.models.installation import Installation
from onetoone.models.leaving import DataCopy, Leaving
from onetoone.models.ledger import Entry
from onetoone.models.outbox import Operation
from onetoone.models.payment import Payment, StripeEvent, TipTap
from onetoone.models.payout import Payout, PayoutAccount, Transfer
from onetoone.models.picture import Picture
from onetoone.models.rating import Rating
from onetoone.models.reaching import PushSubscription, Reach
from onetoone.models.reaction import Reaction
from onetoone.models.refund import Dispute, OperatorAction, Problem, Refund
from onetoone.models.safety import Block, ConductReport
from onetoone.models.subscription import Subscription
from onetoone.models.thread import Message, ReadMark, Thread, Writing

__all__ = [
    "Account",
    "Block",
    "Call",
    "CallEvent",
    "ConductReport",
    "DataCopy",
    "Dispute",
    "Entry",
    "FanNote",
    "Installation",
    "Leaving",
    "Message",
    "NodeCursor",
    "OfferTemplate",
    "Operation",
    "OperatorAction",
    "Payment",
    "Payout",
    "PayoutAccount",
    "Picture",
    "Presence",
    "Problem",
    "PushSubscription",
    "RateCard",
    "Rating",
    "Reach",
    "Reaction",
    "ReadMark",
    "Refund",
    "SignIn",
    "StripeEvent",
    "Subscription",
    "Thread",
    "Throttle",
    "TipTap",
    "Transfer",
    "TwoWaySpan",
    "Writing",
]
