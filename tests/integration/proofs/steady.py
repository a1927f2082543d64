"""Random evenings that are the same on every machine: Hypothesis draws from nothing but its seed."""

from typing import Any

from hypothesis.internal.conjecture.providers import HypothesisProvider


class Steady(HypothesisProvider):
    """Hypothesis likes to draw numbers that it finds in the modules that happen to be loaded: more of them when the
    whole suite runs, others after every change. Not this one."""

    def _maybe_draw_constant(self, *_: Any, **__: Any) -> None:
        return None
