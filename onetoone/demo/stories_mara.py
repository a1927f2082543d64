"""Mara's conversations: a voice coach and the people who are finding theirs."""

from onetoone.demo.beats import (
    AUDIO,
    CREATOR,
    FAN,
    VIDEO,
    Missed,
    NeverConnected,
    Say,
    Story,
    TakenBack,
    Talked,
    Terms,
    TurnedDown,
    Waiting,
)
from onetoone.domain.calls import Ended

LEO = Story(
    "mara",
    "leo",
    since=118,
    beats=(
        Say(46.30, FAN, "Hi Mara! I found you through the lullaby you posted. I've played it about forty times."),
        Say(46.28, CREATOR, "Hello Leo, that makes me very happy. Do you sing too, or do you sing secretly?"),
        Say(46.27, FAN, "Secretly. In the kitchen, with the extractor fan on."),
        Say(46.26, CREATOR, "An excellent accompanist, the extractor fan. Never rushes."),
        Say(45.10, FAN, "There's one line in the lullaby where you go up and it gets quieter instead of louder. How?"),
        Say(45.02, CREATOR, "You let it get smaller before it gets higher. Easier to show than to write, honestly."),
        Talked(
            Terms(44.20, FAN, VIDEO, 2500, 15, "The quiet high note. I have fifteen minutes and a very patient cat."),
            (900,),
            Ended.BY_CLOCK,
            tip=500,
        ),
        Say(44.15, FAN, "I did it. I DID it. The cat left the room but I did it."),
        Say(44.14, CREATOR, "You did! Now do it badly ten times a day and don't tell anyone."),
        Say(39.60, FAN, "Day five of doing it badly. Today two of the ten were not bad."),
        Say(39.41, CREATOR, "Two of ten in five days is frankly showing off."),
        Say(
            31.20, FAN, "My sister is getting married in October and has asked me to sing. I said yes before thinking."
        ),
        Say(31.17, CREATOR, "The best kind of yes. Which song?"),
        Say(31.16, FAN, "She wants the lullaby. Your lullaby. No pressure."),
        Say(31.12, CREATOR, "Then we'll make it yours by October. Bring me the second verse next time."),
        Talked(
            Terms(24.10, CREATOR, VIDEO, 2500, 15, "Second verse! I have a free quarter of an hour, do you?"),
            (412, 488),
            Ended.BY_CLOCK,
        ),
        Say(24.05, FAN, "Sorry about the wifi halfway through. I like that the clock waited for me."),
        Say(
            24.04, CREATOR, 'It always does. And the second verse is nearly there. Breathe before "window", not after.'
        ),
        Say(12.75, FAN, "I breathed before window. My sister cried on the phone. Good crying, I checked."),
        Say(12.70, CREATOR, "I'm so glad you checked."),
        Say(3.31, FAN, "Would you have time this week to hear the whole thing once, start to end?"),
        Say(3.12, CREATOR, "Yes. Ask me for a call when you're somewhere with a door you can close."),
        Say(0.09, FAN, "Door found. It's a broom cupboard, but the acoustics are surprisingly kind.", unread=True),
    ),
)

ANA = Story(
    "mara",
    "ana",
    since=104,
    beats=(
        Say(58.40, FAN, "Oi Mara! I lead a samba group and by the third song I have no voice left. Is that fixable?"),
        Say(58.31, CREATOR, "Very. Are you singing over the drums or under them?"),
        Say(58.30, FAN, "Over. Always over. Have you met drums?"),
        Talked(
            Terms(55.20, FAN, AUDIO, 1500, 15, "Three songs, one voice. Help."),
            (871,),
            Ended.BY_FAN,
            tip=1000,
            card="Mastercard ···· 4444",
        ),
        Say(55.16, FAN, "Had to run to rehearsal, sorry for hanging up on you! That trick with the yawn is magic."),
        Say(55.10, CREATOR, "Run! And yawn as you run."),
        Talked(
            Terms(27.60, FAN, VIDEO, 2500, 15, "Now with the whole group listening, if you don't mind an audience."),
            (900,),
            Ended.BY_CLOCK,
            tip=2500,
            card="Mastercard ···· 4444",
        ),
        Say(27.55, FAN, "They're all yawning now. Best rehearsal we've ever had."),
        Say(27.50, CREATOR, "Please send a video of twelve people yawning in rhythm."),
        Say(1.20, FAN, "Carnival committee said YES to us. I need you one more time before Saturday."),
        Waiting(Terms(0.03, FAN, VIDEO, 2500, 15, "The opening song. I want to reach the balcony without shouting.")),
    ),
)

YUKI = Story(
    "mara",
    "yuki",
    since=99,
    beats=(
        Say(40.50, FAN, 'Good evening. Our choir director says I sing "politely". I think it was not a compliment.'),
        Say(
            40.42,
            CREATOR,
            "Politely is a lovely place to start from. What happens if you sing it to somebody far away?",
        ),
        Say(40.20, FAN, "My neighbour knocked on the wall. So, something happened."),
        Talked(
            Terms(33.40, FAN, AUDIO, 1500, 15, "Audio only please, I am at my desk."),
            (640,),
            Ended.BY_CREATOR,
            card="Visa ···· 1881",
        ),
        Say(33.38, CREATOR, "I'm so sorry, somebody is at my door with a piano. You only pay for what we had."),
        Say(33.35, FAN, "A piano at the door is a very good excuse. Thank you for the fair bill."),
        TurnedDown(
            Terms(9.30, FAN, VIDEO, 2500, 15, "Could we look at the Fauré?"),
            "I'm on a train until four, and it would be all tunnels. Tomorrow?",
        ),
        Say(9.27, FAN, "Tomorrow is better for me as well. Enjoy the tunnels."),
    ),
)

SAMIR = Story(
    "mara",
    "samir",
    since=90,
    beats=(
        Say(29.20, FAN, "Strange question. I read the orders aloud in my bakery all morning and I'm hoarse by ten."),
        Say(29.10, CREATOR, "Not strange at all. That's four hours of performing with an oven behind you."),
        NeverConnected(
            Terms(28.40, FAN, VIDEO, 2500, 15, "From the bakery, if you don't mind flour."), "Amex ···· 0005"
        ),
        Say(28.38, FAN, "The network in the cellar, I'm sorry. I see nothing was charged, that's decent."),
        Say(28.36, CREATOR, "Nothing at all. Come up the stairs and try again whenever you like."),
        Talked(
            Terms(28.30, CREATOR, VIDEO, 2500, 15, "From upstairs this time?"),
            (900,),
            Ended.BY_CLOCK,
            tip=500,
            card="Amex ···· 0005",
        ),
        Say(28.20, FAN, "It is eleven and I can still talk. My daughter is less pleased about this than I am."),
        Say(2.40, CREATOR, "How are the mornings?"),
        Say(2.20, FAN, "Loud, but not me. If you're ever near the harbour, the cardamom buns are yours."),
    ),
)

INGRID = Story(
    "mara",
    "ingrid",
    since=80,
    beats=(
        Say(
            20.40,
            FAN,
            "Dear Mara, I taught for thirty-eight years and never once raised my voice. Now I'd like to learn to.",
        ),
        Say(20.30, CREATOR, "Dear Ingrid, I cannot wait to hear it."),
        Talked(
            Terms(18.60, FAN, VIDEO, 2500, 15, "I have put on lipstick for this."),
            (900,),
            Ended.BY_CLOCK,
            tip=2500,
            card="Visa ···· 5556",
        ),
        Say(18.55, FAN, "I have frightened a pigeon off the balcony. Thank you, thank you."),
        Say(18.50, CREATOR, "That was the pigeon's first opera. Same time next month?"),
        Missed(Terms(5.30, CREATOR, VIDEO, 2500, 15, "A little aria before dinner?")),
        Say(5.21, FAN, "Oh no, I was in the garden with my good hat on and heard nothing. Another day?"),
        Say(5.10, CREATOR, "Any day. The hat may come too."),
    ),
)

KOFI = Story(
    "mara",
    "kofi",
    since=66,
    beats=(
        Say(14.80, FAN, "wrote something on the N38 last night. it's either good or i was tired"),
        Say(14.50, CREATOR, "Those are the same thing more often than people admit. Sing it to me?"),
        TakenBack(Terms(14.20, FAN, AUDIO, 1500, 15, "it's 40 seconds long")),
        Say(14.19, FAN, "ok no i need to finish the bridge first. getting on the bus now"),
        Say(14.10, CREATOR, "A bridge on a bus. I'll be here."),
        Talked(
            Terms(6.90, FAN, AUDIO, 1500, 15, "bridge is done"),
            (733,),
            Ended.BY_FAN,
            tip=500,
            card="Visa ···· 0077",
        ),
        Say(6.88, FAN, "my stop!! sorry. that thing you said about leaving the last word open. wow"),
        Say(6.80, CREATOR, "Leave it open. Whoever listens will close it for you."),
        Talked(
            Terms(1.30, FAN, AUDIO, 1500, 15, "got the last word to stay open. listen"),
            (900,),
            Ended.BY_CLOCK,
            tip=300,
            card="Visa ···· 0077",
        ),
        Say(1.28, CREATOR, "It stays open now. Don't touch it any more."),
        Say(0.40, FAN, "playing it at the Lantern on friday. first time in front of people", unread=True),
        Say(0.39, FAN, "i might throw up", unread=True),
    ),
)

PRIYA = Story(
    "mara",
    "priya",
    since=55,
    beats=(
        Say(
            17.30,
            FAN,
            "My theatre nurse says I hum in operations. Then she said I should take lessons. Unclear how she meant it.",
        ),
        Say(17.10, CREATOR, "I choose to believe she's a fan. When are you not holding a scalpel?"),
        TurnedDown(
            Terms(16.40, CREATOR, VIDEO, 2500, 15, "You wrote that Tuesdays are quiet. Is it a quiet Tuesday?"),
            "Not a quiet Tuesday. Going in now!",
        ),
        Talked(
            Terms(11.20, FAN, VIDEO, 2500, 15, "Off shift, still awake, fifteen minutes before I'm not."),
            (900,),
            Ended.BY_CLOCK,
            tip=1000,
            card="Visa ···· 3155",
        ),
        Say(11.10, CREATOR, "You have a real mezzo hiding under all that tiredness. Sleep, then hum."),
        Say(10.60, FAN, "Slept. Hummed. The nurse applauded."),
    ),
)

NOOR = Story(
    "mara",
    "noor",
    since=40,
    beats=(
        Say(
            7.40,
            FAN,
            "Salam Mara, I host a podcast and my voice climbs when I get to the interesting part. Every time.",
        ),
        Say(
            7.32, CREATOR, "That's your voice pointing at the interesting part! But we can teach it to point downwards."
        ),
        Say(7.30, FAN, "Oh, I like that. Let me look at my week and ask you for a call."),
    ),
)

THEO = Story(
    "mara",
    "theo",
    since=70,
    beats=(
        Say(22.20, FAN, "I've been told that I explain the Sicilian like a man reading a will."),
        Say(22.15, CREATOR, "Then let's get you an inheritance worth announcing."),
        Talked(
            Terms(21.30, CREATOR, AUDIO, 0, 15, "From one creator to another: this one is on the house."),
            (822,),
            Ended.BY_FAN,
        ),
        Say(21.28, FAN, "I've started smiling before the first sentence. My students are alarmed. Thank you, Mara."),
    ),
)

RUBEN = Story("mara", "ruben", since=25)
JUNE = Story("mara", "june", since=5.5)

MARA = (LEO, ANA, YUKI, SAMIR, INGRID, KOFI, PRIYA, NOOR, THEO, RUBEN, JUNE)
