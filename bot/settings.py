"""Settings from the environment and `.env`, described in `.env.example`. A wrong one is named, with what to do."""

import re
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

LOOPBACK = ("127.0.0.1", "localhost", "::1")
LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")


class SettingsError(Exception):
    """One or more settings are wrong; the text names each and says what to do."""


def _database_url(value: str) -> str:
    """Read the address the way people write it, and name the driver that is installed."""
    value = re.sub(r"^postgres(ql)?://", "postgresql+psycopg://", value.strip())
    try:
        url = make_url(value)
    except ArgumentError:
        raise ValueError("is no database address: use sqlite:///touchbase.db or postgresql://…") from None
    if url.drivername not in ("sqlite", "postgresql+psycopg"):
        raise ValueError(f"names {url.drivername}: Touchbase runs on sqlite:///… and postgresql://…")
    if url.drivername == "sqlite" and url.database in (None, "", ":memory:"):
        raise ValueError("needs a file, such as sqlite:///touchbase.db: what is only in memory does not survive a stop")
    return value


def _log_level(value: str) -> str:
    if value.upper() not in LOG_LEVELS:
        raise ValueError(f"is {value!r}: use one of {', '.join(LOG_LEVELS)}")
    return value.upper()


class Settings(BaseSettings):
    """What an operator decides. Tokens are secrets: they never appear in logs or messages."""

    model_config = SettingsConfigDict(env_file=".env", env_ignore_empty=True, extra="ignore", hide_input_in_errors=True)

    slack_bot_token: SecretStr | None = None
    slack_app_token: SecretStr | None = None
    slack_api_url: str = "https://slack.com/api/"
    database_url: Annotated[str, AfterValidator(_database_url)] = "sqlite:///touchbase.db"
    managers: Annotated[tuple[str, ...], NoDecode] = Field(default=())
    calendar_url: str | None = None
    calendar_host: str = "127.0.0.1"
    calendar_port: int = Field(default=8028, ge=0, le=65535)
    practice_clock_url: str | None = None
    log_level: Annotated[str, AfterValidator(_log_level)] = "INFO"

    @field_validator("managers", mode="before")
    @classmethod
    def _split(cls, value: Any) -> Any:
        return tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value

    @field_validator("slack_bot_token", "slack_app_token")
    @classmethod
    def _looks_like_a_token(cls, value: SecretStr | None, info: Any) -> SecretStr | None:
        prefix = {"slack_bot_token": "xoxb-", "slack_app_token": "xapp-"}[info.field_name]
        if value and not value.get_secret_value().startswith(prefix):
            raise ValueError(f"does not begin with {prefix}: take it from your app's page on api.slack.com")
        return value

    @field_validator("slack_api_url")
    @classmethod
    def _ends_with_a_slash(cls, value: str) -> str:
        address = urlsplit(value)
        if address.scheme != "https" and address.hostname not in LOOPBACK:
            raise ValueError("must begin with https://, because the token travels there")
        return value.rstrip("/") + "/"

    @field_validator("calendar_url")
    @classmethod
    def _is_not_read_by_others(cls, value: str | None) -> str | None:
        address = urlsplit(value or "")
        if value and not (address.scheme == "https" or (address.scheme == "http" and address.hostname in LOOPBACK)):
            raise ValueError("must begin with https://, because whoever knows an address can read that calendar")
        if value and (not address.hostname or address.username or address.query or address.fragment):
            raise ValueError("must be a plain address, such as https://touchbase.example.com: tokens are put behind it")
        return value and value.rstrip("/")

    @model_validator(mode="after")
    def _only_a_pretend_slack_moves_the_clock(self) -> "Settings":
        if self.practice_clock_url and urlsplit(self.slack_api_url).hostname not in LOOPBACK:
            raise ValueError(
                "PRACTICE_CLOCK_URL moves the bot's time and is for the practice workspace alone: remove it, or point"
                " SLACK_API_URL to 127.0.0.1"
            )
        return self

    @property
    def bot_token(self) -> str:
        """The bot token; raises SettingsError where there is none."""
        return _secret(self.slack_bot_token, "SLACK_BOT_TOKEN", "OAuth & Permissions", "xoxb-")

    @property
    def app_token(self) -> str:
        """The token for Socket Mode; raises SettingsError where there is none."""
        return _secret(self.slack_app_token, "SLACK_APP_TOKEN", "Basic Information, App-Level Tokens", "xapp-")


def _secret(value: SecretStr | None, name: str, page: str, prefix: str) -> str:
    if value is None:
        raise SettingsError(
            f"{name} is not set: copy it from your app's page on api.slack.com ({page}; it begins with {prefix})"
            " into .env"
        )
    return value.get_secret_value()


def load(**overrides: Any) -> Settings:
    """Read the settings; raises SettingsError with one line per wrong setting."""
    try:
        return Settings(**overrides)
    except ValidationError as wrong:
        raise SettingsError("\n".join(_line(error) for error in wrong.errors(include_url=False))) from None


def _line(error: Any) -> str:
    name = ".".join(str(part) for part in error["loc"]).upper()
    said = str(error["msg"]).removeprefix("Value error, ")
    return f"{name} {said}" if name else said
