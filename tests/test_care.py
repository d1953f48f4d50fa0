"""`/care` itself, and who may do what: a guest, an outsider, an employee, a champion, a manager."""

from datetime import timedelta

import pytest
from live import THURSDAY, Live, labels, words

from handlers.words import WORDS
from models.decision import Decision

COMMANDS = ("help", "due", "mine", "show acme", "add Vandelay", "later acme 2 weeks", "tier acme B", "key acme")
NOT_OURS = "I work for this company's own people, and I do not count you among them."


def test_help_shows_the_six_that_matter_and_the_rest_with_a_tap(live: Live) -> None:
    assert live.care("help").count("`/care") == 6
    assert "`/care handover acme @colleague`" in words(live.tap("alice", "All commands"))


def test_managers_find_in_the_help_what_only_they_may_do_and_the_buttons_of_their_home(live: Live) -> None:
    live.care("help", user="maria")
    everything = words(live.tap("maria", "All commands, and those for managers"))
    assert "*For managers*" in everything
    assert not [word for word in WORDS if f"`/care {word}" not in everything and word != "help"]
    assert everything.count("`/care calendar`") == 1
    live.home("maria")
    [systems] = [block for block in live.shown_home("maria") if block.get("block_id") == "home_systems"]
    named = [label.partition(" (")[0] for label in labels([systems])]
    assert {"Answers", "Idea…", "What they said…"} <= set(named)
    assert not [label for label in named if f"· *{label}*" not in everything]
    live.care("help")
    assert "*For managers*" not in words(live.tap("alice", "All commands"))


def test_bare_it_is_a_menu_of_what_that_person_can_do(live: Live) -> None:
    live.add("acme", last=THURSDAY - timedelta(days=100))
    assert live.care("") == "*1 customer needs you now, Alice.*"
    mine = labels(live.shown("alice")["blocks"])
    assert mine[:4] == ["Who needs me", "My customers", "Find a customer", "Log a touch"]
    assert "*1 customer needs you now.*" in words(live.tap("alice", "Who needs me"))
    live.care("")
    [form] = live.tap("alice", "Days off…")["views"]
    assert form["title"]["text"] == "Away"
    live.care("", user="maria")
    assert set(labels(live.shown("maria")["blocks"])) - set(mine) == {"Import…", "Next digest", "Settings…"}


def test_a_name_where_a_word_belongs_leads_to_the_customers_card(live: Live) -> None:
    live.add("acme", name="Acme Corporation")
    live.add("acme tools", name="Acme Tools")
    assert "did you mean `/care show acme`?" in live.care("acme")
    assert labels(live.shown("alice")["blocks"]) == ["Show Acme Corporation", "Show Acme Tools"]
    [card] = live.tap("alice", "Show Acme Tools")["views"]
    assert "*Acme Tools*" in str(card["blocks"])
    live.care("zzyzx")
    assert labels(live.shown("alice")["blocks"]) == []


@pytest.mark.parametrize(("typed", "meant"), [("mien", "mine"), ("setings", "settings"), ("shwo acme", "show")])
def test_a_typo_in_the_word_is_pointed_to(live: Live, typed: str, meant: str) -> None:
    said = live.care(typed)
    assert f"did you mean `/care {meant}`?" in said
    assert f"`/care {typed}`" in said


@pytest.mark.parametrize("word", [word for word in WORDS if word != "help"])
def test_every_word_tells_how_it_is_used(live: Live, word: str) -> None:
    assert live.care(f"{word} help").startswith(f"`/care {word}")


def test_how_a_word_is_used_is_told_however_it_is_asked_for(live: Live) -> None:
    said = live.care("handover help")
    assert live.care("hand over help") == live.care("Handover ?") == said


@pytest.mark.parametrize("command", COMMANDS)
def test_guests_get_one_kind_sentence_and_nothing_else(live: Live, command: str) -> None:
    live.add("acme")
    assert live.care(command, user="gina").startswith(NOT_OURS)
    assert live.touch("acme lunch", user="gina").startswith(NOT_OURS)
    assert (len(live.customers()), live.rows(Decision), live.touches()) == (1, [], [])


def test_people_of_another_company_cannot_even_ask(live: Live) -> None:
    live.add("acme")
    said = words(live.practice.command("charlie", "#acme-shared", "/care", "show acme"))
    assert said == "/care is not a valid command."


@pytest.mark.parametrize(("command", "text"), [("/touch", "acme lunch & dessert"), ("/care", "show acme")])
def test_in_a_shared_channel_nothing_is_answered_nor_saved_and_the_text_is_kept(
    live: Live, command: str, text: str
) -> None:
    live.add("acme", name="Acme Corporation")
    said = words(live.practice.command("alice", "#acme-shared", command, text))
    assert "so I answer only to you, and only in our DM" in said
    assert f"{command} {text}".replace("&", "&amp;") in said
    assert "Acme Corporation" not in said
    assert live.touches() == []


# who types what that cannot be carried out as it stands
NOT_CARRIED_OUT = [
    ("alice", "/touch acme"),
    ("alice", "/touch smith call about prices"),
    ("alice", "/touch zzyzx lunch"),
    ("alice", "/touch replied about the offer"),
    ("sam", "/touch acme lunch next tuesday"),
    ("alice", "/complaint smith late again"),
    ("alice", "/complaint zzyzx late again"),
    ("alice", "/recovery acme replaced the unit"),
    ("alice", "/care later acme"),
    ("alice", "/care later zzyzx 2 weeks"),
    ("sam", "/care later acme 2 weeks"),
    ("alice", "/care handover acme"),
    ("alice", "/care handover acme @sam until 30 feb"),
    ("alice", "/care handover acme @alice"),
    ("alice", "/care tier acme B"),
    ("maria", "/care tier acme F"),
    ("maria", "/care key acme perhaps"),
    ("maria", "/care assign acme"),
    ("maria", "/care assign acme, zzyzx @bob"),
    ("maria", "/care assign acme @bob @sam"),
    ("alice", "/care away @bob next week"),
    ("alice", "/care away 30 feb"),
    ("alice", "/care back @bob"),
    ("alice", f"/care add {'Acme' * 21}"),
]


@pytest.mark.parametrize(("user", "typed"), NOT_CARRIED_OUT)
def test_what_cannot_be_carried_out_is_handed_back_whole_to_be_pasted_again(live: Live, user: str, typed: str) -> None:
    for name in ("Acme", "Smith Brothers", "Smithfield Foods"):
        live.add(name.lower(), name=name)
    command, _, text = typed.partition(" ")
    assert typed in live.say(user, command, text)


@pytest.mark.parametrize(
    ("shortcut", "filled"),
    [("touch_log_message", {"customer": "acme", "kind": "call"}), ("complaint_log_message", {"customer": "acme"})],
)
def test_a_message_in_a_shared_channel_is_logged_in_a_form_and_nothing_is_said_there(
    live: Live, shortcut: str, filled: dict[str, str]
) -> None:
    live.add("acme")
    live.practice.say("charlie", "#acme-shared", "It came late again")
    ts = live.practice.messages("#acme-shared")[-1]["ts"]
    [view] = live.practice.shortcut("alice", shortcut, "#acme-shared", ts)["views"]
    answer = live.practice.submit("alice", view["id"], filled)
    assert [view["title"]["text"] for view in answer["views"]] == ["Noted"]
    state = live.practice.state()
    shared = live.practice.messages("#acme-shared")
    assert [message["text"] for message in shared] == ["It came late again"]
    said_to_alice = [each["channel"] for each in state["ephemerals"]] + [each["channel"] for each in answer["replies"]]
    assert "C0ACMESHARED" not in said_to_alice


@pytest.mark.parametrize("channel", ["#customer-care", "#general"])
def test_in_any_other_channel_only_the_one_who_typed_sees_the_answer(live: Live, channel: str) -> None:
    live.add("acme")
    answer = live.practice.command("alice", channel, "/touch", "acme lunch")
    assert [reply["kind"] for reply in answer["replies"]] == ["ephemeral"]
    assert live.practice.messages(channel) == []


@pytest.mark.parametrize(
    ("command", "who_may"),
    [
        ("show acme", {"sam", "bob", "alice", "maria"}),
        ("later acme 2 weeks", {"alice", "maria"}),
        ("tier acme B", {"maria"}),
        ("key acme", {"maria"}),
        ("assign acme @bob", {"maria"}),
        ("digest", {"maria"}),
        ("settings", {"maria"}),
        ("import", {"maria"}),
        ("add Vandelay", {"sam", "bob", "alice", "maria"}),
        ("due", {"sam", "bob", "alice", "maria"}),
    ],
)
def test_each_command_is_for_those_whom_the_table_of_roles_names(live: Live, command: str, who_may: set[str]) -> None:
    allowed = set()
    for user in ("sam", "bob", "alice", "maria"):
        live.begin_again()
        live.add("acme", last=THURSDAY - timedelta(days=30))
        answer = live.practice.command(user, "@bot", "/care", command)
        refused = any(said in words(answer) for said in ("for a manager", "for managers", "in Alice's care, so"))
        allowed |= set() if refused else {user}
    assert allowed == who_may


def test_who_joins_the_company_is_known_at_once(live: Live) -> None:
    live.add("acme")
    live.practice.event("team_join", person={"name": "nora", "real_name": "Nora Lind", "tz": "Europe/Oslo"})
    assert live.touch("acme lunch", user="nora").startswith("Lunch with *Acme* today")


def test_a_word_that_means_nothing_is_said_to_be_not_understood(live: Live) -> None:
    for text in ("left acme", "causes acme", "quality nonsense", "pulse nonsense"):
        name, rest = text.split()
        answer = live.care(text)
        assert f'I don\'t know what "{rest}" means here, and have done nothing.' in answer
        assert f"`/care {name}`" in answer
