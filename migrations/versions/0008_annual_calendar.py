"""When, and did it happen: the Annual Calendar, its files and its feeds."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _calendar()
    _files()
    _calendar_feed()


def downgrade() -> None:
    _drop_calendar_feed()
    _drop_files()
    _drop_calendar()


def _calendar() -> None:
    for column in (
        sa.Column("planned_for", sa.Date(), nullable=True),
        sa.Column("planned_kind", sa.String(), nullable=True),
        sa.Column("before", sa.JSON(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("revised_at", UTCDateTime(), nullable=True),
    ):
        op.add_column("touch", column)
    op.create_table(
        "blackout",
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=True),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("undone_at", UTCDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("team_id", "id"),
    )
    op.create_index("blackout_by_day", "blackout", ["team_id", "last_day"])


def _drop_calendar() -> None:
    op.drop_table("blackout")
    for name in ("revised_at", "revision", "before", "planned_kind", "planned_for"):
        op.drop_column("touch", name)


def _files() -> None:
    op.add_column("message", sa.Column("file_link", sa.String(), nullable=True))


def _drop_files() -> None:
    op.drop_column("message", "file_link")


def _calendar_feed() -> None:
    op.create_table(
        "calendar_feed",
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("user_id", sa.String(), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("team_id", "user_id"),
    )
    op.create_index("calendar_feed_by_token", "calendar_feed", ["team_id", "token_hash"], unique=True)


def _drop_calendar_feed() -> None:
    op.drop_table("calendar_feed")
