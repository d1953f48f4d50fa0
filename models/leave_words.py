"""How people say in their Slack status that they are on leave or sick, in the languages we meet most; folded."""

import re


def _any_of(phrases: str) -> re.Pattern[str]:
    """Return what finds any of these phrases, parted by commas, as whole words."""
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, phrases.split(', ')))})\b")


SIGNS = frozenset(
    {":palm_tree:", ":face_with_thermometer:", ":desert_island:", ":beach_with_umbrella:", ":baby_bottle:"}
)
"""Emoji that mean leave where nothing is written beside them; Slack itself proposes the first two."""

LEAVE = _any_of(
    "vacation, vacationing, holiday, holidays, annual leave, on leave, leave until, parental leave, maternity leave, "
    "paternity leave, sick leave, family leave, out of office, out of the office, ooo, oof, pto, day off, days off, "
    "time off, off until, off sick, out sick, sick, unwell, sabbatical, urlaub, ferien, elternzeit, mutterschutz, "
    "krank, krankgemeldet, krankgeschrieben, abwesend, ausser haus, nicht im buro, vacances, conge, conges, "
    "arret maladie, malade, absent, absente, vacaciones, de baja, enfermo, enferma, ausente, de permiso, ferias, "
    "de licenca, doente, ferie, in vacanza, malattia, malato, malata, in congedo, assente, fuori ufficio, vakantie, "
    "verlof, ziek, afwezig, urlop, urlopie, chory, chora, semester, syk, sjuk, foraldraledig"
)
HERE = _any_of(
    "working, remote, remotely, wfh, home office, homeoffice, available, back from, back since, before, after, no, "
    "planning, sick of, party, season, zuruck, de retour, wieder da, support"
)
"""Words that say the opposite, or that it is about something else."""
