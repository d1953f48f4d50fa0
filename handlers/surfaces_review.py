"""More of the guard's table (`handlers/surfaces.py`): what is looked at and decided about customers now and then."""

from models.roles import Act

COMMANDS: dict[str, Act] = {
    "/care model": Act.CARE_MODEL,
}
BUTTONS: dict[str, Act] = {
    "home_model": Act.CARE_MODEL,
    "model_ahead": Act.CARE_MODEL,
    "model_coverage": Act.CARE_MODEL,
    "model_drop": Act.CARE_MODEL,
    "model_on": Act.CARE_MODEL,
    "model_open": Act.CARE_MODEL,
    "model_row": Act.CARE_MODEL,
    "model_send": Act.CARE_MODEL,
    "model_undo": Act.CARE_MODEL,
    "welcome_model": Act.CARE_MODEL,
}
FORMS: dict[str, Act] = {
    "model_form": Act.CARE_MODEL,
}
