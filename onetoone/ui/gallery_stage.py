"""The call stage in every state, posed: drawn people, no devices, no network."""

from collections.abc import Callable
from typing import Any, NamedTuple

import reflex as rx

from onetoone.ui.fields import text_field
from onetoone.ui.people import avatar
from onetoone.ui.shell import bare, full_bleed
from onetoone.ui.stage import CallStage, call_stage, stage_action
from onetoone.ui.surfaces import card, page_header, section_title

CLOCK = {"running": True, "elapsed_ms": 142_000, "length_ms": 900_000, "server_now": 0}
SOON = {**CLOCK, "elapsed_ms": 856_000}
PAUSED = {**CLOCK, "running": False}


class Pose(NamedTuple):
    """One state: its name in the address, and what it is made of."""

    slug: str
    pose: dict[str, Any]
    clock: dict[str, Any] = CLOCK
    kind: str = "video"
    aside: bool = False
    covered: bool = False


CALLS: tuple[Pose, ...] = (
    Pose("live", {}),
    Pose("live-chat", {}, aside=True),
    Pose("live-soon-over", {"mic": False}, SOON),
    Pose("waiting", {"status": "waiting", "peer": {"present": False, "state": None}}, PAUSED),
    Pose("connecting", {"status": "connecting"}, PAUSED),
    Pose("camera-off", {"peer": {"state": {"mic": False, "camera": False}}, "camera": False}),
    Pose("weak", {"quality": {"mine": "weak", "theirs": "good"}}),
    Pose("covered", {}, covered=True),
    Pose("microphone-taken", {"lost": {"audio": "gone"}}),
    Pose("hand-held", {"flip": True, "coveredThere": True}),
    Pose("speaking", {"voices": {"theirs": True}}),
    Pose("speaking-self", {"voices": {"mine": True}}),
    Pose("offer-sound-only", {"quality": {"mine": "bad", "theirs": "good"}, "offered": "mine"}),
    Pose("sound-only", {"soundOnly": {"on": True}}),
    Pose("reconnecting", {"status": "reconnecting"}, PAUSED),
    Pose("moving", {"status": "moving"}, PAUSED),
    Pose("peer-away", {"status": "peer-away", "peer": {"present": False, "state": None}}, PAUSED),
    Pose("trouble", {"status": "waiting", "trouble": {"video": "refused"}, "camera": False}, PAUSED),
    Pose("audio", {}, kind="audio"),
    Pose("ended", {"status": "ended"}, PAUSED),
)
PREVIEWS: tuple[Pose, ...] = (
    Pose("preview", {}),
    Pose("preview-asking", {"asking": True, "camera": False}),
    Pose("preview-refused", {"trouble": {"video": "refused", "audio": "refused"}, "camera": False}),
    Pose("preview-refused-by-system", {"trouble": {"audio": "system"}}),
    Pose("preview-trouble", {"trouble": {"video": "missing", "audio": "missing"}, "camera": False}),
    Pose("preview-audio", {}, kind="audio"),
)


def _call(state: Pose) -> rx.Component:
    return full_bleed(
        call_stage(
            signal_url="",
            kind=state.kind,
            self_name="Leo Brandt",
            other_name="Maya Lindt",
            clock=state.clock,
            covered=state.covered,
            top_action=stage_action("shield", "Safety"),
            pose=rx.Var.create(state.pose),
            actions=rx.fragment(
                stage_action("sparkles", "Send a tip"),
                stage_action("message_circle", "Chat", badge=2, active=state.aside),
            ),
            aside=rx.el.div(
                section_title("Chat"),
                rx.el.div(
                    avatar("Maya Lindt", size="sm"),
                    rx.el.p("Can you see my screen?", class_name="rounded-card bg-sunken px-4 py-2.5"),
                    class_name="flex flex-1 items-start gap-2.5",
                ),
                text_field("Message", name="line", hide_label=True, placeholder="Message"),
                class_name="flex min-h-0 flex-1 flex-col p-5",
            ),
            aside_open=state.aside,
        )
    )


def _preview(state: Pose) -> rx.Component:
    stage = CallStage.create(mode="preview", kind=state.kind, self_name="Leo Brandt", pose=rx.Var.create(state.pose))
    return bare(page_header("Ready when you are", line="Maya sees you as you look here."), card(stage), width="measure")


def stage_pages() -> list[tuple[str, Callable[[], rx.Component]]]:
    """(slug, page) for each posed state."""
    pages: list[tuple[str, Callable[[], rx.Component]]] = []
    pages += [(f"stage-{state.slug}", lambda state=state: _call(state)) for state in CALLS]
    pages += [(f"stage-{state.slug}", lambda state=state: _preview(state)) for state in PREVIEWS]
    return pages
