"""Columns are recognised by the words that CRMs and people write over them."""

import pytest

from models.importing.contact_words import Meaning, meaning_of
from models.importing.headers import CONTACT_COLUMNS, CUSTOMER_COLUMNS, Column, layout_of
from models.importing.tier_words import read_tiers, suggest_tiers
from models.kind import Kind
from models.sign_of_life import COMPLAINT, PURCHASE, REPLY

C = Column


@pytest.mark.parametrize(
    ("header", "columns"),
    [
        (  # Salesforce, a report
            "Account Name|Account ID|Account Owner|Annual Revenue|Account Currency|Last Activity|Phone|Rating",
            [C.CUSTOMER, C.CUSTOMER_ID, C.OWNER, C.REVENUE, C.CURRENCY, C.LAST_CONTACT, C.PHONE, C.TIER],
        ),
        ("Id|Name|AnnualRevenue|OwnerId", [C.CUSTOMER_ID, C.CUSTOMER, C.REVENUE, None]),  # ... and its data loader
        (  # HubSpot
            "Record ID|Company name|Company owner|Annual Revenue|Last Contacted|Phone Number|Lifecycle Stage",
            [C.CUSTOMER_ID, C.CUSTOMER, C.OWNER, C.REVENUE, C.LAST_CONTACT, C.PHONE, None],
        ),
        (  # Pipedrive
            "Organization - Name|Organization - ID|Organization - Owner|Person - Name|Person - Email - Work",
            [C.CUSTOMER, C.CUSTOMER_ID, C.OWNER, C.PERSON, C.EMAIL],
        ),
        (  # Zoho
            "Record Id|Account Name|Account Owner|Annual Revenue|Last Activity Time",
            [C.CUSTOMER_ID, C.CUSTOMER, C.OWNER, C.REVENUE, C.LAST_CONTACT],
        ),
        (  # Dynamics
            "(Do Not Modify) Account|(Do Not Modify) Row Checksum|Account Name|Main Phone|Primary Contact|Owner",
            [C.CUSTOMER_ID, None, C.CUSTOMER, C.PHONE, C.PERSON, C.OWNER],
        ),
        ("Firma|Ansprechpartner|Betreuer|Umsatz|Letzter Kontakt|Telefon",
         [C.CUSTOMER, C.PERSON, C.OWNER, C.REVENUE, C.LAST_CONTACT, C.PHONE]),
        ("Kunden-Nr.|Kunde|Klasse|Umsatz 2025 (in EUR)|Währung|E-Mail-Adresse",
         [C.CUSTOMER_ID, C.CUSTOMER, C.TIER, C.REVENUE, C.CURRENCY, C.EMAIL]),
        ("Société|Propriétaire|Chiffre d'affaires|Dernier contact|Téléphone",
         [C.CUSTOMER, C.OWNER, C.REVENUE, C.LAST_CONTACT, C.PHONE]),
        ("Empresa|Propietario|Ingresos anuales|Último contacto|Teléfono",
         [C.CUSTOMER, C.OWNER, C.REVENUE, C.LAST_CONTACT, C.PHONE]),
        ("Ragione sociale|Responsabile|Fatturato|Ultimo contatto", [C.CUSTOMER, C.OWNER, C.REVENUE, C.LAST_CONTACT]),
        ("Bedrijfsnaam|Eigenaar|Omzet|Laatste contact", [C.CUSTOMER, C.OWNER, C.REVENUE, C.LAST_CONTACT]),
        ("Razão social|Responsável|Faturamento|Último contato", [C.CUSTOMER, C.OWNER, C.REVENUE, C.LAST_CONTACT]),
        ("Company|Name|Email", [C.CUSTOMER, C.PERSON, C.EMAIL]),  # beside a company, a name is a person's
        ("Name|Email", [C.CUSTOMER, C.EMAIL]),
        ("First Name|Last Name|Mobile", [C.FIRST_NAME, C.LAST_NAME, C.PHONE]),
    ],
)  # fmt: skip
def test_a_customers_export_is_understood_by_its_header(header: str, columns: list[Column | None]) -> None:
    assert recognised(header, CUSTOMER_COLUMNS) == columns


@pytest.mark.parametrize(
    ("header", "columns"),
    [
        ("Order|Company name|Order date|Owner|Amount|Currency",
         [C.ORDER_ID, C.CUSTOMER, C.DAY, C.OWNER, C.AMOUNT, C.CURRENCY]),
        ("Activity ID|Company / Account|Subject|Type|Due Date|Assigned|Call Type",  # Salesforce
         [C.CONTACT_ID, None, C.NOTE, C.KIND, C.DAY, None, C.DIRECTION]),
        ("Activity - ID|Activity - Organization|Activity - Type|Activity - Due date|Activity - Note",  # Pipedrive
         [C.CONTACT_ID, C.CUSTOMER, C.KIND, C.DAY, C.NOTE]),
        ("Kundennummer|Rechnungsnummer|Rechnungsdatum|Betrag", [C.CUSTOMER_ID, C.ORDER_ID, C.DAY, C.AMOUNT]),
        ("Datum|Kunde|Kontaktart|Richtung|Notiz|Betreuer", [C.DAY, C.CUSTOMER, C.KIND, C.DIRECTION, C.NOTE, C.OWNER]),
        ("Fecha|Cliente|Tipo|Asunto", [C.DAY, C.CUSTOMER, C.KIND, C.NOTE]),
    ],
)  # fmt: skip
def test_past_contacts_are_understood_by_their_header(header: str, columns: list[Column | None]) -> None:
    assert recognised(header, CONTACT_COLUMNS) == columns


@pytest.mark.parametrize(
    ("title", "cells", "tiers"),
    [
        ("Tier", ["A", "b", " C "], "ABC"),
        ("Klasse", ["A-Kunde", "B-Kunde", "E-Kunde"], "ABE"),
        ("Segment", ["Tier 1", "Tier 2", "Tier 5"], "ABE"),
        ("Customer tier", ["1", "2"], "AB"),
        ("Segment", ["Gold", "Silver", "Bronze"], "ABC"),
        ("Segment", ["Gold", "Platinum", "Silver", "Bronze"], "BACD"),  # above gold there may be one more
        ("Stufe", ["Gold", "Silber"], "AB"),
        ("Rating", ["5", "1"], ""),  # stars: who knows which is the best
        ("Rating", ["Hot", "Warm", "Cold"], ""),
        ("Category", ["A", "Prospect", "Partner", "Supplier"], ""),  # evidently not about tiers
    ],
)
def test_tiers_are_read_where_they_are_evident(title: str, cells: list[str], tiers: str) -> None:
    assert "".join(read_tiers(title, cells).values()) == tiers


@pytest.mark.parametrize(
    ("revenues", "tiers"),
    [
        ([40, 20, 20, 10, 6, 3, 1, 0], "AABCCDDD"),  # before them stood 0, 40, 60, 80, 90, 96, 99 % and no revenue
        ([1000, 1], "AD"),  # one who brings it all
        ([10, 10], "AB"),  # half of it is exactly the border
        ([5, None, -3], "ADD"),  # unknown and lost money count as nothing
        ([0, None], ""),  # nothing known: nothing suggested
    ],
)
def test_tiers_are_suggested_by_cumulative_revenue(revenues: list[int | None], tiers: str) -> None:
    suggested = suggest_tiers({str(number): revenue for number, revenue in enumerate(revenues)})
    assert "".join(suggested[number] for number in sorted(suggested)) == tiers


@pytest.mark.parametrize(
    ("kind", "direction", "note", "meaning"),
    [
        ("Phone Call", "Outbound", "", Meaning(None, Kind.CALL, True, True)),
        ("Call", "Inbound", "", Meaning(None, Kind.CALL, True, True)),  # they rang, but we spoke
        ("Email", "", "", Meaning(None, Kind.EMAIL, False, True)),
        ("Email", "", "she replied at once", Meaning(None, Kind.EMAIL, True, True)),
        ("Email", "", "has not answered", Meaning(None, Kind.EMAIL, False, True)),
        ("Email", "Inbound", "", Meaning(REPLY, Kind.OTHER, False, True)),
        ("Incoming email", "", "", Meaning(REPLY, Kind.OTHER, False, True)),
        ("Besuch", "", "", Meaning(None, Kind.VISIT, True, True)),
        ("Follow-up call", "", "", Meaning(None, Kind.CALL, True, True)),
        ("Bestellung", "", "", Meaning(PURCHASE, Kind.OTHER, False, True)),
        ("Reklamation", "", "", Meaning(COMPLAINT, Kind.OTHER, False, True)),
        ("Task", "", "", Meaning(None, Kind.OTHER, False, False)),  # not understood: kept in the note
        ("", "", "", Meaning(None, Kind.OTHER, False, True)),
    ],
)
def test_a_contact_is_a_touch_of_ours_or_a_sign_of_theirs(
    kind: str, direction: str, note: str, meaning: Meaning
) -> None:
    assert meaning_of(kind, direction, note, is_order=False) == meaning


def test_without_a_kind_what_has_an_order_number_is_a_purchase() -> None:
    assert meaning_of("", "", "", is_order=True).sign == PURCHASE
    assert meaning_of("call", "", "about the order", is_order=True).kind is Kind.CALL


def recognised(header: str, table: dict[Column, str]) -> list[Column | None]:
    titles = header.split("|")
    places = {place: column for column, place in layout_of(titles, table).places.items()}
    return [places.get(place) for place in range(len(titles))]
