"""What a past contact was, by the words of its kind and direction: a touch of ours, or something they did."""

import re
from functools import lru_cache
from typing import NamedTuple

from models.importing.headers import fold
from models.kind import TWO_WAY, Kind, find_kind
from models.sign_of_life import COMPLAINT, PURCHASE, REPLY


class Meaning(NamedTuple):
    """A sign of life where `sign` is set, else a touch; `understood` is False where the kind says nothing to us."""

    sign: str | None
    kind: Kind
    two_way: bool
    understood: bool


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


INBOUND = _words(
    "in inbound incoming received eingehend eingang entrant recu entrante recibido ricevuto inkomend ontvangen recebido"
)
OUTBOUND = _words(
    "out outbound outgoing sent ausgehend ausgang sortant envoye saliente enviado uscente inviato uitgaand verzonden"
)
ONE_WAY = _words("one single")
MUTUAL = _words("both two mutual beide beidseitig")
SIGNS = {
    PURCHASE: _words(
        "order orders ordered purchase purchased sale invoice bestellung auftrag kauf rechnung commande achat facture "
        "pedido compra factura ordine acquisto fattura bestelling aankoop factuur encomenda fatura"
    ),
    REPLY: _words("reply replied response answer antwort reponse respuesta risposta antwoord resposta"),
    COMPLAINT: _words("complaint reklamation beschwerde plainte reclamation queja reclamo klacht reclamacao"),
}
_THEY_SPOKE = re.compile(r"(?<!not )(?<!n't )(?<!never )\b(replied|answered)\b", re.IGNORECASE)


def meaning_of(kind: str, direction: str, note: str, *, is_order: bool) -> Meaning:
    """Say what a contact was.

    Purchases, replies and complaints are theirs. So is what came in by a one-way kind (their e-mail); a call that
    came in is a two-way touch. "Replied" or "answered" in the text makes a touch two-way. Without a kind it is a
    purchase if it looks like an order, else a touch of the kind "other".
    """
    if not kind and is_order:
        return Meaning(PURCHASE, Kind.OTHER, False, True)
    sign, found, inbound = _read_kind(kind)
    if sign:
        return Meaning(sign, Kind.OTHER, False, True)
    named, understood = found or Kind.OTHER, found is not None or not kind
    way = set(fold(direction).split())
    if (inbound or way & INBOUND) and not way & OUTBOUND and named not in TWO_WAY:
        return Meaning(REPLY, Kind.OTHER, False, understood)
    spoke = named in TWO_WAY or bool(way & MUTUAL) or bool(_THEY_SPOKE.search(f"{kind} {note}"))
    return Meaning(None, named, spoke and not way & ONE_WAY, understood)


@lru_cache(maxsize=2_000)
def _read_kind(text: str) -> tuple[str | None, Kind | None, bool]:
    """Return the sign of life or the kind of touch that a cell names, and whether it says that it came in."""
    words = fold(text).split()
    sign = next((sign for sign, names in SIGNS.items() if names & set(words)), None)
    inbound = bool(set(words) & (INBOUND - {"in"}))
    bare = [word for word in words if word not in INBOUND | OUTBOUND]
    starts = range(len(bare))
    return sign, next((found[0] for start in starts if (found := find_kind(bare[start:]))), None), inbound
