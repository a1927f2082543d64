"""After the call: summaries, problems, refunds, a bank's question, ratings; the list of past calls."""

from typing import Any

import reflex as rx

from onetoone.accounts.state import AboutState
from onetoone.calls.components.safety import safety_sheet
from onetoone.calls.pages.call import call
from onetoone.calls.pages.history import history
from onetoone.calls.state.after import AfterState
from onetoone.calls.state.history import HistoryState
from onetoone.calls.state.safety import SafetyState
from onetoone.calls.views import AfterView, DisputeSeen, PastCall, PastCalls, RatingSeen
from onetoone.domain.calls import Side, Status
from onetoone.domain.money import Money
from onetoone.domain.problems import WORDS, What
from onetoone.gallery.calls import pose
from onetoone.gallery.cast import LEO, MARA, at, me
from onetoone.gallery.screens.shapes import Screen, and_
from onetoone.ui.posing import Pose

_CREATOR, _FAN = Side.CREATOR, Side.FAN
_SUMMARY, _PROBLEM = "onetoone/calls/pages/summary.py", "onetoone/calls/components/problem.py"
_RATING, _SAFETY = "onetoone/calls/components/rating.py", "onetoone/calls/components/safety.py"
_HISTORY = "onetoone/calls/components/history.py"
_HEARD_NOTHING = WORDS[What.NOTHING_CAME]


def _ended(
    slug: str, title: str, source: str, side: Side, after: AfterView | None = None, *, at: str = "",
    held: dict[str, Any] | None = None, **seen: Any,
) -> Screen:  # fmt: skip
    tab: Pose = {AfterState: {"view": after or AfterView(call_id="call_gallery"), **(held or {})}}
    return Screen(slug, title, source, call, pose(Status.ENDED, side, tab, **seen), {}, at)


def _after(**seen: Any) -> AfterView:
    return AfterView(call_id="call_gallery", hours="48", **seen)


def _problem(**seen: Any) -> AfterView:
    return _after(
        **{
            "status": "open",
            "what": _HEARD_NOTHING,
            "words": "The picture froze after five minutes and didn't come back.",
            "words_by": LEO.name,
            **seen,
        }
    )


_REPORTED = {"title": "Leo Brandt reported a problem", "can_refund": True, "can_answer": True, "most": "$35"}
_DISPUTE = {"id": "dis_1", "title": "Leo Brandt’s bank took $25 back"}
_RATING_ASKED = RatingSeen(
    0,
    "",
    True,
    f"How was your call with {MARA.name}?",
    f"Counts in {MARA.name}’s average. Nobody learns who gave what.",
)


def _with_sheet() -> rx.Component:
    """The sheet is beside every page of the app; here it is within what is posed."""
    both: rx.Component = rx.fragment(call(), safety_sheet())
    return both


def _sheet(asking: str, **held: Any) -> Pose:
    about = {"asking": asking, "id": LEO.id, "name": LEO.name}
    return and_(pose(Status.ENDED, _CREATOR), {AboutState: about, SafetyState: held})


def _past(number: int, name: str, ago: float, outcome: str, **seen: Any) -> PastCall:
    took = "lasted" in seen
    return PastCall(
        **{
            "id": f"call_{number}",
            "href": "/gallery",
            "name": name,
            "picture": f"/people/{name.split()[0].lower()}.svg",
            "what": "Video call",
            "at": at(-ago),
            "outcome": outcome,
            "took_place": took,
            "money": "Earned" if took else "",
            "again_href": "/gallery",
            **seen,
        }
    )


_PAST = [
    _past(1, LEO.name, 1_200, f"{LEO.name} ended the call.", lasted="14 min 42 s", amount="$28", stars=5),
    _past(2, "Ana Souza", 90_000, "The time was up.", lasted="30 min", amount="$40", kind="audio", what="Audio call"),
    _past(3, "Yuki Tanaka", 180_000, "Yuki Tanaka can't take your call right now"),
    _past(
        5,
        "Ana Souza",
        260_000,
        "You didn't get connected",
        let_go="Nothing charged. Ana Souza left before you two were connected.",
    ),
    _past(
        4,
        "Samir Haddad",
        700_000,
        "The line was lost on our side.",
        lasted="3 min 8 s",
        amount="$4.18",
        stars=3,
        let_go="Part charged. The call ended early on our side, so only the time you had is charged.",
    ),
]
_NONE = PastCalls(counts={"all": 0, "place": 0, "none": 0})
_COUNTS = {"all": 5, "place": 3, "none": 2}
_AS_CREATOR, _AS_FAN = me(_CREATOR), me(_FAN)

SCREENS = (
    _ended(
        "summary-rating", "Summary, asked for a rating", _RATING, _FAN, _after(rating=_RATING_ASKED), at="[data-rating]"
    ),
    _ended(
        "summary-rated",
        "Summary, rated, with a line",
        _RATING,
        _FAN,
        _after(rating=RatingSeen(5, "Breath before the line.", True, _RATING_ASKED.question, _RATING_ASKED.who_sees)),
        at="[data-rating]",
    ),
    _ended(
        "summary-part",
        "Summary, a part was charged",
        _SUMMARY,
        _FAN,
        tips_count=0,
        tips_total="",
        charged="$8.21",
        total="$8.21",
        lasted="4 min 55 s",
        headline=f"4 min 55 s with {MARA.name}",
        line=f"{MARA.name} ended the call.",
        money_line="Charged $8.21 of $25 to Visa •••• 4242, for the time you had. The rest was released.",
        money_why=f"The call ended early on {MARA.name}’s side, so only the time you had is charged.",
    ),
    _ended(
        "summary-more",
        "Summary of a longer call, partly refunded",
        _SUMMARY,
        _FAN,
        added="5 more minutes",
        added_charged="$8.33",
        refunded="$10",
        total="$33.33",
        lasted="19 min 51 s",
        headline=f"19 min 51 s with {MARA.name}",
    ),
    _ended(
        "summary-free",
        "Summary of a free call",
        _SUMMARY,
        _FAN,
        price=Money(0, "usd"),
        tips_count=0,
        tips_total="",
        charged="Free",
        money="",
        money_line="This call was free.",
        receipt_href="",
    ),
    _ended(
        "summary-capturing",
        "Summary, the payment is being finished",
        _SUMMARY,
        _CREATOR,
        money="capturing",
        money_line="The payment is being finished.",
        charged="$25",
        tips_count=0,
        tips_total="",
        fee="$5",
        earned="$20",
    ),
    _ended(
        "problem-reporting", "Reporting a problem", _PROBLEM, _FAN, _after(can_report=True), held={"reporting": True}
    ),
    _ended(
        "problem-refused",
        "Reporting a problem, too late",
        _PROBLEM,
        _FAN,
        _after(can_report=True),
        held={"reporting": True, "problem": "Please say in a few words what went wrong."},
    ),
    _ended(
        "problem-mine",
        "One's own problem, unanswered",
        _PROBLEM,
        _FAN,
        _problem(
            title="You reported a problem",
            line=f"{MARA.name} has 46 hours to answer. After that, everything is refunded.",
            words_by="You",
            can_withdraw=True,
        ),
        at="[data-problem]",
    ),
    _ended(
        "problem-theirs",
        "A fan's problem, to be answered",
        _PROBLEM,
        _CREATOR,
        _problem(**_REPORTED, line="Unanswered, everything is refunded by itself in 46 hours."),
        at="[data-problem]",
    ),
    _ended(
        "problem-answered",
        "A problem that was answered",
        _PROBLEM,
        _FAN,
        _problem(
            status="answered",
            title="The problem was answered",
            words_by="You",
            answer="I am sorry! My neighbour's builders cut the cable. The next one is on me.",
            answer_by=MARA.name,
        ),
        at="[data-problem]",
    ),
    _ended(
        "problem-refunding",
        "Giving money back",
        _PROBLEM,
        _CREATOR,
        _problem(**_REPORTED, most_typed="35.00"),
        held={"refunding": True},
    ),
    _ended(
        "problem-refunded",
        "A problem that was refunded",
        _PROBLEM,
        _FAN,
        _problem(
            status="refunded",
            title="$35 refunded",
            line="It can take up to 10 days to arrive on your card.",
            words_by="You",
        ),
        at="[data-problem]",
    ),
    _ended(
        "dispute-open",
        "A bank took the money back",
        _PROBLEM,
        _CREATOR,
        _after(
            disputes=[
                DisputeSeen(
                    **_DISPUTE,
                    line="Your share of $20 is held until it decides. "
                    "We answer with the call’s timeline and its terms.",
                    can_answer=True,
                    goes_out="in 3 days",
                )
            ]
        ),
        at="[data-dispute]",
    ),
    _ended(
        "dispute-over",
        "A bank has decided",
        _PROBLEM,
        _CREATOR,
        _after(
            disputes=[
                DisputeSeen("dis_1", "The bank decided for you: $20 is yours again", "", "success"),
                DisputeSeen("dis_2", f"The bank decided for {LEO.name}", "Your share of $8 is gone.", "neutral"),
            ]
        ),
        at="[data-dispute]",
    ),
    Screen("report", "Reporting somebody", _SAFETY, _with_sheet, _sheet("report")),
    Screen(
        "report-refused",
        "Reporting somebody, something is missing",
        _SAFETY,
        _with_sheet,
        _sheet("report", problem="Please choose what it is about."),
    ),
    Screen("report-thanks", "A report was sent", _SAFETY, _with_sheet, _sheet("thanks")),
    Screen("block", "Blocking somebody", _SAFETY, _with_sheet, _sheet("block")),
    Screen(
        "history",
        "Past calls",
        _HISTORY,
        history,
        and_(_AS_CREATOR, {HistoryState: {"view": PastCalls(_PAST, more=True, counts=_COUNTS), "loaded": True}}),
    ),
    Screen(
        "history-empty",
        "Past calls, none yet",
        _HISTORY,
        history,
        and_(_AS_FAN, {HistoryState: {"view": _NONE, "loaded": True}}),
    ),
    Screen(
        "history-search-nothing",
        "Past calls, nobody of that name",
        _HISTORY,
        history,
        and_(_AS_CREATOR, {HistoryState: {"view": _NONE, "searching": True, "loaded": True}}),
    ),
    Screen(
        "history-loading", "Past calls, loading", _HISTORY, history, and_(_AS_CREATOR, {HistoryState: {"view": _NONE}})
    ),
)
