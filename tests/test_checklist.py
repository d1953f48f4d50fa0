"""The setup checklist: each step ticks itself, whichever way it was taken."""

from live import MARIA, Live

from models.checklist import CHAMPIONS, CUSTOMERS, DIGEST, FIRST_BRIEF, HOURS, STEPS, checklist


def done(live: Live) -> set[str]:
    with live.reading() as session:
        steps = checklist(session, live.bot.workspace.team_id)
    assert [step.name for step in steps] == list(STEPS)
    return {step.name for step in steps if step.done}


def test_nothing_is_done_in_a_new_workspace(live: Live) -> None:
    assert done(live) == set()


def test_a_customer_without_champion_ticks_one_step_and_its_champion_the_next(live: Live) -> None:
    live.add("acme", champion_id=None)
    assert done(live) == {CUSTOMERS}
    live.care("assign acme @bob", user="maria")
    assert done(live) == {CUSTOMERS, CHAMPIONS}


def test_a_champion_who_has_left_the_company_is_none(live: Live) -> None:
    live.add("acme", champion_id="U0IVAN")
    assert CHAMPIONS not in done(live)


def test_saved_settings_tick_country_and_hours_even_without_a_country(live: Live) -> None:
    live.set_up(set_up_by=MARIA)
    assert done(live) == {HOURS}
    live.set_up(digest_channel="C0CUSTOMERCARE")
    assert done(live) == {HOURS, DIGEST}


def test_the_first_brief_ticks_the_last_step(live: Live) -> None:
    live.add("acme")
    live.morning()
    assert FIRST_BRIEF in done(live)
