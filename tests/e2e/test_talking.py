"""Two people talk: a picture, a reaction to it, and that it was seen; and words of long ago, found again."""

from pathlib import Path

from PIL import Image

from tests.e2e.cast import Cast
from tests.e2e.person import Person


def test_a_picture_is_sent_seen_and_loved(creator: Person, fan: Person, tmp_path: Path) -> None:
    photo, text = tmp_path / "score.jpg", tmp_path / "score.png"
    Image.effect_noise((900, 600), 60).save(photo)
    text.write_text("this is no picture")
    for person, other in ((creator, fan), (fan, creator)):
        person.opens_thread_with(other)
    fan.chooses_a_file(text)
    fan.is_told_about_the_picture("isn't a picture we can read")
    fan.takes_the_picture_away()
    fan.begins_to_write(creator, "The page I meant")
    creator.sees("Leo is writing…")
    fan.adds_a_picture(photo, "A page of notes")
    fan.sends()
    for person in (fan, creator):
        person.sees("The page I meant")
        person.sees_the_picture("A page of notes")
    fan.sees_that_it_was_seen()
    creator.looks_closer_at("A page of notes")
    creator.reacts_to_the_last("Love")
    fan.sees_the_reaction("Love, 1")
    fan.joins_the_reaction("Love, 1")
    for person in (fan, creator):
        person.sees_the_reaction("Love, 2, you too")
        person.meets_no_barrier()


def test_words_of_long_ago_are_found_again(creator: Person, fan: Person, cast: Cast) -> None:
    cast.talked(creator, fan, [f"Day {day}." if day != 12 else "Bring the Élan with you" for day in range(70)])
    creator.opens_messages()
    creator.looks_for("the elan")
    creator.finds("Bring the Élan with you")
    creator.meets_no_barrier()
    creator.goes_to_what_was_found("Bring the Élan with you")
    creator.goes_to_the_latest("Day 69.")
    creator.finds_nothing("xylophone")
    fan.opens_messages()
    fan.looks_for("ELAN")
    fan.finds("Bring the Élan with you")
