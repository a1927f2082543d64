"""Pictures: in a place of their own size, and as large as the window when they are pressed."""

import reflex as rx
from reflex_base.components.component import field

from onetoone.ui.elements import Text


class Picture(rx.Component):
    """The React side (assets/ui/picture.jsx)."""

    library = "$/public/ui/picture.jsx"
    tag = "Picture"
    alias = "UiPicture"

    src: rx.Var[str] = field(doc="The large one.")
    small: rx.Var[str] = field(doc="The one in its place.")
    width: rx.Var[int] = field(doc="Of its place, in CSS pixels.")
    height: rx.Var[int] = field(doc="The same.")
    alt: rx.Var[str] = field(doc="What it shows.")
    name: rx.Var[str] = field(doc="The accessible name of the button that it is.")
    close_label: rx.Var[str] = field(doc="The name of the button that closes the viewer.")
    lost: rx.Var[str] = field(doc="What stands in its place when it can't be loaded.")


def picture(src: Text, *, small: Text, width: rx.Var[int] | int, height: rx.Var[int] | int, alt: Text) -> rx.Component:
    """A picture that keeps its place while it loads; pressed, it opens over the whole window (Esc closes it).

    Args:
        src: the large one; `small` is shown in its place.
        width: and `height`: of the place, in CSS pixels; it never gets wider than there is room.
        alt: what it shows, in words.
    """
    return Picture.create(
        src=src,
        small=small,
        width=width,
        height=height,
        alt=alt,
        name=f"Open picture: {alt}",
        close_label="Close",
        lost="This picture can't be shown right now.",
    )
