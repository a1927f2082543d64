"""When a line can't carry the picture, both are offered to go on with sound only; either brings it back."""

from tests.e2e.person import Person
from tests.e2e.test_killed import in_a_paid_call


def test_sound_only_is_offered_taken_told_and_taken_back(creator: Person, fan: Person) -> None:
    for person in (creator, fan):
        person.may_be_told_of_its_line()
    in_a_paid_call(creator, fan)
    fan.is_told_of_a_bad_line(mine=True)
    creator.is_told_of_a_bad_line(mine=False)
    fan.sees("Your connection is too weak for the picture right now.")
    creator.sees("Leo's connection is too weak for the picture right now.")
    fan.goes_on_with_sound_only()
    creator.sees("Leo suggested to go on with sound only.")
    for person in (creator, fan):
        person.is_without_pictures()
        person.hears_the_other()
    creator.brings_the_picture_back()
    fan.sees("Mara brought the picture back.")
    for person in (creator, fan):
        person.sees_a_moving_picture()
