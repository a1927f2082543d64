"""Who lives in the demo. The first creator and the first fan are the pair that a tour starts with."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rates:
    """A creator's usual terms: minor units and minutes. `currency` where it is offered, else the deployment's own."""

    video: int
    video_minutes: int
    audio: int
    audio_minutes: int
    currency: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """One of them. `joined`: days ago. `seen`: minutes since a tab of theirs was open."""

    handle: str
    name: str
    line: str
    joined: float
    seen: float
    rates: Rates | None = None

    @property
    def email(self) -> str:
        return f"{self.handle}@demo.onetoone.example"

    @property
    def picture(self) -> str:
        return f"/people/{self.handle}.svg"


CREATORS = (
    Person(
        "mara",
        "Mara Lindqvist",
        "Singer and voice coach. Bring me one phrase, and we'll find the place in it where your voice wants to open.",
        joined=210,
        seen=0,
        rates=Rates(video=2500, video_minutes=15, audio=1500, audio_minutes=15),
    ),
    Person(
        "theo",
        "Theo Okafor",
        "Chess, slowly. We take one position of yours and sit with it until it makes sense.",
        joined=190,
        seen=0,
        rates=Rates(video=4000, video_minutes=30, audio=2500, audio_minutes=30, currency="eur"),
    ),
)

FANS = (
    Person("leo", "Leo Brandt", "Sings in the kitchen. Working on singing elsewhere.", joined=120, seen=0),
    Person("ana", "Ana Souza", "Samba on weekends, spreadsheets the rest of the week.", joined=110, seen=0),
    Person("yuki", "Yuki Tanaka", "Choir alto, rookie chess player, tea person.", joined=102, seen=18),
    Person("samir", "Samir Haddad", "Bakery owner. Up at three, talking by noon.", joined=95, seen=0),
    Person("ingrid", "Ingrid Holm", "Retired teacher. Learning to take up room.", joined=88, seen=190),
    Person("kofi", "Kofi Mensah", "Writes songs on the night bus.", joined=71, seen=0),
    Person("priya", "Priya Raman", "Surgeon. Sings to stay awake, apparently well.", joined=60, seen=45),
    Person("noor", "Noor El-Amin", "Podcast host in search of a lower register.", joined=43, seen=1500),
    Person("ruben", "Ruben Castillo", "Plays in the park, loses in the park, comes back.", joined=31, seen=320),
    Person("june", "June Park", "Here to listen first.", joined=6, seen=2900),
)

OPERATORS = (Person("olive", "Olive Castellan", "Looks after the money: the operator here.", joined=5, seen=4000),)

PEOPLE = CREATORS + FANS + OPERATORS
