"""Who is let in, what is carried out once however often it arrives, and what a person is told when something fails."""

from collections.abc import Iterator

import pytest
from office import TEAM, Office, at_work
from sqlmodel import select

from bot.database import DatabaseBusyError
from models.audit import Audit, record
from models.member import find_member
from models.seen import find_seen

FORM = {
    "type": "modal",
    "callback_id": "touch_log",
    "title": {"type": "plain_text", "text": "Note"},
    "submit": {"type": "plain_text", "text": "Save"},
    "blocks": [
        {
            "type": "input",
            "block_id": "note",
            "label": {"type": "plain_text", "text": "Note"},
            "element": {"type": "plain_text_input", "action_id": "note"},
        }
    ],
}


def test_a_colleague_is_heard(office):
    assert said(office.practice.command("alice", "#general", "/touch", "acme lunch")) == ["Noted: acme lunch"]
    assert office.notes() == ["acme lunch"]


@pytest.mark.parametrize("person", ["gina"])
def test_a_guest_is_turned_away_in_private_and_nothing_is_written(office, person):
    [reply] = office.practice.command(person, "#light-fair", "/touch", "acme lunch")["replies"]
    assert "I do not count you among them" in reply["text"]
    assert office.notes() == []


def test_a_command_among_other_companies_people_is_answered_privately_and_not_carried_out(office):
    [reply] = office.practice.command("alice", "#acme-shared", "/touch", "acme <b> & lunch")["replies"]
    assert "guests from other companies" in reply["text"]
    assert "/touch acme &lt;b&gt; &amp; lunch" in reply["text"]
    assert office.notes() == []


def test_a_stranger_who_clicks_a_button_of_ours_changes_nothing(office):
    office.feature.words["Choose"] = lambda _message: button("Choose")
    place = office.channel("acme-shared")
    posted = office.bot.slack.asking.chat_postMessage(channel=place, **button("Choose"))
    [reply] = office.practice.click("charlie", "touch_again", channel=place, ts=posted["ts"])["replies"]
    assert "I do not count you among them" in reply["text"]
    assert office.notes() == []


def test_a_colleague_who_clicks_where_strangers_read_is_pointed_to_the_dm(office):
    place = office.channel("acme-shared")
    posted = office.bot.slack.asking.chat_postMessage(channel=place, **button("Choose"))
    [reply] = office.practice.click("alice", "touch_again", channel=place, ts=posted["ts"])["replies"]
    assert "guests from other companies" in reply["text"]
    assert office.notes() == []
    posted = office.bot.slack.asking.chat_postMessage(channel=office.channel("customer-care"), **button("Choose"))
    office.practice.click("alice", "touch_again", channel="#customer-care", ts=posted["ts"])
    assert office.notes() == ["clicked"]


def test_somebody_who_has_left_is_not_let_in_any_more(office):
    office.practice.event("user_change", user="sam", changes={"is_restricted": True})
    assert office.until(lambda: not office.member("sam").belongs)
    [reply] = office.practice.command("sam", "#general", "/touch", "acme lunch")["replies"]
    assert "I do not count you among them" in reply["text"]


def test_somebody_the_bot_has_never_heard_of_is_looked_up(office):
    with office.storage.database.begin() as session:
        session.delete(find_member(session, TEAM, office.people["dana"]))
    assert said(office.practice.command("dana", "#general", "/touch", "acme call")) == ["Noted: acme call"]
    assert office.member("dana").name == "Dana Clarke"


@pytest.mark.parametrize("text", ["acme lunch", "acme fails afterwards"])
def test_a_command_that_arrives_twice_is_carried_out_once(office, text):
    office.practice.fault("duplicate_event")
    office.practice.command("alice", "#general", "/touch", text)
    assert office.notes() == [text]
    with office.storage.reading.begin() as session:
        assert len(session.exec(select(Audit)).all()) == 1


def test_a_replay_shows_the_answer_it_was_given_the_first_time(office):
    body = command_body("acme lunch", office.people["alice"])
    first, again = office.dispatch(body), office.dispatch(body)
    assert first.body == again.body
    assert "Noted: acme lunch" in again.body
    assert office.notes() == ["acme lunch"]


def test_a_replay_whose_answer_was_lost_in_a_crash_says_that_it_is_done(office):
    body = command_body("acme lunch", office.people["alice"])
    office.dispatch(body)
    with office.storage.database.begin() as session:
        find_seen(session, TEAM, f"command:{body['trigger_id']}").answer = None
    assert "done already" in office.dispatch(body).body
    assert office.notes() == ["acme lunch"]


def test_the_same_command_typed_again_is_another_command(office):
    for _ in range(2):
        office.practice.command("alice", "#general", "/touch", "acme lunch")
    assert office.notes() == ["acme lunch", "acme lunch"]


def test_a_command_that_failed_may_be_carried_out_when_it_comes_again(office):
    body = command_body("acme fails before", office.people["alice"])
    assert "could not save" in office.dispatch(body).body
    office.feature.healthy = True
    assert "Noted" in office.dispatch(body).body
    assert office.notes() == ["acme fails before"]


@pytest.mark.parametrize(
    ("text", "told", "kept"),
    [
        ("acme fails before", "I could not save this: something went wrong on my side (number ", []),
        ("acme database away", "I could not save this: the database does not answer. Nothing was written", []),
        ("acme fails afterwards", "It is saved, but I could not show you the answer", ["acme fails afterwards"]),
    ],
)
def test_whoever_typed_is_told_what_happened_and_keeps_their_text(office, text, told, kept):
    [reply] = office.practice.command("alice", "#general", "/touch", text)["replies"]
    assert told in reply["text"]
    assert f"> /touch {text}" in reply["text"]
    assert office.notes() == kept


def test_a_form_that_cannot_be_saved_stays_open_with_what_was_typed(office):
    view = office.practice.command("alice", "#general", "/care", "form")["views"][0]
    answer = office.practice.submit("alice", view["id"], {"note": "fails before"})
    assert "I could not save this" in answer["errors"]["note"]
    office.feature.healthy = True
    office.practice.submit("alice", view["id"], {"note": "fails before"})
    assert office.notes() == ["fails before"]


def test_a_form_sent_back_with_errors_may_be_sent_again(office):
    view = office.practice.command("alice", "#general", "/care", "form")["views"][0]
    assert office.practice.submit("alice", view["id"], {"note": "bad"})["errors"] == {"note": "Say more."}
    office.practice.submit("alice", view["id"], {"note": "good"})
    assert office.notes() == ["bad", "good"]


def test_a_form_submitted_twice_is_saved_once(office):
    office.practice.command("alice", "#general", "/care", "form")
    view = office.practice.state()["views"][0]
    office.practice.fault("duplicate_event")
    office.practice.submit("alice", view["id"], {"note": "good"})
    assert office.notes() == ["good"]


def test_a_bot_whose_socket_was_cut_connects_again_by_itself(office):
    office.practice.fault("disconnect")
    assert office.until(lambda: office.practice.state()["bot"]["connected"])
    assert said(office.practice.command("alice", "#general", "/touch", "acme lunch")) == ["Noted: acme lunch"]


def test_a_click_that_fails_is_answered_privately(office):
    posted = office.bot.slack.asking.chat_postMessage(
        channel=office.channel("customer-care"), **button("Choose", "touch_open")
    )
    [reply] = office.practice.click("alice", "touch_open", channel="#customer-care", ts=posted["ts"])["replies"]
    assert "I could not save this" in reply["text"]


class Notebook:
    """A feature that writes down what it hears, and fails on demand."""

    def __init__(self):
        self.healthy, self.words = False, {}

    def register(self, app):
        app.command("/touch")(self.note)
        app.command("/care")(self.form)
        app.view("touch_log")(self.submitted)
        app.action("touch_again")(self.clicked)
        app.action("touch_open")(self.broken)

    def note(self, ack, command, database, team_id, user_id, now):
        text = command["text"]
        self.fail_before(text)
        with database.begin() as session:
            write(session, team_id, user_id, text, now)
        if "afterwards" in text:
            raise ZeroDivisionError
        ack(text=f"Noted: {text}", response_type="ephemeral")

    def form(self, ack, client, body):
        client.views_open(trigger_id=body["trigger_id"], view=FORM)
        ack()

    def submitted(self, ack, view, database, team_id, user_id, now):
        text = view["state"]["values"]["note"]["note"]["value"]
        self.fail_before(text)
        with database.begin() as session:
            write(session, team_id, user_id, text, now)
        if text == "bad":
            ack(response_action="errors", errors={"note": "Say more."})
        else:
            ack()

    def clicked(self, ack, database, team_id, user_id, now):
        with database.begin() as session:
            write(session, team_id, user_id, "clicked", now)
        ack()

    def broken(self):
        raise ZeroDivisionError

    def fail_before(self, text):
        if "fails before" in text and not self.healthy:
            raise ZeroDivisionError
        if "database away" in text:
            raise DatabaseBusyError


def write(session, team_id, user_id, text, now):
    record(session, team_id=team_id, at=now, actor=user_id, action="note", subject=text)


def button(text: str, action_id: str = "touch_again") -> dict:
    element = {
        "type": "button",
        "action_id": action_id,
        "value": "1",
        "text": {"type": "plain_text", "text": text},
    }
    return {"text": text, "blocks": [{"type": "actions", "elements": [element]}]}


def command_body(text: str, user: str) -> dict:
    return {
        "command": "/touch",
        "text": text,
        "trigger_id": f"1.2.{text}",
        "team_id": TEAM,
        "user_id": user,
        "channel_id": "D1",
        "api_app_id": "A1",
        "response_url": "",
    }


def said(answer: dict) -> list[str]:
    return [reply["text"] for reply in answer["replies"]]


class NotingOffice(Office):
    """The office, with what the notebook heard."""

    def notes(self) -> list[str]:
        with self.storage.reading.begin() as session:
            return [each.subject for each in session.exec(select(Audit).order_by(Audit.at))]

    def member(self, name: str):
        with self.storage.reading.begin() as session:
            return find_member(session, TEAM, self.people[name])


@pytest.fixture
def office(tmp_path, sqlite) -> Iterator[NotingOffice]:
    with at_work(tmp_path, sqlite, Notebook()) as office:
        yield NotingOffice(office.practice, office.storage, office.bot, office.feature)
