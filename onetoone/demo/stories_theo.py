"""Theo's conversations: chess, slowly, with people who are in no hurry."""

from onetoone.demo.beats import AUDIO, CREATOR, FAN, VIDEO, Missed, Say, Story, TakenBack, Talked, Terms
from onetoone.domain.calls import Ended

RUBEN = Story(
    "theo",
    "ruben",
    since=30,
    beats=(
        Say(
            26.50,
            FAN,
            "I lost to the same retired postman for the ninth time. He brings biscuits now. He feels sorry for me.",
        ),
        Say(26.30, CREATOR, "Nine games is a rich library. Do you remember where the last one turned?"),
        Say(26.25, FAN, "Around the biscuits."),
        Talked(
            Terms(23.40, FAN, VIDEO, 4000, 30, "Game nine. I wrote the moves on a bakery bag."),
            (1800,),
            Ended.BY_CLOCK,
            tip=1000,
            card="Visa ···· 9424",
        ),
        Say(
            23.30,
            CREATOR,
            "You weren't losing at move 14. You only thought so. Play as if you were equal, because you were.",
        ),
        Say(16.20, FAN, "DRAW. He shook my hand for a very long time."),
        Say(16.10, CREATOR, "I stood up in my kitchen when I read this."),
        Talked(
            Terms(8.30, FAN, VIDEO, 4000, 30, "Game eleven. I had him, Theo. I had him."),
            (1214, 586),
            Ended.BY_CLOCK,
            tip=2500,
            card="Visa ···· 9424",
        ),
        Say(8.20, FAN, "Thank you for your patience, also with my grandson's router."),
    ),
)

YUKI = Story(
    "theo",
    "yuki",
    since=60,
    beats=(
        Say(19.30, FAN, "I only know how the horse moves. Is that enough to begin?"),
        Say(19.22, CREATOR, "The horse is the hard one. You're past the worst of it."),
        Talked(
            Terms(15.20, FAN, AUDIO, 2500, 30, "Please assume nothing."),
            (1512,),
            Ended.BY_FAN,
            card="Visa ···· 1881",
        ),
        Say(15.15, FAN, "I have to stop while it still makes sense. That was very calm. I liked it."),
        Say(15.10, CREATOR, "Stopping while it makes sense is most of chess."),
        Missed(Terms(4.40, CREATOR, VIDEO, 4000, 30, "I found a position with four horses. I thought of you.")),
        Say(4.20, FAN, "I was in choir! Four horses? Please keep it for me."),
    ),
)

SAMIR = Story(
    "theo",
    "samir",
    since=48,
    beats=(
        Say(
            13.50,
            FAN,
            "I play the oven timer. Twelve minutes a loaf, twelve minutes a game. I blunder at minute nine, always.",
        ),
        Say(
            13.40,
            CREATOR,
            "Then at minute eight we look up, drink water, and ask what the other side wants. That's the whole lesson.",
        ),
        Say(13.39, FAN, "That can't be the whole lesson."),
        Talked(
            Terms(10.30, CREATOR, VIDEO, 4000, 30, "It was nearly the whole lesson. Here's the rest."),
            (1022,),
            Ended.BY_CREATOR,
            card="Amex ···· 0005",
        ),
        Say(10.28, CREATOR, "Fire alarm in my building, Samir, nothing burning. You pay for the part we had."),
        Say(10.25, FAN, "In my trade we say: a small fire alarm is a good sign. Same time next week."),
        Talked(
            Terms(1.10, FAN, AUDIO, 2500, 30, "No fire alarm today, I checked with mine."),
            (1800,),
            Ended.BY_CLOCK,
            tip=500,
            card="Amex ···· 0005",
        ),
    ),
)

KOFI = Story(
    "theo",
    "kofi",
    since=35,
    beats=(
        Say(9.60, FAN, "do people write songs about chess or is that free"),
        Say(9.50, CREATOR, "There is a whole musical, and it's mostly about Bangkok. Chess itself is still free."),
        TakenBack(Terms(9.10, CREATOR, AUDIO, 2500, 30, "Shall we find your song a position?")),
        Say(9.08, CREATOR, "I rang too early, you're nine hours of night bus away. Whenever suits you."),
        Say(8.70, FAN, "haha no worries. i'm collecting words. zugzwang is a good one"),
    ),
)

LEO = Story(
    "theo",
    "leo",
    since=21,
    beats=(
        Say(5.20, FAN, "Mara says you explain things well now. I know the rules and nothing else."),
        Say(5.10, CREATOR, "Mara is generous. Show me the last game you enjoyed, even if you lost it."),
        Say(5.05, FAN, "I lost it to my niece. She's seven. I enjoyed it."),
        Say(5.00, CREATOR, "Then we have everything we need.", unread=True),
    ),
)

INGRID = Story("theo", "ingrid", since=14)

THEO = (RUBEN, YUKI, SAMIR, KOFI, LEO, INGRID)
