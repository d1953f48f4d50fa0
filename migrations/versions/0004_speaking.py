"""When to speak, what was said, and what was done."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _create_reminder()
    _create_message()
    _create_nudge()
    _create_draft()
    _create_seen()
    _create_audit()


def downgrade() -> None:
    for table in ("audit", "seen", "draft", "nudge", "message", "reminder"):
        op.drop_table(table)


def _create_reminder() -> None:
    op.create_table(
        "reminder",
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("subject_kind", sa.String(), nullable=False),
        sa.Column("subject_id", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("remind_at", UTCDateTime(), nullable=True),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("brief", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("team_id", "subject_kind", "subject_id", "reason"),
    )
    op.create_index("reminder_by_brief", "reminder", ["team_id", "brief"])
    op.create_index("reminder_by_time", "reminder", ["team_id", "remind_at"])


def _create_message() -> None:
    op.create_table(
        "message",
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("feature", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("not_before", UTCDateTime(), nullable=False),
        sa.Column("expires_at", UTCDateTime(), nullable=True),
        sa.Column("claimed_at", UTCDateTime(), nullable=True),
        sa.Column("sent_at", UTCDateTime(), nullable=True),
        sa.Column("channel", sa.String(), nullable=True),
        sa.Column("ts", sa.String(), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("redraw_at", UTCDateTime(), nullable=True),
        sa.Column("plain", sa.Boolean(), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("team_id", "key"),
        sa.UniqueConstraint("id"),
    )
    op.create_index("message_by_redraw", "message", ["team_id", "redraw_at"])
    op.create_index("message_by_time", "message", ["team_id", "state", "not_before"])


def _create_nudge() -> None:
    op.create_table(
        "nudge",
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("message_key", sa.String(), nullable=False),
        sa.Column("customer_id", sa.String(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("full", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("fact_id", sa.String(), nullable=True),
        sa.Column("resolved_by", sa.String(), nullable=True),
        sa.Column("sent_at", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["team_id", "customer_id"], ["customer.team_id", "customer.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("team_id", "id"),
    )
    op.create_index("nudge_by_customer", "nudge", ["team_id", "customer_id"])
    op.create_index("nudge_by_fact", "nudge", ["team_id", "fact_id"])
    op.create_index("nudge_by_message", "nudge", ["team_id", "message_key"])


def _create_draft() -> None:
    op.create_table(
        "draft",
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("command", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("chosen", sa.JSON(), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("team_id", "id"),
    )
    op.create_index("draft_by_time", "draft", ["team_id", "created_at"])


def _create_seen() -> None:
    op.create_table(
        "seen",
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("answer", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("team_id", "id"),
    )
    op.create_index("seen_by_time", "seen", ["team_id", "at"])


def _create_audit() -> None:
    op.create_table(
        "audit",
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("actor", sa.String(), nullable=True),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("team_id", "id"),
    )
    op.create_index("audit_by_subject", "audit", ["team_id", "subject", "at"])
