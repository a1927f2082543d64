"""What a screen of the gallery is, and how one page is shown in several states."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import reflex as rx

from onetoone.ui.posing import Pose

Page = Callable[[], rx.Component]


class Screen(NamedTuple):
    """One page in one state. `stage`: what a call stage on it shows (`pose` in assets/stage/pose.jsx); `at`: the part
    that it is about (a CSS selector), when that isn't at the top."""

    slug: str
    title: str
    source: str
    page: Page
    pose: Pose
    stage: Mapping[str, Any] = {}
    at: str = ""


def and_(*poses: Pose) -> Pose:
    """All of them at once; of two values for one variable, the later."""
    whole: dict[type[rx.State], dict[str, Any]] = {}
    for pose in poses:
        for state, held in pose.items():
            whole[state] = {**whole.get(state, {}), **held}
    return whole
