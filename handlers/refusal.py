"""What a person is told who may not do something here, or for whom something went wrong. Nothing typed is lost."""

from collections.abc import Sequence
from typing import Any

from models.member import Member
from models.roles import Act
from templates import render
from templates.reader import Reader


def not_a_member(reader: Reader) -> dict[str, Any]:
    """Tell somebody who does not belong to the company that this is for its own people."""
    return render("refusal/not_a_member", reader)


def not_a_member_form(reader: Reader) -> dict[str, Any]:
    """Tell the same in the place of a form."""
    return render("refusal/not_a_member_form", reader)


def not_a_member_home(reader: Reader) -> dict[str, Any]:
    """Tell the same in the Home tab."""
    return render("refusal/not_a_member_home", reader)


def shared_channel(reader: Reader, app_link: str, typed: str) -> dict[str, Any]:
    """Point somebody who typed in a channel with other companies' people to the DM; `typed` is the whole command."""
    return render("refusal/shared_channel", reader, app_link=app_link, typed=typed)


def for_managers(reader: Reader, act: Act | None, managers: Sequence[Member], typed: str) -> dict[str, Any]:
    """Tell somebody that this is for managers, and which of them to ask; None: nobody may, it is not known here."""
    return render("refusal/for_managers", reader, act=act, managers=managers, typed=typed)


def for_managers_form(reader: Reader, act: Act | None, managers: Sequence[Member], typed: str) -> dict[str, Any]:
    """Tell the same in the place of a form."""
    return render("refusal/for_managers_form", reader, act=act, managers=managers, typed=typed)


def already_done(reader: Reader) -> dict[str, Any]:
    """Answer a request that Slack delivered twice, where the first answer is not at hand."""
    return render("refusal/already_done", reader)


def failed(reader: Reader, cause: str, saved: bool, typed: str, reference: str) -> dict[str, Any]:
    """Tell what went wrong: `cause` is database, slack or bot, `saved` whether it was written, `typed` the command."""
    return render("refusal/failed", reader, cause=cause, saved=saved, typed=typed, reference=reference)


def failed_form(reader: Reader, block_id: str, cause: str, reference: str) -> dict[str, Any]:
    """Tell the same inside a modal, which stays open with all that was typed."""
    return render("refusal/failed_form", reader, block_id=block_id, cause=cause, reference=reference)
