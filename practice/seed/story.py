"""The demo company's story: what its people write in its first days with Touchbase, and what they fill into forms."""

from datetime import UTC, datetime

BEGINNING = datetime(2026, 11, 13, 16, 30, tzinfo=UTC)
"""Friday evening in Berlin: customers are imported when nobody waits for a brief."""
OPENING = datetime(2026, 11, 19, 7, 59, tzinfo=UTC)
"""When the newcomer comes in: the next Thursday, a minute to nine in Berlin."""

MONDAY_MORNING = datetime(2026, 11, 16, 7, 30, tzinfo=UTC)
TUESDAY_MORNING = datetime(2026, 11, 17, 3, 0, tzinfo=UTC)
MONDAY, TUESDAY, WEDNESDAY = (datetime(2026, 11, day, 16, 30, tzinfo=UTC) for day in (16, 17, 18))
WEEK = (
    (BEGINNING, "bob", "/complaint", "bayside marina the new drivers hum below the pier office"),
    (BEGINNING, "bob", "/recovery", "bayside marina changed them the same hour"),
    (BEGINNING, "chen", "/care", "bought studio indigo 1850 9 november, lamps for the portrait room"),
    (BEGINNING, "chen", "/care", "ladder studio indigo shopper"),
    (BEGINNING, "maria", "/care", "key dublin bay"),
    (MONDAY_MORNING, "alice", "/touch", "delta freight email, sent Tom an idea for the new depot"),
    (MONDAY, "chen", "/touch", "kumar textiles visit with Anil, recommended us to his brother-in-law"),
    (MONDAY, "bob", "/care", "later smith brothers tomorrow"),
    (MONDAY, "dana", "/touch", "st brigid's visit with Fiona, families noticed the softer corridor at night"),
    (MONDAY, "sam", "/complaint", "pan-pacific the drivers in terminal 2 hum, travellers look up"),
    (TUESDAY_MORNING, "chen", "/recovery", "pan-pacific changed the drivers overnight, called Mei"),
    (TUESDAY, "chen", "/touch", "pan-pacific visit with Mei, terminal 2 is signed"),
    (TUESDAY, "chen", "/touch", "spice route visit with Vikram, a second cold room from February"),
    (TUESDAY, "bob", "/touch", "smith brothers call with Walt, wants a quote for the workshop in Queens"),
    (TUESDAY, "bob", "/touch", "falcon ridge visit with Nora, she shows the lit vineyard paths to her neighbours"),
    (TUESDAY, "dana", "/touch", "thames rowing call with Ed, members want light on the jetty"),
    (WEDNESDAY, "chen", "/touch", "golden gate jewellers visit with Farah, diamonds look better since the change"),
    (WEDNESDAY, "bob", "/touch", "liberty print call with Omar, wants daylight tubes for the proofing booth"),
    (WEDNESDAY, "bob", "/touch", "vandelay lunch next tuesday with Art"),
    (WEDNESDAY, "alice", "/touch", "hilltop training this friday with Ruth, for the night shift"),
    (WEDNESDAY, "sam", "/complaint", "thames rowing club the jetty lamps go out when it rains"),
    (WEDNESDAY, "alice", "/care", "date acme renewal 1 March"),
    (WEDNESDAY, "alice", "/care", "promise blue harbour a drawing of the lit quay by 2 December"),
    (WEDNESDAY, "dana", "/care", "ladder northgate rail customer"),
    (WEDNESDAY, "bob", "/touch", "bayside marina visit 8 december with Lou, wants to see lit bollards"),
    (WEDNESDAY, "bob", "/care", "ladder bayside marina prospect"),
    (WEDNESDAY, "chen", "/care", "date kumar textiles Anil's birthday 8 December"),
    (WEDNESDAY, "chen", "/care", "promise spice route the offer for the second cold room by 11 December"),
    (WEDNESDAY, "maria", "/care", "tier pan-pacific A"),
    (WEDNESDAY, "maria", "/care", "key acme"),
)
CAUSES = {
    "bayside marina changed them": {
        "words": "A batch of drivers with the wrong coil",
        "prevention": "Two drivers of each batch are listened to before it goes out",
    },
    "pan-pacific changed the drivers": {
        "words": "The batch of drivers with the wrong coil",
        "prevention": "What is left of a batch that failed is called back from the vans the same day",
    },
}
"""What is written as cause and prevention, by how the recovery begins."""
OWN_PLANS = {
    "blue harbour": {
        "cadence": "60",
        "silence": "90",
        "activities": "visit, call",
        "reason": "Their season begins in April; what they order is decided in winter",
    },
    "stadtbad mitte": {
        "cadence": "183",
        "silence": "245",
        "activities": "call",
        "reason": "The city decides twice a year; Ilse wants to be reminded before each round",
    },
}
CHANGE = {
    "area": "referrals",
    "words": "Every Friday each of us calls one customer whom nobody has spoken with for two months",
    "owner": "U0DANA",
    "due": "2026-12-15",
}
SETTINGS = {"digest_channel": "#customer-care", "country": "DE"}
