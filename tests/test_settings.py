"""A wrong setting is named, with what to do; a secret is never shown."""

import pytest

from bot.settings import SettingsError, load


def test_without_any_setting_everything_but_the_tokens_has_a_default():
    settings = load(_env_file=None)
    assert settings.database_url == "sqlite:///touchbase.db"
    assert settings.slack_api_url == "https://slack.com/api/"
    assert settings.managers == ()
    with pytest.raises(SettingsError, match=r"SLACK_BOT_TOKEN is not set: copy it from .* \(OAuth & Permissions"):
        _ = settings.bot_token
    with pytest.raises(SettingsError, match="SLACK_APP_TOKEN is not set"):
        _ = settings.app_token


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        # the two tokens swapped, as everybody does once
        ("slack_bot_token", "xapp-1-A", "SLACK_BOT_TOKEN does not begin with xoxb-"),
        ("slack_app_token", "xoxb-1", "SLACK_APP_TOKEN does not begin with xapp-"),
        # a database that we do not run on, or that forgets
        ("database_url", "mysql://root@localhost/care", "DATABASE_URL names mysql"),
        ("database_url", "touchbase.db", "DATABASE_URL is no database address"),
        ("database_url", "sqlite://", "DATABASE_URL needs a file"),
        ("database_url", "sqlite:///:memory:", "DATABASE_URL needs a file"),
        ("log_level", "chatty", "LOG_LEVEL is 'chatty': use one of DEBUG"),
        # the token would travel in the clear
        ("slack_api_url", "http://slack.example/api/", "SLACK_API_URL must begin with https://"),
        # whoever listens there could read calendars, or nothing can be put behind it
        ("calendar_url", "http://touchbase.example.com", "CALENDAR_URL must begin with https://"),
        ("calendar_url", "touchbase.example.com", "CALENDAR_URL must begin with https://"),
        ("calendar_url", "https://", "CALENDAR_URL must be a plain address"),
        ("calendar_url", "https://care@example.com", "CALENDAR_URL must be a plain address"),
        ("calendar_url", "https://example.com/?calendar", "CALENDAR_URL must be a plain address"),
        ("calendar_port", "abc", "CALENDAR_PORT Input should be a valid integer"),
        # only a pretend Slack may move the bot's time
        ("practice_clock_url", "http://127.0.0.1:8765/practice/bot-clock", "PRACTICE_CLOCK_URL moves the bot's time"),
    ],
)
def test_a_wrong_setting_is_named_with_what_to_do(name, value, said):
    with pytest.raises(SettingsError) as refused:
        load(_env_file=None, **{name: value})
    assert said in str(refused.value)


def test_several_wrong_settings_are_named_together_and_no_secret_is_shown():
    with pytest.raises(SettingsError) as refused:
        load(_env_file=None, slack_bot_token="xoxp-very-secret", log_level="loud")
    assert "SLACK_BOT_TOKEN" in str(refused.value)
    assert "LOG_LEVEL" in str(refused.value)
    assert "very-secret" not in str(refused.value)
    assert "very-secret" not in repr(load(_env_file=None, slack_bot_token="xoxb-very-secret"))


@pytest.mark.parametrize("address", ["http://127.0.0.1:8765/api", "http://localhost:1/api/", "https://127.0.0.1/api/"])
def test_a_pretend_slack_on_this_machine_may_move_the_clock(address):
    settings = load(_env_file=None, slack_api_url=address, practice_clock_url="http://127.0.0.1:8765/clock")
    assert settings.slack_api_url == address.rstrip("/") + "/"


@pytest.mark.parametrize("scheme", ["postgres", "postgresql"])
def test_postgresql_is_written_as_people_write_it(scheme):
    settings = load(_env_file=None, database_url=f"{scheme}://care:secret@db/touchbase")
    assert settings.database_url == "postgresql+psycopg://care:secret@db/touchbase"


def test_managers_are_ids_or_addresses_separated_by_commas():
    assert load(_env_file=None, managers=" U1, maria@example.com ,").managers == ("U1", "maria@example.com")


def test_settings_come_from_the_file_and_empty_lines_in_it_mean_the_default(tmp_path):
    (tmp_path / ".env").write_text("MANAGERS=U1,U2\nDATABASE_URL=\nLOG_LEVEL=debug\nUNRELATED=1\n")
    settings = load(_env_file=tmp_path / ".env")
    assert (settings.managers, settings.log_level) == (("U1", "U2"), "DEBUG")
    assert settings.database_url == "sqlite:///touchbase.db"
