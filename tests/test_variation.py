"""A customer's own plan: written with its reason, read on the card, in the brief and in the coverage; taken back."""

from datetime import timedelta

from live import THURSDAY, Json, Live, find_element, form_words, labels, words

from models.customer import Customer

OWN = {"cadence": "30", "silence": "45", "activities": "training, phone", "reason": "Their year ends in June"}


def test_a_plan_of_their_own_stands_on_the_card_in_the_brief_and_in_the_coverage_with_its_reason(live: Live) -> None:
    live.add("acme", last=THURSDAY - timedelta(days=30))
    saved = keep(live, OWN)
    assert "*Acme* is cared for in their own way now: a touch every 3 months → every month" in form_words(saved)
    assert "4 → 12 touches a year" in form_words(saved)
    told = "Own plan: a touch every 3 months → every month · silent after 4 months → 45 days"
    assert told in live.care("show acme")
    assert 'lunch, visit or event → training or call. "Their year ends in June"' in live.care("show acme")
    live.morning()
    assert 'plan 30, their own: "Their year ends in June".' in live.brief("alice")
    assert "Perhaps a training." in live.brief("alice")
    coverage = form_words({"views": [live.open("maria", "/care", "model coverage")]})
    assert "*1 customer is cared for otherwise than the model says*" in coverage
    assert "*Acme*: a touch every 3 months → every month" in coverage
    assert '"Their year ends in June"' in coverage


def test_as_the_model_says_takes_it_back_and_that_can_be_undone(live: Live) -> None:
    live.add()
    keep(live, OWN)
    form = own_plan(live)
    element = find_element(form["blocks"], "As the model says", "")
    answer = live.practice.click("alice", element["action_id"], element["value"], view=form["id"])
    assert "as the model says again: a touch every 3 months" in form_words(answer)
    assert not acme(live).is_varied
    assert acme(live).care_reason == ""
    assert live.touch("undo").startswith("Taken back: *Acme*, their own plan.")
    assert (acme(live).cadence_days, acme(live).activities) == (30, ["training", "call"])
    assert acme(live).care_reason == "Their year ends in June"


# what is typed into the form of an A customer (91 days, silent after 120), which input is wrong
WRONG = [
    ({"silence": "30"}, {"silence"}),  # as long as their own cadence
    ({"cadence": "120", "silence": ""}, {"silence"}),  # as long as the model's silence
    ({"cadence": "", "silence": "91"}, {"silence"}),  # as long as the model's cadence
    ({"reason": " "}, {"reason"}),
    ({"cadence": "monthly"}, {"cadence"}),
    ({"activities": "golfing"}, {"activities"}),
]


def test_what_does_not_fit_is_told_beside_it_and_nothing_is_kept(live: Live) -> None:
    live.add()
    form = own_plan(live)
    for typed, wrong in WRONG:
        answer = live.practice.submit("alice", form["id"], OWN | typed)
        assert set(answer["errors"]) == wrong, typed
    assert not acme(live).is_varied
    empty = dict.fromkeys(OWN, "")
    assert "Nothing was different" in form_words(live.practice.submit("alice", form["id"], empty))


def test_only_who_reads_of_a_customer_may_give_them_a_plan(live: Live) -> None:
    live.add()
    assert "Own plan…" not in labels(live.practice.command("sam", "@bot", "/care", "show acme")["replies"][0]["blocks"])


def own_plan(live: Live, user: str = "alice") -> Json:
    """Somebody opens the form of Acme's own plan from its card."""
    words(live.practice.command(user, "@bot", "/care", "show acme"))
    [form] = live.tap(user, "…", option="Own plan…")["views"]
    return form


def keep(live: Live, typed: dict[str, str]) -> Json:
    return live.practice.submit("alice", own_plan(live)["id"], typed)


def acme(live: Live) -> Customer:
    [customer] = live.customers()
    return customer
