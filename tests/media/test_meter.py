"""The clock of a call counts only what went both ways."""

from media.meter import Change, Meter


def meter_with(creator: float, fan: float) -> Meter:
    meter = Meter(("creator", "fan"), gap=2)
    meter.heard("creator", creator)
    meter.heard("fan", fan)
    return meter


def test_one_way_is_not_two_way() -> None:
    meter = Meter(("creator", "fan"), gap=2)
    meter.heard("creator", 10)
    assert meter.look(10) is None
    assert not meter.two_way
    assert meter.milliseconds == 0


def test_it_starts_with_the_second_and_counts_to_the_last_packet() -> None:
    meter = meter_with(10, 10)
    assert meter.look(10) == Change(two_way=True)
    meter.heard("creator", 13)
    meter.heard("fan", 12.5)
    assert meter.look(13) is None
    assert meter.milliseconds == 2500


def test_it_stops_and_says_whose_line_it_was() -> None:
    meter = meter_with(10, 10)
    meter.look(10)
    meter.heard("fan", 20)
    meter.heard("creator", 17)
    assert meter.look(20) == Change(two_way=False, missing="creator")
    assert meter.milliseconds == 7000  # the silence in which the drop was noticed is not counted
    meter.heard("creator", 30)
    meter.heard("fan", 30)
    assert meter.look(30) == Change(two_way=True)
    meter.heard("creator", 31)
    meter.heard("fan", 31)
    assert meter.milliseconds == 8000


def test_when_both_fall_silent_nobody_is_named() -> None:
    meter = meter_with(10, 10)
    meter.look(10)
    assert meter.look(12.5) == Change(two_way=False, missing=None)
    assert meter.look(13) is None


def test_when_both_are_silent_the_first_is_named() -> None:
    meter = meter_with(10, 10)
    meter.look(10)
    meter.heard("creator", 10.5)
    assert meter.look(13) == Change(two_way=False, missing="fan")


def test_closing_stops_it_once() -> None:
    meter = meter_with(10, 10)
    meter.look(10)
    assert meter.stop() == Change(two_way=False)
    assert meter.stop() is None


def test_an_echo_needs_only_its_own_seat() -> None:
    meter = Meter(("echo",), gap=2)
    meter.heard("echo", 1)
    assert meter.look(1) == Change(two_way=True)
