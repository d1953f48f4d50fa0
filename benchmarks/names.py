"""How often a customer's name with typos is found, and how long that takes as a multiple of an exact look-up.

Run with `python -m benchmarks.names`. Only the ratios inside one run are safe to compare.
"""

import random
from collections.abc import Callable
from itertools import product
from statistics import median
from time import perf_counter

from models.names import Found, Names, Row, normalise

TYPED = 200
FIRST = """
Acme Alpine Amber Anchor Apex Arbor Aspen Atlas Aurora Avalon Beacon Birch Blackwood Bluebird Borealis Bright Cascade
Cedar Citadel Clearwater Cobalt Copper Crescent Crown Delta Dunmore Eagle Élan Ember Everest Falcon Fjord Fontaine
Garnet Gibraltar Glacier Granite Harbour Hawthorn Helios Heron Hilltop Horizon Indigo Iris Ivory Jasper Juniper
Kestrel Lakeside Laurel Linden Lumière Magnolia Maple Meridian Müller Nordic Nova Oakwood Obsidian Olympus Orchard
Orion Osprey Pacific Pearl Pinnacle Quartz Raven Redwood Rheinland Sapphire Sierra Silver Solstice Sterling Summit
Tamarind Thistle Topaz Trident Vandelay Vantage Zephyr
"""
SECOND = """
Brothers Peak River Valley Bay Coast Stone Field Bridge Gate Park Hill Forest Star Ridge Point Brook Shore Grove Haven
Square Fox Lane Tower Sons Partners Lion
"""
THIRD = """
Freight Foods Realty Hospital Logistics Pharma Textiles Motors Energy Insurance Software Media Furniture Chemicals
Travel Steel Optics Packaging Robotics Ceramics Printing Breweries Catering Security Consulting Airlines Shipping Toys
Dental Farming Glassworks Paper Timber Mining Bakery Hotels Clinics Fisheries Lighting Plumbing Roofing Carpets
Watches Cycles
"""
FORMS = ("Ltd", "GmbH", "Inc.", "S.A.", "LLC", "& Co. KG", "Corporation", "")


def main() -> None:
    chance = random.Random(20)  # noqa: S311 - the same names and typos in every run
    for many in (1_000, 100_000):
        rows = customers(many, chance)
        wanted = chance.sample(rows, TYPED)
        typed = [with_typos(name, chance) for _, name, _ in wanted]
        print(f"{many:,} names, {TYPED} typed with typos")
        known = Names(rows)
        hits(wanted, [known.find(text) for text in typed])
        times(rows, [name for _, name, _ in wanted], typed)


def hits(wanted: list[Row], found: list[Found]) -> None:
    pairs = list(zip(wanted, found, strict=True))
    sure = sum(one.customer_id == row[0] for row, one in pairs)
    offered = sum(row[0] in {choice.customer_id for choice in one.choices} for row, one in pairs)
    wrong = sum(one.sure and one.customer_id != row[0] for row, one in pairs)
    print(f"  found {offered / TYPED:.1%}: at once {sure / TYPED:.1%}, by choice {(offered - sure) / TYPED:.1%}")
    print(f"  taken for another customer {wrong / TYPED:.1%}")


def times(rows: list[Row], names: list[str], typed: list[str]) -> None:
    """Print how long finding takes, by a median, with the names loaded and looked at once before."""
    exact = {normal: customer_id for customer_id, _, normal in rows}
    base = median(timed(lambda text: exact.get(normalise(text)), names))
    known = Names(rows)
    known.find("zzyzx")
    whole, typos = median(timed(known.find, names)), median(timed(known.find, typed))
    print(f"  time, exact look-up = 1: whole name {whole / base:,.0f}, with typos {typos / base:,.0f}")


def customers(many: int, chance: random.Random) -> list[Row]:
    names = [" ".join(words) for words in product(FIRST.split(), SECOND.split(), THIRD.split())]
    forms = [f"{name} {chance.choice(FORMS)}".strip() for name in chance.sample(names, min(many, len(names)))]
    return [(str(number), name, normalise(name)) for number, name in enumerate(forms)]


def with_typos(name: str, chance: random.Random) -> str:
    """Return a name as somebody in a hurry types it: one or two letters wrong, often without the legal form."""
    words = normalise(name).split() if chance.random() < 0.7 else name.lower().split()
    if chance.random() < 0.1:
        words = [*words[1:], words[0]]
    for _ in range(1 if chance.random() < 0.7 else 2):
        place = chance.choice([place for place, word in enumerate(words) if len(word) > 3])
        words[place] = chance.choice((dropped, doubled, swapped, replaced))(words[place], chance)
    return " ".join(words)


def dropped(word: str, chance: random.Random) -> str:
    at = chance.randrange(1, len(word))
    return word[:at] + word[at + 1 :]


def doubled(word: str, chance: random.Random) -> str:
    at = chance.randrange(1, len(word))
    return word[:at] + word[at] + word[at:]


def swapped(word: str, chance: random.Random) -> str:
    at = chance.randrange(1, len(word) - 1)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def replaced(word: str, chance: random.Random) -> str:
    at = chance.randrange(1, len(word))
    return word[:at] + chance.choice("abcdefghijklmnopqrstuvwxyz") + word[at + 1 :]


def timed(look_up: Callable[[str], object], texts: list[str]) -> list[float]:
    seconds = []
    for text in texts:
        start = perf_counter()
        look_up(text)
        seconds.append(perf_counter() - start)
    return seconds


if __name__ == "__main__":
    main()
