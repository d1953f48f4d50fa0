"""Sample facts for the words of refusals and failures."""

from types import SimpleNamespace as Facts

from models.roles import Act


def samples(said):
    yield "refusal/not_a_member", {}
    yield "refusal/not_a_member_form", {}
    yield "refusal/not_a_member_home", {}
    for typed in ("", said("/touch acme lunch")):
        yield "refusal/shared_channel", {"app_link": "slack://app?team=T1&id=A1&tab=messages", "typed": typed}
    yield "refusal/already_done", {}
    for cause in ("database", "slack", "bot"):
        for saved in (True, False):
            yield (
                "refusal/failed",
                {"cause": cause, "saved": saved, "typed": said("/touch acme lunch"), "reference": "ab12"},
            )
        yield "refusal/failed_form", {"block_id": "note", "cause": cause, "reference": "ab12"}
    for act in (None, *Act):
        for managers in ([], [Facts(user_id="UMARIA"), Facts(user_id="UBOB")]):
            for typed in ("", said("/care import Acme")):
                facts = {"act": act, "managers": managers, "typed": typed}
                yield "refusal/for_managers", facts
                yield "refusal/for_managers_form", facts
