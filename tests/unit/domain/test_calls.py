"""The table of a call's life: every pair that it lacks is refused, and nothing in it can get stuck."""

import pytest

from onetoone.domain.calls import ACTIVE, ON_DEADLINE, OVER, SEATED, TRANSITIONS, Move, Status, after
from onetoone.domain.errors import Refused

PAIRS = [(status, move) for status in Status for move in Move]


@pytest.mark.parametrize(("status", "move"), [pair for pair in PAIRS if pair not in TRANSITIONS])
def test_an_absent_pair_is_refused_in_words(status, move):
    with pytest.raises(Refused) as refused:
        after(status, move)
    assert refused.value.user_message.endswith(".")


@pytest.mark.parametrize(("status", "move"), TRANSITIONS)
def test_a_present_pair_leads_where_the_table_says(status, move):
    assert after(status, move) is TRANSITIONS[status, move]


def test_every_status_that_is_not_over_has_a_deadline_that_moves_it_on():
    assert set(ON_DEADLINE) == set(Status) - OVER
    assert all(pair in TRANSITIONS for pair in ON_DEADLINE.items())


def test_deadlines_alone_bring_every_call_to_its_end():
    for status in Status:
        steps = 0
        while status not in OVER:
            status, steps = after(status, ON_DEADLINE[status]), steps + 1
            assert steps <= len(Status)


def test_every_status_can_be_reached():
    reached = {Status.REQUESTED, Status.RINGING} | set(TRANSITIONS.values())
    assert reached == set(Status)


def test_a_seat_is_taken_only_in_an_active_call():
    assert SEATED < ACTIVE
    assert not ACTIVE & OVER


def test_nobody_is_seated_without_having_been_admitted():
    ways_in = {pair for pair, then in TRANSITIONS.items() if then in SEATED and pair[0] not in SEATED}
    assert {move for _, move in ways_in} == {Move.ADMIT}
