"""What a tap under a nudge does, or in a row of Home, which names the customer itself.

It may be answered already or be somebody else's: that is looked at first.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient
from sqlmodel import Session

from handlers import booking, customer_more, hand_over_form, later, not_needed, touch_form
from handlers.about import allowed
from handlers.context import Database, Wake
from models import acts
from models.customer import Customer, find_customer
from models.history import plans_in_question
from models.home_readers import look_again
from models.home_today import reasons_of
from models.kind import TWO_WAY, Kind
from models.member import Member, find_member
from models.nudge import Nudge, find_nudge, redraw
from models.roles import Act
from models.standing import standing_of
from models.touch import Touch
from models.workspace import working_time_of
from templates import render

Answer = Callable[[Session, Customer, Member, str, date, datetime], None]


def did(session: Session, customer: Customer, member: Member, kind: str, today: date, now: datetime) -> None:
    """Log a touch of this kind, done today."""
    done = Touch(
        team_id=customer.team_id,
        customer_id=customer.id,
        kind=Kind(kind),
        day=today,
        two_way=Kind(kind) in TWO_WAY,
        by=member.user_id,
        created_at=now,
    )
    acts.log_touch(session, customer, done, now)


def replied(session: Session, customer: Customer, member: Member, _: str, today: date, now: datetime) -> None:
    """Keep that they have been in touch."""
    acts.note_reply(session, customer, member.user_id, today, "", now)


def put_off(session: Session, customer: Customer, member: Member, days: str, today: date, now: datetime) -> None:
    """Let the customer rest for some days; the usual is a week."""
    acts.put_off(session, customer, today + timedelta(days=int(days or 7)), member.user_id, "", now)


def slower(session: Session, customer: Customer, member: Member, days: str, _: date, now: datetime) -> None:
    """Give the customer the longer cadence that was proposed."""
    acts.set_cadence(session, customer, int(days), member.user_id, now)


def happened(session: Session, customer: Customer, member: Member, plan_id: str, _: date, now: datetime) -> None:
    """Make the planned touch done, on its day."""
    if planned := booking.find_plan(session, member.team_id, plan_id):
        acts.confirm_plan(session, customer, planned, member.user_id, now)


def dropped(session: Session, customer: Customer, member: Member, plan_id: str, _: date, now: datetime) -> None:
    """Drop the planned touch: it did not happen."""
    if planned := booking.find_plan(session, member.team_id, plan_id):
        acts.drop_plan(session, customer, planned, member.user_id, now)


def last_spoke(session: Session, customer: Customer, member: Member, ago: str, today: date, now: datetime) -> None:
    """Keep roughly when the champion last spoke to them."""
    day = None if ago == "unknown" else today - timedelta(days=int(ago))
    acts.tell_last_spoke(session, customer, day, member.user_id, now)


ANSWERS: dict[str, tuple[Act, Answer]] = {
    "did": (Act.TOUCH, did),
    "replied": (Act.TOUCH, replied),
    "later": (Act.LATER, put_off),
    "cadence": (Act.CADENCE, slower),
    "happened": (Act.TOUCH, happened),
    "dropped": (Act.PLAN, dropped),
    "last_spoke": (Act.LAST_SPOKE, last_spoke),
}
FORMS: dict[str, tuple[Act, Callable[..., dict[str, Any] | None]]] = {
    "did": (Act.TOUCH, touch_form.open_for),
    "booked": (Act.PLAN, booking.open_booking),
    "moved": (Act.PLAN, booking.open_moving),
    "later": (Act.LATER, later.open_choice),
    "not_needed": (Act.NOT_NEEDED, not_needed.open_reason),
    "hand_over": (Act.HAND_OVER, hand_over_form.open_form),
}
AT_ONCE = ("did", "replied")
"""What one tap in Home logs, of a customer who needs somebody: the other answers may be given at any time."""


def register(app: App) -> None:
    for word in ANSWERS.keys() | FORMS.keys():
        app.action(f"nudge_{word}")(tapped)
    app.action("nudge_line", matchers=[wants_card])(customer_more.chosen)
    app.action("nudge_line")(tapped)


def wants_card(action: dict[str, Any]) -> bool:
    """Tell whether the card was chosen in the menu of a line, which any customer has, answered or not."""
    return str(action["selected_option"]["value"]).startswith("show ")


def tapped(
    ack: Ack,
    action: dict[str, Any],
    body: dict[str, Any],
    client: WebClient,
    respond: Respond,
    database: Database,
    member: Member,
    now: datetime,
    wake: Wake,
) -> None:
    """Answer a nudge with one tap, or open the form that a second tap completes."""
    word, nudge_id, rest = read_tap(action)
    wants_form = word in FORMS and (word not in ANSWERS or rest == "day" or (word == "did" and not rest))
    act = FORMS[word][0] if wants_form else ANSWERS[word][0]
    view = refusal = None
    with database.begin() as session:
        today = working_time_of(session, member.team_id, member).today(now)
        nudge = find_nudge(session, member.team_id, nudge_id)
        customer = find_customer(session, member.team_id, nudge.customer_id if nudge else nudge_id)
        plan_id = nudge.plan_id if nudge else _plan_in_question(session, customer)
        if customer is None:
            refusal = render("nudge/gone", member)
        elif nudge.outcome if nudge else not wants_form and _was_answered(session, customer, member, word, today):
            _draw_again(session, customer, nudge, now)
        elif not allowed(session, member, act, customer, now) or customer.state != "active":
            _draw_again(session, customer, nudge, now)
            refusal = _not_yours(session, customer, member)
        elif wants_form:
            about = {"plan_id": plan_id} if word == "moved" else {}
            view = FORMS[word][1](session, customer, member, today, **about)
        else:
            ANSWERS[word][1](session, customer, member, rest or plan_id or "", today, now)
    if view:
        client.views_open(trigger_id=body["trigger_id"], view=view)
    if refusal:
        respond(response_type="ephemeral", replace_original=False, **refusal)
    wake()
    ack()


def read_tap(action: dict[str, Any]) -> tuple[str, str, str]:
    """Return what was tapped, on which nudge, with what else: a line's menu carries the word in its value."""
    value: str = (action.get("selected_option") or action)["value"]
    word = action["action_id"].removeprefix("nudge_")
    if word == "line":
        word, _, value = value.partition(" ")
    nudge_id, _, rest = value.partition(" ")
    return word, nudge_id, rest


def _plan_in_question(session: Session, customer: Customer | None) -> str | None:
    """Return the plan of which a row in Home asks whether it happened."""
    return plans_in_question(session, customer.team_id, [customer.id]).get(customer.id) if customer else None


def _was_answered(session: Session, customer: Customer, member: Member, word: str, today: date) -> bool:
    """Tell whether a row of Home is stale: what it asked has been answered since, and one tap would log it twice."""
    if word not in AT_ONCE:
        return False
    standing = standing_of(session, customer, working_time_of(session, customer.team_id, member), today)
    return not reasons_of(standing)


def _draw_again(session: Session, customer: Customer, nudge: Nudge | None, now: datetime) -> None:
    look_again(session, customer.team_id, [customer], now)
    if nudge:
        redraw(session, nudge, now)


def _not_yours(session: Session, customer: Customer, member: Member) -> dict[str, Any]:
    champion = find_member(session, customer.team_id, customer.champion_id)
    return render("nudge/not_yours", member, customer=customer, champion=champion)
