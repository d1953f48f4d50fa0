"""More of the guard's table (`handlers/surfaces.py`): what is looked at and decided about customers now and then."""

from models.roles import Act

COMMANDS: dict[str, Act] = {
    "/care bought": Act.TOUCH,
    "/care model": Act.CARE_MODEL,
    "/care profile": Act.PROFILE,
    "/care worth": Act.WORTH,
}
BUTTONS: dict[str, Act] = {
    "care_bought": Act.TOUCH,
    "care_worth": Act.WORTH,
    "home_model": Act.CARE_MODEL,
    "home_profile": Act.PROFILE,
    "home_worth": Act.WORTH,
    "profile_ideal": Act.PROFILE,
    "model_ahead": Act.CARE_MODEL,
    "model_coverage": Act.CARE_MODEL,
    "model_drop": Act.CARE_MODEL,
    "model_on": Act.CARE_MODEL,
    "model_open": Act.CARE_MODEL,
    "model_row": Act.CARE_MODEL,
    "model_send": Act.CARE_MODEL,
    "model_undo": Act.CARE_MODEL,
    "variation_back": Act.CADENCE,
    "variation_open": Act.CADENCE,
    "welcome_model": Act.CARE_MODEL,
    "worth_chart": Act.WORTH,
    "worth_costs": Act.COSTS,
    "worth_key": Act.KEY,
    "worth_key_all": Act.KEY,
    "worth_key_no": Act.KEY,
    "worth_tail": Act.TIER,
}
FORMS: dict[str, Act] = {
    "model_form": Act.CARE_MODEL,
    "variation_form": Act.CADENCE,
    "profile_ideal_form": Act.PROFILE,
    "worth_costs_form": Act.COSTS,
}
