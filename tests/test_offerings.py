"""What we offer, what each customer uses and has been told of; what they do not know is a reason to talk."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from live import ALICE, BOB, TEAM, Json, Live, elements, form_words, label_of, said

from models.customer import Customer
from models.decision import Decision
from models.know import DATE, Known
from models.offerings import Known as Told
from models.offerings import Offering, Use, offerings_of, read_list, to_speak_of
from models.offerings_table import offering_rows
from models.workspace import Workspace

LONG_AGO = date(2026, 6, 30)
NOW = datetime(2026, 11, 19, tzinfo=UTC)


def test_managers_write_the_list_and_champions_what_their_customers_know(live: Live) -> None:
    live.add("acme", last=LONG_AGO)
    live.add("delta", champion_id=BOB)
    assert "A manager can write it down" in live.care("offerings")
    written(live, "Lighting\nMaintenance\n• Training\n\nlighting")
    form = live.open("alice", "/care", "offerings acme")
    lighting, maintenance, _ = (offering.id for offering in offered(live))
    [saved] = live.practice.submit("alice", form["id"], {lighting: "uses", maintenance: "told"})["views"]
    known = "uses Lighting; has been told of Maintenance; does not know about Training yet."
    assert f"Noted: *Acme* {known}" in "\n".join(said(saved["blocks"]))
    assert f"*What we offer*: {known}" in live.care("show acme")
    answer = live.care("offerings", user="maria")
    assert "• *Lighting*: 1 of 1 know of it, 1 of 1 use it" in answer
    assert "• *Training*: 0 of 1 know of it, 0 of 1 use it" in answer
    assert "noted of 1 of 2 customers" in answer
    assert f"*Acme* {known}" in live.care("offerings acme", user="bob"), "told, not asked"
    with live.reading() as session:
        rows = list(offering_rows(session, session.get_one(Workspace, TEAM)))
    told_of = {"Lighting": "uses", "Maintenance": "told", "Training": "none"}
    assert rows == [["Acme", "", name, use] for name, use in told_of.items()]


def test_what_they_do_not_know_is_named_in_a_nudge_that_comes_anyway_and_undo_takes_it_back(live: Live) -> None:
    live.add("acme", last=LONG_AGO)
    written(live, "Lighting\nTraining")
    lighting, _ = (offering.id for offering in offered(live))
    form = live.open("alice", "/care", "offerings acme")
    live.practice.submit("alice", form["id"], {lighting: "uses"})
    live.morning()
    assert "Perhaps a visit; they do not know about Training yet." in live.brief("alice")
    assert "Taken back: *Acme*, what they use and have been told of." in live.touch("undo")
    assert "do not know about" not in live.care("due")
    assert "not noted yet what they use and know of" in live.care("show acme")


@pytest.mark.parametrize("better", ["a date", "a note", "an E", "a complaint", "all known"])
def test_it_is_named_only_where_nothing_better_is_known(live: Live, better: str) -> None:
    live.add("acme", last=LONG_AGO, tier="E" if better == "an E" else "A", cadence_days=90)
    told(live, "acme", {"training": Use.TOLD if better == "all known" else Use.NONE})
    if better == "a date":
        facts = {"what": "renewal", "day": date(2026, 12, 20), "since": NOW, "created_at": NOW}
        with live.bot.storage.database.begin() as session:
            session.add(Known(team_id=TEAM, customer_id="acme", kind=DATE, **facts))
    if better == "a note":
        live.touch("acme call 2 july, wants a demo")
    if better == "a complaint":
        live.say("alice", "/complaint", "acme late again")
    live.morning()
    assert "do not know about" not in live.brief("alice") + live.care("due")


def test_a_line_in_other_words_is_another_offering_and_one_put_back_is_known_again(live: Live) -> None:
    live.add("acme", last=LONG_AGO)
    written(live, "Lighting\nTraining")
    lighting, training = (offering.id for offering in offered(live))
    told(live, "acme", {lighting: Use.USES, training: Use.NONE}, listed=False)
    written(live, "Service\nTraining")
    assert lighting not in [one.id for one in offered(live)]
    assert "*What we offer*: does not know about Service and Training yet." in live.care("show acme")
    written(live, "Training\nlighting")
    assert "uses lighting; does not know about Training yet" in live.care("show acme")


def test_what_was_taken_off_the_list_and_what_is_new_is_named_and_taken_back(live: Live) -> None:
    live.add("acme", last=LONG_AGO)
    written(live, "Lighting\nMaintenance\nTraining")
    told(live, "acme", {one.id: Use.USES for one in offered(live)}, listed=False)
    before = [(one.id, one.name) for one in offered(live)]
    saved = saved_list(live, "Repairs\nlighting")
    assert "*New*: Repairs." in form_words({"views": [saved]})
    assert "*Taken off*: Maintenance and Training. What customers use" in form_words({"views": [saved]})
    undo = next(e for _, e in elements(saved["blocks"]) if label_of(e) == "Undo")
    [back] = live.practice.click("maria", undo["action_id"], undo["value"], view=saved["id"])["views"]
    assert "the list is as before: Lighting, Maintenance and Training." in form_words({"views": [back]})
    assert [(one.id, one.name) for one in offered(live)] == before
    assert "uses Lighting, Maintenance and Training" in live.care("show acme")
    live.practice.close("maria", back["id"])
    assert "Nothing is different" in form_words({"views": [saved_list(live, "Lighting\nMaintenance\nTraining")]})


def test_a_list_that_is_too_long_is_not_kept_and_not_lost(live: Live) -> None:
    live.care("offerings", user="maria")
    [form] = live.tap("maria", "Edit the list…")["views"]
    errors = live.practice.submit("maria", form["id"], {"names": "\n".join(map(str, range(21)))})["errors"]
    assert "These are 21, and a list has 20 at most" in str(errors)
    assert "longer than 60 letters" in str(live.practice.submit("maria", form["id"], {"names": "x" * 61})["errors"])
    live.practice.submit("maria", form["id"], {"names": "one"})
    live.home("maria")
    assert "• *one*" in form_words(live.tap_home("maria", "Offerings"))


@given(st.text(alphabet="abAB \n-•", max_size=80))
def test_a_list_has_each_name_once_and_none_that_is_empty(text: str) -> None:
    names = read_list(text)
    assert len({name.casefold() for name in names}) == len(names)
    assert all(name and name == name.strip() for name in names)
    assert read_list("\n".join(names)) == names


@given(st.lists(st.sampled_from(list(Use)), max_size=8), st.dates(date(2026, 1, 1), date(2030, 1, 1)))
def test_another_one_each_week_until_all_are_known(uses: list[Use], day: date) -> None:
    listed = [
        Offering(team_id="T1", id=f"o{place}", name="x", place=place, created_at=NOW) for place in range(len(uses))
    ]
    known = Told(list(zip(listed, uses, strict=True)))
    named = [to_speak_of(known, day + timedelta(weeks=week)) for week in range(len(uses))]
    assert {one.id for one in named if one} == {one.id for one in known.of(Use.NONE)}
    assert to_speak_of(None, day) is None


def written(live: Live, names: str) -> None:
    """Maria writes the list of what the company offers."""
    live.practice.close("maria", saved_list(live, names)["id"])


def saved_list(live: Live, names: str) -> Json:
    """Return what Maria is told when she saves the list."""
    live.care("offerings", user="maria")
    [form] = live.tap("maria", "Edit the list…")["views"]
    [saved] = live.practice.submit("maria", form["id"], {"names": names})["views"]
    return saved


def offered(live: Live) -> list[Offering]:
    with live.reading() as session:
        return list(offerings_of(session, TEAM))


def told(live: Live, id_: str, uses: dict[str, Use], *, listed: bool = True) -> None:
    """Let Alice have noted what a customer uses and knows; `listed`: these are all that we offer."""
    at = live.bot.clock.now()
    with live.bot.storage.database.begin() as session:
        for place, name in enumerate(uses if listed else ()):
            session.add(Offering(team_id=TEAM, id=name, name=name.title(), place=place, created_at=at))
        assert session.get(Customer, (TEAM, id_))
        facts = {"day": at.date(), "by": ALICE, "before": {}, "after": uses, "created_at": at}
        session.add(Decision(team_id=TEAM, customer_id=id_, kind="offerings", **facts))
