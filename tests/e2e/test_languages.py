"""Other languages than English: from the browser's own to the one that is chosen, on the page and in letters."""

from tests.e2e.cast import Cast, Look
from tests.e2e.person import Person


def test_somebody_on_a_phone_reads_spanish_and_then_german(creator: Person, cast: Cast) -> None:
    cast.look = Look(390, 844)
    fan = cast.visitor(cast.stack.fan_url, name="Lucía", locale="es-ES")
    fan.reads("es")
    fan.goes_to("/")
    fan.sees_the_language()
    fan.sees("Un rato, solo para los dos.")
    fan.follows("Create an account")
    fan.is_at_the_heading("Create your account")
    address = "lucia@example.com"
    fan.fills_in(**{"Your name": "Lucía", "E-mail address": address, "Password": "short"})
    fan.presses_the_button("Create account")
    fan.sees_said("A password needs at least {least} characters.", least=10)
    fan.fills_in(Password="una frase corta y buena")
    fan.presses_the_button("Create account")
    fan.is_at_the_heading("Messages")
    fan.follows("Settings")
    fan.chooses_in_settings("de")
    fan.is_at_the_heading("Settings")
    fan.visits_again()
    fan.sees_the_language()
    fan.is_at_the_heading("Messages")
    cast.acquainted(creator, address)
    fan.page.close()
    creator.invites(fan)
    letter = cast.letter_to(address)
    assert letter["Subject"] == fan.said("You missed {name}’s call", name=creator.name)


def test_a_stranger_chooses_by_keyboard_and_whoever_signs_in_elsewhere_finds_their_language(cast: Cast) -> None:
    stranger = cast.visitor(cast.stack.fan_url)
    stranger.goes_to("/")
    stranger.sees_the_language()
    stranger.chooses_from_the_globe("pt")
    stranger.goes_to("/discover")
    stranger.sees_said("People worth a conversation, just the two of you.")
    stranger.meets_no_barrier()
    stranger.goes_to("/sign-up")
    stranger.fills_in(**{"Your name": "Rui", "E-mail address": "rui@example.com", "Password": "uma frase bem longa"})
    stranger.presses_the_button("Create account")
    stranger.is_at_the_heading("Messages")
    elsewhere = cast.visitor(cast.stack.fan_url)
    elsewhere.signs_in("rui@example.com", "uma frase bem longa")
    elsewhere.reads("pt")
    elsewhere.is_at_the_heading("Messages")
    elsewhere.sees_the_language()
