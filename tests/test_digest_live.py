"""The digest in its channel, over Slack's own protocol: with a chart, or plain where a workspace refuses the chart."""

from datetime import date

from live import Live


def test_the_digest_comes_on_monday_with_a_chart(live: Live) -> None:
    posted_after(live)
    [digest] = live.practice.messages("#customer-care")
    assert "data_visualization" in kinds(digest)
    assert "1 touch made" in digest["text"]


def test_where_slack_refuses_the_chart_the_digest_comes_plain_by_itself(live: Live) -> None:
    live.practice.fault("refuse", 1, "chat.postMessage", "invalid_blocks")
    posted_after(live)
    [digest] = live.practice.messages("#customer-care")
    assert "data_visualization" not in kinds(digest)
    assert "1 touch made" in digest["text"]


def posted_after(live: Live) -> None:
    """Let a week with one touch pass, in a company that has chosen its channel."""
    live.add("acme", last=date(2026, 11, 10))
    live.touch("acme lunch")
    form = live.open("maria", "/care", "settings")
    live.practice.submit("maria", form["id"], {"digest_channel": "#customer-care", "country": "DE"})
    live.practice.until("monday 09:05")


def kinds(message: dict[str, list[dict[str, str]]]) -> list[str]:
    return [block["type"] for block in message["blocks"]]
