"""What a day looks like in English, German, French and Spanish: the words, and the shapes they come in."""

import re

# Days from today; the part of the day may follow.
NEAR_DAYS = {
    -2: "the day before yesterday|day before yesterday|vorgestern|avant-hier|avant hier|anteayer|antier",
    -1: "yesterday|yesteday|yestreday|yesturday|last night|gestern|hier|ayer|anoche",
    0: "today|tonight|just now|earlier today|this morning|this afternoon|this evening|heute|aujourd'hui|ce matin"
    r"|ce soir|hoy|esta manana|esta tarde|esta noche|(?:an?|\d{1,2}) (?:hours?|minutes?|mins?) ago",
    1: "tomorrow|tomorow|tommorow|tommorrow|tmrw|morgen|demain|manana",
    2: "the day after tomorrow|day after tomorrow|ubermorgen|uebermorgen|apres-demain|apres demain|pasado manana",
}
PART_OF_DAY = (
    r"(?: (?:in the |por la |a la |am |au )?"
    r"(?:morning|noon|afternoon|evening|night|fruh|morgen|mittag|nachmittag|abend|matin|midi|apres-midi|soir|manana|tarde|noche))?"
)

# A weekday's place in the week, Monday first.
WEEKDAY_WORDS = (
    "monday mon montag lundi lunes",
    "tuesday tues tue tusday teusday dienstag mardi martes",
    "wednesday weds wed wensday wednsday wednesay mittwoch mercredi miercoles",
    "thursday thurs thur thu thurday thrusday donnerstag jeudi jueves",
    "friday fri firday freitag vendredi viernes",
    "saturday samstag sonnabend samedi sabado",
    "sunday sonntag dimanche domingo",
)
WEEKDAYS = {word: place for place, words in enumerate(WEEKDAY_WORDS) for word in words.split()}

LAST = r"last|past|letzte[nmrs]?|vergangene[nmrs]?|vorige[nmrs]?|derniere?|passee?|pasad[oa]"
NEXT = r"next|coming|nachste[nmrs]?|kommende[nmrs]?|prochaine?|proxim[oa]|que viene"
THIS = r"this|diese[nmrs]?|ce|este"

MONTH_WORDS = (
    "january jan januar janner janvier enero ene",
    "february feb februar fevrier fev febrero",
    "march mar marz mars marzo",
    "april apr avril avr abril abr",
    "may mai mayo",
    "june jun juni juin junio",
    "july jul juli juillet juil julio",
    "august aug aout agosto",
    "september sept sep septembre septiembre setiembre",
    "october oct oktober okt octobre octubre",
    "november nov novembre noviembre",
    "december dec dezember dez decembre diciembre dic",
)
MONTHS = {word: number for number, words in enumerate(MONTH_WORDS, 1) for word in words.split()}
COUNT = (
    r"\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|a couple of|couple of"
    "|eine[mnr]?|zwei|drei|vier|funf|sechs|une?|deux|trois|quatre|cinq|una?|dos|tres|cuatro|cinco"
)
UNIT = (
    "days?|weeks?|months?|years?|tag(?:en?)?|wochen?|monat(?:en?)?|jahr(?:en?)?|jours?|semaines?|mois|ans?|annees?"
    "|dias?|semanas?|mes(?:es)?|anos?"
)
PERIOD = "week|month|year|woche|monat|jahr|semaine|mois|annee|semana|mes|ano"

# Counts that dateparser does not know.
DIGITS = {"a couple of": "2", "couple of": "2", "dos": "2", "tres": "3", "cuatro": "4", "cinco": "5"}


def shape(source: str) -> re.Pattern[str]:
    """Compile the shape of a day at the start of a folded text, where no letter, digit or ".com" goes on after it."""
    return re.compile(rf"(?:{source})(?!['’.:/%-]?\w)".replace(" ", r"\s+"))


_DAYS, _MONTHS = ("|".join(sorted(words, key=len, reverse=True)) for words in (WEEKDAYS, MONTHS))
_LEAD = rf"(?:(?:{_DAYS}),? )?(?:(?:on|the|am|den|vom|le|du|el) )*"
_YEAR = r"(?:19|20)\d\d"

NEAR = {days: shape(f"(?:{words}){PART_OF_DAY}") for days, words in NEAR_DAYS.items()}
WEEKDAY = shape(
    rf"(?:on |am |le |el |the )?(?:(?P<before>{LAST}|{NEXT}|{THIS}) (?P<week_before>week )?)?(?P<day>{_DAYS})"
    rf"(?: (?P<after>{LAST}|{NEXT})(?P<week_after> week)?)?{PART_OF_DAY}"
)
SPELLED = shape(
    rf"{_LEAD}(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|\.)?(?: of| de| d')?(?: |-)?(?P<month>{_MONTHS})\.?"
    rf"|(?P<month2>{_MONTHS})\.?(?: the)? (?P<day2>\d{{1,2}})(?:st|nd|rd|th)?)"
    rf"(?:(?:,? |-)(?:de |del )?(?P<year>{_YEAR}))?"
)
NUMBERED = shape(rf"(?:(?:on )?(?P<weekday>{_DAYS}),? (?:the )?|on the )(?P<day>\d{{1,2}})(?:st|nd|rd|th)")
ISO = shape(rf"{_LEAD}(?P<year>{_YEAR})(?P<mark>[-/.])(?P<month>\d\d?)(?P=mark)(?P<day>\d\d?)")
NUMERIC = shape(
    rf"{_LEAD}(?P<first>\d\d?)(?:(?P<mark>[-/.])(?P<second>\d\d?)(?P=mark)(?P<year>{_YEAR}|\d\d)"
    r"|\.(?P<dotted>\d\d?)\.|/(?P<slashed>\d\d?))"
)
RELATIVE = shape(
    rf"(?P<ago>(?:{COUNT}) (?:{UNIT}) ago|(?:vor|il y a|hace) (?:{COUNT}) (?:{UNIT}))"
    rf"|(?P<ahead>(?:in|dans|en|dentro de) (?:{COUNT}) (?:{UNIT})|(?:{COUNT}) (?:{UNIT}) from (?:now|today))"
    r"(?:'? time)?"
    rf"|(?P<period>(?:{LAST}|{NEXT}) (?:{PERIOD})|(?:la |le |l'|el )(?:{PERIOD}) (?:{LAST}|{NEXT})|la proxima semana)"
)
