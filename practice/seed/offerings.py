"""What the demo company offers, and what some of its customers use and know of it."""

from practice.client import Client

OFFERINGS = ("Lamps and drivers", "Lighting plans", "Maintenance", "Training of caretakers", "Lamps on loan")
KNOWN_OFFERINGS = {
    ("alice", "acme"): "uses uses told none none",
    ("alice", "delta freight"): "uses told uses none told",
    ("alice", "hilltop"): "uses uses uses uses none",
    ("bob", "vandelay"): "uses uses told told none",
    ("bob", "smithfield"): "uses none uses none none",
    ("chen", "pan-pacific"): "uses uses told none told",
    ("chen", "kumar textiles"): "uses told told none none",
    ("dana", "northgate rail"): "told told none none none",
}
"""By champion and customer what is known of each offering, in that order."""


def note_offerings(practice: Client) -> None:
    """Let the manager write down what the company offers, and champions what some of their customers know of it."""
    [answer] = practice.command("maria", "@bot", "/care", "offerings")["replies"]
    buttons = [each for block in answer["blocks"] for each in block.get("elements", [])]
    edit = next(each for each in buttons if each.get("action_id") == "offerings_edit")
    [form] = practice.click("maria", edit["action_id"], edit["value"], channel="@bot", ts=answer["ts"])["views"]
    for view in practice.submit("maria", form["id"], {"names": "\n".join(OFFERINGS)})["views"]:
        practice.close("maria", view["id"])
    for (user, customer), uses in KNOWN_OFFERINGS.items():
        [form] = practice.command(user, "@bot", "/care", f"offerings {customer}")["views"]
        places = [block["block_id"] for block in form["blocks"] if block["type"] == "input"]
        for view in practice.submit(user, form["id"], dict(zip(places, uses.split(), strict=True)))["views"]:
            practice.close(user, view["id"])
