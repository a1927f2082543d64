"""What the other stories go by: a page that moves by itself is noticed, and one that answers a press isn't accused."""

from playwright.sync_api import Browser

from tests.e2e.cast import Cast, Look
from tests.e2e.steady import Shift, Steadiness, windows

_PAGE = """<div id="late"></div><button style="display: block; height: 200px">Press</button>
<p id="low" style="height: 300px; background: tan">What stands below</p>"""
_PUSH = "() => { document.querySelector('#late').style.height = '200px'; }"


def test_a_page_that_moves_is_named_with_what_moved(browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 800, "height": 600})
    steadiness = Steadiness()
    steadiness.watch(context)
    page = context.new_page()
    page.set_content(_PAGE)
    page.locator("button").evaluate("node => node.onclick = " + _PUSH)
    page.locator("button").click()
    page.wait_for_timeout(300)
    assert steadiness.complaints() == []
    page.evaluate("() => { document.querySelector('#late').style.height = '0'; }")
    page.wait_for_timeout(600)  # half a second after a press a page may still answer it
    page.evaluate(_PUSH)
    page.wait_for_timeout(300)
    [complaint] = steadiness.complaints()
    assert "What stands below" in complaint
    context.close()


def test_shifts_count_together_as_in_the_web_s_own_score() -> None:
    """A window ends after a second of stillness, and lasts five seconds at the most."""
    at = [0, 900, 1800, 2700, 3600, 4500, 5400, 8000]
    found = windows([Shift(when, 0.01, "/", []) for when in at])
    assert [len(window) for window in found] == [6, 1, 1]
    steadiness = Steadiness({1.0: [Shift(when, 0.01, "/", []) for when in at]})
    assert steadiness.complaints()[0].startswith("/ moved by 0.060")
    assert Steadiness({1.0: [Shift(0, 0.04, "/", [])], 2.0: [Shift(1, 0.04, "/", [])]}).complaints() == []


def test_fonts_that_come_late_move_nothing(cast: Cast) -> None:
    """Until then the words stand in another font, made as wide as ours; on a machine that has any of those."""
    for look in (Look(1440, 900), Look(390, 844)):
        cast.look = look
        visitor = cast.visitor(cast.stack.creator_url)
        visitor.waits_long_for_fonts()
        for path in ("/", "/sign-up"):
            visitor.goes_to(path)
            visitor.has_our_fonts()
