"""Sample facts for the words of refusals and failures."""


def samples(said):
    yield "refusal/not_a_member", {}
    yield (
        "refusal/shared_channel",
        {"app_link": "slack://app?team=T1&id=A1&tab=messages", "typed": said("/touch acme lunch")},
    )
    yield "refusal/already_done", {}
    for cause in ("database", "slack", "bot"):
        for saved in (True, False):
            yield (
                "refusal/failed",
                {"cause": cause, "saved": saved, "typed": said("/touch acme lunch"), "reference": "ab12"},
            )
        yield "refusal/failed_form", {"block_id": "note", "cause": cause, "reference": "ab12"}
