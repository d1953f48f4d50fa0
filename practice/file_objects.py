"""What Slack tells of a file, and where it is shared by its link."""

import mimetypes
from pathlib import PurePath

from practice.slack import Slack
from practice.workspace import Json


def described(slack: Slack, file: Json) -> Json:
    """A file object, with the addresses under which only a token opens it."""
    ending = PurePath(file["name"]).suffix.removeprefix(".").lower()
    place = f"{slack.base_url}/files-pri/{slack.workspace.team['id']}-{file['id']}"
    mimetype = "" if file.get("looked_at") == 0 else mimetypes.guess_type(file["name"])[0] or "application/octet-stream"
    about = {name: file[name] for name in ("id", "name", "user", "size", "created")}
    about |= {"title": file.get("title", file["name"]), "permalink": permalink(slack, file)}
    about |= {"mimetype": mimetype, "filetype": ending or "binary", "mode": "hosted"}
    about |= {"is_external": False, "file_access": "visible", "url_private": f"{place}/{file['name']}"}
    return about | {"url_private_download": f"{place}/download/{file['name']}"}


def permalink(slack: Slack, file: Json) -> str:
    """The address of a file for people; in the words of a message it shares the file."""
    return f"https://{slack.workspace.team['domain']}.slack.com/files/{file['user']}/{file['id']}/{file['name']}"


def shared_by(slack: Slack, args: Json) -> list[Json]:
    """The bot's files that a message shares by their links.

    A link in text without blocks that may be unfurled is sure to share one; on what Slack does beyond, nobody builds.
    """
    if args.get("blocks") or not args.get("unfurl_links"):
        return []
    mine = (file for file in slack.workspace.files.values() if file.get("looked_at", 0) > 1)
    return [described(slack, file) for file in mine if f"<{permalink(slack, file)}|" in str(args.get("text") or "")]
