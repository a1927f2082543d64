"""The call stage for Python: preview, rehearsal and call in one wrapped React component (assets/stage/stage.jsx)."""

from typing import Any, Literal

import reflex as rx
from reflex_base.components.component import field
from reflex_base.vars.base import LiteralVar
from reflex_components_lucide.icon import LUCIDE_LIBRARY  # type: ignore[import-untyped]

from onetoone.ui.elements import Child, Flag, Text, icon, pick
from onetoone.ui.notices import count_badge
from onetoone.ui.stage_words import WORDS

TextSpec = rx.event.passthrough_event_spec(str)
DictSpec = rx.event.passthrough_event_spec(dict)


class CallStage(rx.Component):
    """The React side. Its state stands in data attributes of the element `[data-stage]`; see docs/design.md."""

    library = "$/public/stage/stage.jsx"
    tag = "CallStage"
    lib_dependencies: list[str] = [LUCIDE_LIBRARY, "@mediapipe/selfie_segmentation@0.1.1675465747"]

    mode: rx.Var[str] = field(doc='"preview", "rehearsal" or "call".')
    kind: rx.Var[str] = field(doc='"video" or "audio".')
    signal_url: rx.Var[str] = field(doc="The websocket of the seat, a path of this app; empty: not connected.")
    self_name: rx.Var[str] = field(doc="The viewer's name.")
    self_picture: rx.Var[str] = field(doc="Address of the viewer's picture, or empty.")
    other_name: rx.Var[str] = field(doc="The other person's name.")
    other_picture: rx.Var[str] = field(doc="Address of the other's picture, or empty.")
    clock: rx.Var[dict[str, Any]] = field(doc="{running, elapsed_ms, length_ms, server_now}.")
    covered: rx.Var[bool] = field(doc="Whether the other's camera is covered until one wants to see it.")
    top_action: rx.Var[rx.Component] = field(doc="A button beside the clock.")
    actions: rx.Var[rx.Component] = field(doc="More buttons for the control bar.")
    aside: rx.Var[rx.Component] = field(doc="The panel beside the picture (chat).")
    aside_open: rx.Var[bool] = field(doc="Whether the panel is open.")
    pose: rx.Var[dict[str, Any]] = field(doc="Gallery only: a made-up state instead of devices and line (pose.jsx).")
    words: rx.Var[dict[str, Any]] = field(doc="Every word it says (stage_words.py).")

    on_status: rx.EventHandler[TextSpec] = field(doc="The new status.")
    on_peer: rx.EventHandler[DictSpec] = field(doc="{present, state: {mic, camera} | null}.")
    on_quality: rx.EventHandler[DictSpec] = field(doc='{mine, theirs}: "good", "weak" or "bad".')
    on_ended: rx.EventHandler[TextSpec] = field(doc="The relay closed the room: its reason.")
    on_devices: rx.EventHandler[DictSpec] = field(doc="{mic, camera, stand_in, trouble}.")
    on_rehearsed: rx.EventHandler[DictSpec] = field(doc="{ok, verdict, frames, loss, rtt}.")
    on_hang_up: rx.EventHandler[rx.event.no_args_event_spec] = field(doc="End call was pressed.")
    on_aside_close: rx.EventHandler[rx.event.no_args_event_spec] = field(doc="The panel's × or Esc was pressed.")

    @classmethod
    def create(cls, *children: Any, **props: Any) -> "CallStage":
        """With its words, which are many: they stand once in each script."""
        return super().create(*children, words=rx.Var("STAGE_WORDS"), **props)

    def add_custom_code(self) -> list[str]:
        """Where they stand."""
        return [f"const STAGE_WORDS = {LiteralVar.create(WORDS)!s};"]


def preview_stage(*, kind: Text = "video", name: Text, picture: Text = "", **events: Any) -> rx.Component:
    """One's own picture with switches, level meter and device pickers. Choices are kept for the call.

    events: on_status ("asking", "trouble", "ready"), on_devices.
    """
    return CallStage.create(mode="preview", kind=kind, self_name=name, self_picture=picture, **events)


def rehearsal_stage(
    *, signal_url: Text, kind: Text = "video", name: Text, picture: Text = "", **events: Any
) -> rx.Component:
    """Five seconds through the real relay and back (an echo room), then a verdict in words.

    events: on_rehearsed ({ok: bool, verdict: "good"|"noSound"|"noPicture"|"weak"|"failed", …}), on_status, on_devices.
    """
    return CallStage.create(
        mode="rehearsal", kind=kind, signal_url=signal_url, self_name=name, self_picture=picture, **events
    )


def call_stage(
    *overlay: Child,
    signal_url: Text,
    kind: Text = "video",
    self_name: Text,
    other_name: Text,
    self_picture: Text = "",
    other_picture: Text = "",
    clock: rx.Var[dict[str, Any]] | dict[str, Any] | None = None,
    covered: Flag = False,
    top_action: Child = None,
    actions: Child = None,
    aside: Child = None,
    aside_open: Flag = False,
    **events: Any,
) -> rx.Component:
    """The call, edge to edge. Put it into `full_bleed(...)`.

    Args:
        overlay: anything that floats above the picture (a tip that has come in). Place it with absolute classes.
        signal_url: "/signal/<call id>" of this app.
        clock: {"running": bool, "elapsed_ms": int, "length_ms": int (0: counts up), "server_now": epoch ms}.
        covered: the other's camera is not shown before "Show" is pressed; remembered for the call, in this tab.
        top_action: one more button, beside the clock: `stage_action(...)`.
        actions: buttons between "Devices" and "End call": `stage_action(...)` for tips and chat.
        aside: a panel beside the picture (right on desktops, a sheet on phones), shown while `aside_open`; with
            `on_aside_close` it has a close button at its top right, and Esc closes it.
        events: on_status ("asking", "trouble", "connecting", "waiting", "live", "reconnecting", "moving",
            "peer-away", "ended", "replaced"), on_peer, on_quality, on_ended, on_devices, on_hang_up, on_aside_close.
    """
    slots: dict[str, Any] = {}
    if actions is not None:
        slots["actions"] = actions
    if top_action is not None:
        slots["top_action"] = top_action
    if aside is not None:
        slots["aside"] = aside
    if clock is not None:
        slots["clock"] = clock
    return CallStage.create(
        *overlay,
        mode="call",
        kind=kind,
        signal_url=signal_url,
        self_name=self_name,
        other_name=other_name,
        self_picture=self_picture,
        other_picture=other_picture,
        aside_open=aside_open,
        covered=covered,
        **slots,
        **events,
    )


def stage_action(
    icon_name: str, name: Text, *, badge: Any = 0, badge_name: Text = "", active: Flag = False, **props: Any
) -> rx.Component:
    """A button for the control bar that looks like the stage's own. `name`: its accessible name and tooltip, in whose
    place `badge_name` stands while there is a badge."""
    if badge_name:
        name = pick(badge, badge_name, name)
    return rx.el.button(
        icon(icon_name, 22),
        count_badge(badge, class_name="absolute -end-0.5 -top-0.5"),
        type="button",
        aria_label=name,
        aria_expanded=pick(active, "true", "false"),
        class_name="stage-button relative",
        custom_attrs={"data-tip": name},
        **props,
    )


class Sound(rx.Component):
    """The React side of a sound (assets/stage/sound.jsx)."""

    library = "$/public/stage/sound.jsx"
    tag = "Sound"

    name: rx.Var[str] = field(doc='"ring", "ringing", "tip", "joined", "ended" or "message".')
    on: rx.Var[bool] = field(doc="For loops: whether it sounds.")
    nonce: rx.Var[Any] = field(doc="For single sounds: plays once each time this changes.")


def ring_sound(on: Flag, name: Literal["ring", "ringing"] = "ring") -> rx.Component:
    """Sounds again and again while `on`: "ring" for the one who is called, "ringing" for the one who calls.

    Silent until the person has touched the page once; browsers allow no more.
    """
    return Sound.create(name=name, on=on)


def chime(name: Literal["tip", "joined", "ended", "message"], nonce: rx.Var[Any]) -> rx.Component:
    """Sounds once each time `nonce` changes (the id of the newest tip); not for what was there at the start."""
    return Sound.create(name=name, nonce=nonce)
