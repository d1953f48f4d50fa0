"""users.* and team.info, auth.test and apps.connections.open: who is here, and who am I."""

from datetime import datetime
from zoneinfo import ZoneInfo

from practice.errors import SlackError
from practice.paging import page
from practice.slack import Slack
from practice.workspace import BOT, NO_STATUS, Json

FLAGS = ("is_admin", "is_owner", "is_primary_owner", "is_restricted", "is_ultra_restricted")


def described(slack: Slack, user: Json) -> Json:
    """A user object; the e-mail address is there only with its own scope, the zone not for deactivated people."""
    about: Json = {name: user[name] for name in ("id", "team_id", "name", "deleted", "real_name", "is_bot")}
    profile = {"real_name": user["real_name"], "display_name": user["name"], "title": user["title"]}
    profile |= {"status_text": user["status_text"], "team": user["team_id"]}
    profile |= {name: user.get(name, nothing) for name, nothing in NO_STATUS.items()}
    if "users:read.email" in slack.manifest.scopes and user["email"]:
        profile["email"] = user["email"]
    about |= {"profile": profile, "updated": 1_760_000_000, "is_app_user": False}
    if user["is_stranger"]:
        about["is_stranger"] = True
    if not user["deleted"]:
        local = slack.clock.now().astimezone(ZoneInfo(user["tz"]))
        offset = local.utcoffset()
        about |= {
            "tz": user["tz"],
            "tz_label": local.tzname(),
            "tz_offset": int(offset.total_seconds()) if offset else 0,
        }
        about |= {name: user[name] for name in FLAGS}
    return about


def info(slack: Slack, args: Json) -> Json:
    user = slack.workspace.users.get(str(args.get("user")))
    if user is None:
        raise SlackError("user_not_found")
    return {"user": described(slack, user)}


def list_users(slack: Slack, args: Json) -> Json:
    """users.list: the team's own people; those of other companies are only found by users.info."""
    own = [user for user in slack.workspace.users.values() if not user["is_stranger"]]
    now = datetime.timestamp(slack.clock.now())
    return page("members", [described(slack, user) for user in own], args) | {"cache_ts": int(now)}


def team_info(slack: Slack, args: Json) -> Json:
    if args.get("team") not in (None, "", slack.workspace.team["id"]):
        raise SlackError("team_not_found")
    team = slack.workspace.team
    return {"team": {name: team[name] for name in ("id", "name", "domain")} | {"email_domain": "example.com"}}


def auth_test(slack: Slack, args: Json) -> Json:
    del args
    team = slack.workspace.team
    return {
        "url": f"https://{team['domain']}.slack.com/",
        "team": team["name"],
        "user": BOT["name"],
        "team_id": team["id"],
        "user_id": BOT["id"],
        "bot_id": BOT["bot_id"],
        "is_enterprise_install": False,
    }


def connections_open(slack: Slack, args: Json) -> Json:
    """apps.connections.open: leave to open a socket; `host` is where the call came in."""
    return {"url": f"ws://{args['host']}/socket?ticket={slack.sockets.ticket()}"}
