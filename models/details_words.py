"""The words around a touch that are neither a customer, a kind nor a day, folded as kinds are."""


def _phrases(line: str) -> frozenset[str]:
    return frozenset(phrase for phrase in line.split(", "))


# They did something: alone a sign of life, beside a kind proof that both spoke.
SIGNS = _phrases(
    "replied, reply, replies, answered, answer, responded, response, reacted, wrote back, got back, got back to "
    "us, got back to me, came back to us, came back to me, they replied, they answered, they responded, they "
    "wrote, they emailed, they mailed, they texted, email from, mail from, message from, letter from, has "
    "replied, have replied, they have replied, wrote to us, wrote us, wrote me, emailed us, emailed me, mailed "
    "us, mailed me, texted us, messaged us, messaged me, texted me, theyve been in touch, they have been in "
    "touch, have been in touch, has been in touch, been in touch, were in touch, was in touch, got in touch, in "
    "touch, sign of life, geantwortet, hat geantwortet, haben geantwortet, antwort, gemeldet, hat sich "
    "gemeldet, haben sich gemeldet, lebenszeichen, repondu, a repondu, ont repondu, reponse, respondio, ha "
    "respondido, han respondido, respondieron, respuesta"
)
LONGEST_SIGN = 5

BOOKED = _phrases("booked, planned, scheduled, arranged, geplant, verabredet, vereinbart, prevu, planifie, planeado")

# Said between the customer and the kind, without meaning of their own ("acme: we had a lunch").
FILLERS = _phrases(
    "had, have, has, was, were, a, an, the, we, i, ive, weve, for, our, my, another, just, made, sent, gave, "
    "paid, took, went, did, some, their, his, her, to, out, them, hatte, hatten, ein, eine, einen, zum, une, "
    "un, tuve, tuvimos, una"
)
# They say what kind of a call or lunch it was: they stay in the note, with the kind ("quick call").
ADJECTIVES = _phrases(
    "quick, short, long, brief, great, good, nice, lovely, pleasant, difficult, first, second, third, final, "
    "followup, monthly, annual, yearly, weekly, regular, intro, introductory, big, small, informal, formal, "
    "friendly, status, planning, sales, project, team, christmas, xmas, birthday, customer, summer, winter, "
    "kurzer, kurzes, langes"
)

# Between a kind and a customer ("lunch with acme").
LINKS = _phrases("with, to, at, for, from, by, the, of, mit, bei, von, fur, avec, chez, pour, con, en")

# What follows these is what the touch was about, never a customer's name ("replied about the offer").
TOPICS = _phrases("about, re, regarding, concerning, because, that, uber, wegen, bezuglich, sur, concernant, sobre")

# A phrase of place or company may stand before the day ("with Jane yesterday"); these words end it.
ENDS_COMPANY = _phrases(
    "about, re, regarding, for, of, because, before, after, since, until, who, that, uber, wegen, sur"
)
# After these a name in small letters goes on ("with jane and bob").
GOES_ON = _phrases(
    "with, and, und, et, y, e, mit, avec, con, von, van, de, der, den, di, la, mr, mrs, ms, dr, herr, frau"
)
