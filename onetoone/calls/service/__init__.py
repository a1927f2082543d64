"""The verbs of a call: given session, actor and now; none commits; every change of status goes through `move`."""

from onetoone.calls.service.answering import accept, decline, saw_ring, withdraw
from onetoone.calls.service.answering_bank import answer_bank, run_out_evidence
from onetoone.calls.service.deadlines import due, run_out
from onetoone.calls.service.entering import enter, join, pay, step_back
from onetoone.calls.service.extras import close_extra, extend, tip, tip_more, undo_tip
from onetoone.calls.service.inviting import cancel, give_more_time, invite, request
from onetoone.calls.service.media import hang_up, hear, leave_node, reading_from
from onetoone.calls.service.money import follow
from onetoone.calls.service.moves import find
from onetoone.calls.service.offers import keep_offer, remove_offer
from onetoone.calls.service.problems import answer, problems_due, refund, report, run_out_problem, withdraw_problem
from onetoone.calls.service.rating import rate, rate_in_words
from onetoone.calls.service.safety import block, report_person, unblock
from onetoone.calls.service.seats import place, rehearsal_of, seat_of

__all__ = [
    "accept",
    "answer",
    "answer_bank",
    "block",
    "cancel",
    "close_extra",
    "decline",
    "due",
    "enter",
    "extend",
    "find",
    "follow",
    "give_more_time",
    "hang_up",
    "hear",
    "invite",
    "join",
    "keep_offer",
    "leave_node",
    "pay",
    "place",
    "problems_due",
    "rate",
    "rate_in_words",
    "reading_from",
    "refund",
    "rehearsal_of",
    "remove_offer",
    "report",
    "report_person",
    "request",
    "run_out",
    "run_out_evidence",
    "run_out_problem",
    "saw_ring",
    "seat_of",
    "step_back",
    "tip",
    "tip_more",
    "unblock",
    "undo_tip",
    "withdraw",
    "withdraw_problem",
]
