"""Connected relationships: who belongs to whom, what a group comes to, and news that changes nothing elsewhere."""

from datetime import timedelta

import pytest
from live import ALICE, BOB, TEAM, THURSDAY, Live, past_touch, said

from models.cost import set_costs
from models.customer import Contact, Customer
from models.decision import Decision
from models.reminder import Reminder
from models.worth import Costs

LONG_AGO = THURSDAY - timedelta(days=120)


@pytest.fixture
def globex(live: Live) -> Live:
    """Return a company with Globex and Acme Berlin in the care of Bob, and Acme Paris in that of Alice."""
    live.add("globex", last=THURSDAY - timedelta(days=10), champion_id=BOB, revenue_minor=90_000_000)
    live.add("berlin", name="Acme Berlin", last=THURSDAY - timedelta(days=9), champion_id=BOB, revenue_minor=20_000_000)
    live.add("paris", name="Acme Paris", last=LONG_AGO, revenue_minor=10_000_000)
    return live


def test_two_are_connected_and_a_complaint_at_one_is_a_line_in_the_next_brief_of_the_others_champion_until_undone(
    globex: Live,
) -> None:
    said = globex.care("group acme paris belongs to globex")
    assert said.startswith("*Acme Paris* belongs to *Globex* now, in a group of 2 customers, €1M a year.")
    globex.care("group acme berlin is part of globex", user="bob")
    globex.say("sam", "/complaint", "acme berlin late delivery again")
    globex.morning()
    assert (
        '*News from the group*\n• *Acme Berlin* complained yesterday: "late delivery again". '
        "Nothing changes for Acme Paris."
    ) in globex.brief("alice")
    globex.touch("undo", user="sam")  # what is taken back is no news
    globex.practice.advance("2m")
    assert "News from the group" not in globex.brief("alice")


def test_news_is_told_once_and_only_to_who_cares_for_one_beside(globex: Live) -> None:
    together(globex)
    globex.add("other", last=LONG_AGO, champion_id="U0CHEN")
    globex.say("sam", "/complaint", "acme berlin late delivery again")
    globex.morning()
    assert "News from the group" in globex.brief("alice")
    assert "News from the group" not in globex.brief("bob")  # he was told of the complaint itself
    assert "News from the group" not in globex.brief("chen")
    globex.add("foxtrot", last=LONG_AGO)
    globex.morning()
    assert "Foxtrot" in globex.brief("alice")
    assert "News from the group" not in globex.brief("alice")


def test_a_complaint_at_one_changes_nothing_at_the_others_and_news_alone_has_no_brief_come(globex: Live) -> None:
    together(globex)
    globex.touch("acme paris call")
    before = beside_berlin(globex)
    globex.say("sam", "/complaint", "acme berlin late delivery again")
    globex.say("bob", "/recovery", "acme berlin sent a new one")
    assert beside_berlin(globex) == before
    globex.morning()
    assert globex.briefs(ALICE) == []


def test_recoveries_losses_hand_overs_and_praise_are_news_too(globex: Live) -> None:
    together(globex)
    globex.touch('acme berlin call with Jane, "they called before the problem came"', user="bob")
    globex.say("sam", "/complaint", "acme berlin late again")
    globex.say("bob", "/recovery", "acme berlin sent a new one")
    globex.care("assign acme berlin @dana", user="maria")
    globex.care("lost globex price", user="maria")
    globex.morning()
    news = globex.brief("alice").partition("*News from the group*")[2]
    assert '*Acme Berlin* said "they called before the problem came"; complained yesterday: "late again"' in news
    assert "had it put right yesterday and 1 more" in news
    assert "*Globex* has left us. Nothing changes for Acme Paris." in news


def test_a_loss_is_no_news_where_they_were_back_before_the_brief(globex: Live) -> None:
    together(globex)
    globex.care("lost globex price", user="maria")
    globex.care("won globex", user="maria")
    globex.care("lost acme berlin price", user="maria")
    globex.morning()
    news = globex.brief("alice").partition("*News from the group*")[2]
    assert "*Acme Berlin* has left us" in news
    assert "Globex" not in news


def test_a_group_is_shown_as_a_tree_with_champion_tier_and_both_clocks(globex: Live) -> None:
    together(globex)
    said = globex.care("group acme berlin", user="sam")
    assert said.splitlines()[:5] == [
        "*Globex* and who belongs to it: 3 customers, €1.2M a year, 3 touches in the last year.",
        "*Globex* · A · Bob",
        "Due 8 Feb · quiet from 9 Mar",
        "↳ *Acme Berlin* · A · Bob",
        "Due 9 Feb · quiet from 10 Mar",
    ]
    assert "Part of *Globex*: 3 customers, €1.2M a year" in globex.care("show acme paris")
    assert "Head of a group: 3 customers" in globex.care("show globex")
    assert globex.care("group vandelay").startswith("I know no customer like")


def test_a_circle_is_refused_and_what_was_typed_is_kept(globex: Live) -> None:
    together(globex)
    said = globex.care("group globex belongs to acme paris", user="bob")
    assert "*Acme Paris* belongs to *Globex* already, directly or through others" in said
    assert 'you typed: "/care group globex belongs to acme paris"' in said
    assert "know no customer" not in globex.care("group globex belongs to", user="bob")
    assert "can't belong to itself" in globex.care("group globex belongs to globex", user="bob")
    assert "belongs to *Globex* already; nothing was changed" in globex.care("group acme paris belongs to globex")


def test_only_who_cares_for_the_one_that_belongs_or_a_manager_says_so_and_it_is_taken_back(globex: Live) -> None:
    said = globex.care("group acme paris belongs to globex", user="bob")
    assert "Alice" in said
    assert {one.parent_id for one in globex.customers()} == {None}
    assert "belongs to *Globex* now" in globex.care("group acme paris belongs to globex", user="maria")
    assert "belongs to nobody now" in globex.care("group acme paris belongs to nobody")
    globex.care("group acme paris belongs to globex")
    assert globex.touch("undo").startswith("Taken back: *Acme Paris*, to whom they belong.")
    assert {one.parent_id for one in globex.customers()} == {None}


def test_the_form_on_the_card_connects_and_parts(globex: Live) -> None:
    globex.care("show acme paris")
    [form] = globex.tap("alice", "…", option="Belongs to…")["views"]
    globex.practice.submit("alice", form["id"], {"customer": "globex"})
    assert globex.rows(Customer, id="paris")[0].parent_id == "globex"
    globex.care("show globex", user="bob")
    [form] = globex.tap("bob", "…", option="Belongs to…")["views"]
    refused = globex.practice.submit("bob", form["id"], {"customer": "paris"})
    assert "Acme Paris belongs to Globex already" in str(refused)
    assert globex.rows(Customer, id="globex")[0].parent_id is None


def test_children_of_a_customer_who_left_live_on(globex: Live) -> None:
    together(globex)
    globex.care("lost globex price", user="maria")
    said = globex.care("group acme paris")
    assert "*Globex* and who belongs to it: 2 customers, €300k a year" in said
    assert "Left us" in said
    assert [row.reason for row in globex.rows(Reminder, subject_id="paris") if row.remind_at]


def test_a_valuable_customer_that_hangs_on_one_person_says_so_with_what_to_do(globex: Live) -> None:
    globex.say("alice", "/care", "show acme paris")
    with globex.bot.storage.database.begin() as session:
        session.add(Contact(team_id=TEAM, customer_id="paris", name="Jane Doe"))
    assert "*Hangs on one person*: Jane Doe is the only one we know there." in globex.care("show acme paris")
    [form] = globex.tap("alice", "Add a second person")["views"]
    globex.practice.submit("alice", form["id"], {"name": "Tom Hughes"})
    assert "Hangs on one person" not in globex.care("show acme paris")


def test_managers_find_groups_and_who_hangs_on_one_person_in_team(globex: Live) -> None:
    together(globex)
    with globex.bot.storage.database.begin() as session:
        for days in (500, 300, 200, 90, 30):
            day = THURSDAY - timedelta(days=days)
            session.add(past_touch("paris", day, "email", globex.bot.clock.now()))
    globex.home("maria")
    [view] = globex.tap_home("maria", "Groups")["views"]
    words = "\n".join(said(view["blocks"]))
    assert words == "\n".join(said(globex.open("maria", "/care", "group")["blocks"]))
    assert globex.care("group").startswith("Which customer?")
    assert "*Globex*: 3 customers, €1.2M a year" in words
    assert "*Acme Paris* (worth €100k a year): of us, only Alice was ever in touch." in words


def test_what_a_group_is_worth_is_seen_by_who_may_see_it_of_each_and_is_what_each_is_worth_added_up(
    globex: Live,
) -> None:
    together(globex)
    with globex.bot.storage.database.begin() as session:
        set_costs(
            session, TEAM, Costs(sales_points=50_00, by_kind={"lunch": 100_00}), "U0MARIA", globex.bot.clock.now()
        )
    comes_to = "3 customers, €1.2M a year{}, 3 touches in the last year"
    worth = " (worth €600k)"
    assert comes_to.format(worth) in globex.care("group acme berlin", user="maria")
    assert comes_to.format("") in globex.care("group acme berlin", user="bob")  # Paris is none of his
    assert comes_to.format("") in globex.care("show acme paris")
    globex.care("assign acme paris @bob", user="maria")
    assert comes_to.format(worth) in globex.care("group acme berlin", user="bob")
    together_worth = "*With all who belong to Globex*, 3 customers\nLast 365 days: *€599,700*: revenue €1,200,000 less"
    assert together_worth in globex.care("worth acme berlin", user="bob")


def together(globex: Live) -> None:
    """Let both of Acme belong to Globex, since before anybody looks."""
    with globex.bot.storage.database.begin() as session:
        for id_ in ("paris", "berlin"):
            session.get_one(Customer, (TEAM, id_)).parent_id = "globex"


def beside_berlin(live: Live) -> list[dict]:
    """Return all that is kept of the customers beside Acme Berlin, and when to speak of them."""
    rows = [*live.rows(Customer), *live.rows(Reminder, subject_kind="customer"), *live.rows(Decision)]
    about = [(row, getattr(row, "customer_id", None) or getattr(row, "subject_id", None) or row.id) for row in rows]
    return sorted((row.model_dump() for row, id_ in about if id_ != "berlin"), key=str)
