"""The kinds of touch, which of them are two-way, and the words that people type for them."""

import re
import unicodedata
from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA


class Kind(StrEnum):
    """A kind of touch; its value is the word that is stored."""

    CALL = "call"
    VIDEO_CALL = "video call"
    MEETING = "meeting"
    LUNCH = "lunch"
    COFFEE = "coffee"
    DINNER = "dinner"
    VISIT = "visit"
    EVENT = "event"
    TRAINING = "training"
    DEMO = "demo"
    GIFT = "gift"
    CARD = "card"
    EMAIL = "email"
    MESSAGE = "message"
    OTHER = "other"


# Kinds in which they speak too; in the others we wrote, sent or posted.
TWO_WAY = frozenset(
    {
        Kind.CALL,
        Kind.VIDEO_CALL,
        Kind.MEETING,
        Kind.LUNCH,
        Kind.COFFEE,
        Kind.DINNER,
        Kind.VISIT,
        Kind.EVENT,
        Kind.TRAINING,
        Kind.DEMO,
    }
)

# What people type, folded as `fold` does: e-mail is "email", "téléphoné" is "telephone".
SYNONYMS: dict[Kind, str] = {
    Kind.CALL: (
        "call, calls, called, called us, called me, called back, they called, phoned us, rang us, rang back, "
        "phone, phoned, phone call, phonecall, rang, ring, rung, telephone, telephoned, tel, dialled, dialed, "
        "spoke, spoke to, talked, talked to, chat, chatted, conference call, conf call, catch up, catchup, cal, "
        "cll, anruf, angerufen, telefonat, telefoniert, appel, appele, coup de fil, llamada, llame, llamado"
    ),
    Kind.VIDEO_CALL: (
        "video call, online meeting, virtual meeting, remote meeting, online call, videocall, video, video "
        "chat, video conference, video meeting, vc, zoom, zoomed, zoom call, zoom meeting, teams, teams call, "
        "teams meeting, ms teams, google meet, meet call, hangout, skype, skyped, skype call, facetime, webex, "
        "huddle, videoanruf, videokonferenz, appel video, visio, visioconference, videollamada"
    ),
    Kind.MEETING: (
        "meeting, meetings, met, meet, meet up, meetup, sat down, face to face, f2f, one on one, 1on1, 11, mtg, "
        "appointment, review, review meeting, qbr, business review, kickoff, besprechung, termin, treffen, "
        "getroffen, reunion, rendezvous, rdv, rencontre, cita"
    ),
    Kind.LUNCH: (
        "lunch, lunches, lunched, luncheon, business lunch, working lunch, lunch meeting, brunch, lnch, "
        "mittagessen, dejeuner, almuerzo, comida, almorce"
    ),
    Kind.COFFEE: (
        "coffee, coffees, coffee chat, coffee break, coffee meeting, cup of coffee, cuppa, tea, breakfast, "
        "kaffee, fruhstuck, cafe, petit dejeuner, desayuno"
    ),
    Kind.DINNER: (
        "dinner, dinners, dined, supper, drinks, beer, beers, pint, abendessen, diner, souper, cena, cenamos"
    ),
    Kind.VISIT: (
        "visit, visits, visited, site visit, onsite, on site, onsite visit, site inspection, plant tour, tour, "
        "dropped by, dropped in, popped in, went to see, vist, besuch, besucht, vorort, visite, visita, "
        "visitado"
    ),
    Kind.EVENT: (
        "event, events, conference, trade fair, trade show, fair, party, reception, concert, golf, hospitality, "
        "roundtable, veranstaltung, messe, evenement, salon, evento, feria"
    ),
    Kind.TRAINING: (
        "training, trainings, trained, workshop, course, webinar, seminar, lesson, onboarding, schulung, "
        "formation, atelier, formacion, capacitacion, taller"
    ),
    Kind.DEMO: (
        "demo, demos, demoed, demod, demonstration, demonstrated, product demo, presentation, presented, pitch, "
        "walkthrough, vorfuhrung, prasentation, demostracion, presentacion"
    ),
    Kind.GIFT: (
        "gift, gifts, gifted, present, presents, flowers, hamper, chocolates, gave a gift, geschenk, blumen, "
        "cadeau, fleurs, regalo"
    ),
    Kind.CARD: (
        "card, cards, postcard, christmas card, xmas card, birthday card, greeting card, greetings card, thank "
        "you card, letter, letters, thank you note, handwritten note, posted, karte, weihnachtskarte, brief, "
        "carte, lettre, tarjeta, carta"
    ),
    Kind.EMAIL: (
        "email, emails, emailed, mail, mails, mailed, newsletter, wrote, written, eml, mailing, geschrieben, "
        "gemailt, courriel, mel, correo, ecrit, escribi"
    ),
    Kind.MESSAGE: (
        "message, messages, messaged, msg, text, texted, text message, sms, whatsapp, whatsapped, dm, dmed, "
        "dmd, slack, slacked, slack message, linkedin, linkedin message, im, imessage, signal, telegram, "
        "voicemail, left a message, left a voicemail, nachricht, mensaje, texto"
    ),
    Kind.OTHER: ("other, others, something else, misc, sonstiges, anderes, autre, otro"),
}

# Proper words one letter away from a kind: they are what they say.
NO_TYPOS = frozenset(
    {"launch", "launched", "vista", "eating", "tested", "tester", "toured", "carts", "coarse", "caller"}
)
LONGEST = 4


def fold(word: str) -> str:
    """Return a word without case, accents and punctuation: what is compared, never what is stored."""
    flat = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    return re.sub(r"[\W_]+", "", flat.casefold())


KINDS = {words: kind for kind, line in SYNONYMS.items() for words in line.split(", ")}
LONG_WORDS = tuple(words for words in KINDS if len(words) >= 5 and " " not in words)


def find_kind(words: Sequence[str]) -> tuple[Kind, int, bool] | None:
    """Return the kind that the first of these words name, how many they are, and whether they are spelled right.

    The longest phrase wins ("zoom meeting" before "zoom"). A single word of five letters or more may have one
    letter missing, doubled, wrong or swapped after its first.
    """
    folded = [fold(word) for word in words[:LONGEST]]
    for count in range(len(folded), 0, -1):
        if kind := KINDS.get(" ".join(folded[:count])):
            return kind, count, True
    typo = _typo(folded[0]) if folded else None
    return (typo, 1, False) if typo else None


@lru_cache(maxsize=2048)
def _typo(word: str) -> Kind | None:
    if len(word) < 5 or word in NO_TYPOS:
        return None
    near = process.extract(word, LONG_WORDS, scorer=OSA.distance, score_cutoff=1, limit=None)
    kinds = {KINDS[known] for known, _, _ in near if known[0] == word[0]}
    return kinds.pop() if len(kinds) == 1 else None
