"""`/care show`: what is kept of one customer."""

from datetime import timedelta

from live import BOB, TEAM, THURSDAY, Live, words

from models.customer import Contact


def test_a_customers_clocks_touches_and_people_are_shown(live: Live) -> None:
    live.add("acme", name="Acme Corporation", last=THURSDAY - timedelta(days=30), revenue_minor=41_000_000, key=True)
    with live.bot.storage.database.begin() as session:
        facts = {"role": "Buyer", "phone": "+49 30 1234", "email": "jane@acme.example", "likes": "rowing"}
        session.add(Contact(team_id=TEAM, customer_id="acme", name="Jane Doe", **facts))
    said = live.care("show acme")
    assert "*Acme Corporation* · A, key customer · €410k a year" in said
    assert "Champion: Alice Weber" in said
    assert "Due on Sat 19 Dec: a touch every 2 months." in said
    assert "Tue 20 Oct: lunch, Alice" in said
    assert "Jane Doe, Buyer: +49 30 1234" in said
    assert "(likes rowing)" in said


def test_anybody_of_the_company_may_look(live: Live) -> None:
    live.add("acme")
    assert live.care("show acme", user="sam").startswith("*Acme*")


def test_one_who_is_not_known_is_said_to_be_unknown_and_the_text_kept(live: Live) -> None:
    assert 'I know no customer like "zzyzx". Nothing is changed; you typed: "/care show zzyzx"' in live.care(
        "show zzyzx"
    )


def test_a_second_customer_is_not_left_out_in_silence(live: Live) -> None:
    live.add("acme")
    live.add("delta")
    assert 'I did not understand "delta"; I show one customer at a time.' in live.care("show acme, delta")


def test_managers_read_in_sentences_who_did_what(live: Live) -> None:
    live.add("acme")
    live.touch("acme call")
    live.touch("undo")
    live.say("sam", "/complaint", "acme late again")
    said = live.care("show acme", user="maria")
    assert "Alice took back: call, 18 Nov" in said
    assert "Sam noted a complaint (late again)" in said
    assert "Alice logged: call, 18 Nov" in words(live.tap("maria", "More"))


def test_a_champion_who_has_left_is_said_to_have_left(live: Live) -> None:
    live.add("acme", champion_id=BOB)
    with live.bot.storage.database.begin() as session:
        live.member(session, BOB).deleted = True
    assert "Bob Miller has left; no champion now" in live.care("show acme")


def test_without_a_name_it_asks_for_one_in_a_form(live: Live) -> None:
    live.add("acme")
    form = live.open("sam", "/care", "show")
    [card] = live.practice.click("sam", "find_customer", "acme", view=form["id"])["views"]
    assert "Champion: Alice Weber" in str(card["blocks"])
