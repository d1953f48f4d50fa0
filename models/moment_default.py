"""The moments of truth that a company begins with: from a stranger who looks for us to a fan who speaks for us."""

from typing import NamedTuple

from models.rung import Rung

WRONG = "wrong"
"""The id of the moment when something goes wrong, from which recoveries are told."""


class Default(NamedTuple):
    """One of them; `id` is what sayings know it by, so it stays. For the rest see `Moment`."""

    id: str
    rung: Rung
    name: str
    what: str
    system: str
    after_days: int | None
    every_days: int | None


# A rung; then: id | days after it was reached | comes again after | name, and below: what must go right | how
TABLE = """
suspect
finding | | 91 | finding us
  Look for us as a stranger would: are we found, and is what stands there still true?
website | | 91 | our website
  Open it on a phone: is it plain what we do, for whom, and how to reach us?
phone | | 91 | the first call to us
  Ring us up as a stranger: how soon does a person answer, and how do they sound?
price | | 182 | asking for a price
  Ask what something costs: is the answer clear, and are they glad to be asked?
prospect
advice | | 91 | advice
  Ask two people who did not buy how they felt with us, and what they missed.
offer | | 91 | the offer
  Look at the last five offers: how many days did each take, and who asked after it?
choosing | | 182 | how to buy
  Go the way a buyer goes: is the next step always plain, and are there few enough choices?
shopper
order | 1 | | ordering
  Thank them for the first order; say what happens next, and when. | A call, or two lines by e-mail
delivery | 7 | | delivery
  Ask whether all of it came, when and as we promised. | A call
welcome | 21 | | welcome call
  Hear how they like it, and tell them who is there for them. | A call by their champion
start | 35 | | the first weeks
  See it in use: do they all know how, and does it do what they wanted? | A visit, or a video call
invoice | 50 | | the invoice
  Ask whether the first invoice was right and easy to read. | In a call, or a line by e-mail
range | 70 | | what else we can do
  Show them one or two more things of ours that would help them. | A call or a visit
hundred | 100 | | a hundred days
  Ask how well we are doing, what could be better, and whether they would choose us again. | A visit
customer
again | 2 | | coming back
  Thank them for coming back: they have chosen us twice. | A card or a call
contact | 30 | | being in touch
  See that they know whom to call by name, and who stands in. | A call
help | 120 | 365 | help and support
  Ask when they last needed help, and how long they waited for a person. | A call
wrong | | | when something goes wrong
  It is put right, and they are asked whether they are happy again. | Complaints in Touchbase
renewal | 300 | 365 | renewal
  Talk about next year before they have to ask. | A visit or a call
member
thanks_m | 14 | 182 | thanks to a member
  Thank them for staying: something small that they like, and no offer with it. | A card, a gift or a call
belonging | 90 | 365 | belonging
  Invite them to something that is for members alone. | A letter or a call
advocate
thanks_a | 14 | 182 | thanks to an advocate
  Thank them for speaking of us, and tell them what came of it. | A call, or a card by hand
speaking | 90 | 365 | what they say of us
  Ask what they tell others, and what would make it easier. | Over lunch
raving fan
thanks_f | 14 | 182 | thanks to a raving fan
  Thank them in person, by somebody of whom they would not expect it. | A visit
special | 90 | 365 | something special
  Bring them what nobody else gets: a first look, a day behind the scenes. | A visit
"""


def defaults() -> list[Default]:
    """Return them in the order in which a customer meets them."""
    found, rung, lines = [], Rung.SUSPECT, iter(TABLE.strip().splitlines())
    for line in lines:
        if "|" not in line:
            rung = Rung(line)
            continue
        id_, after, every, name = (cell.strip() for cell in line.split("|"))
        what, _, system = (cell.strip() for cell in next(lines).partition("|"))
        found.append(Default(id_, rung, name, what, system, _days(after), _days(every)))
    return found


def _days(cell: str) -> int | None:
    return int(cell) if cell else None
