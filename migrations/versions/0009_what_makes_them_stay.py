"""What makes them stay: what they say, ideas, and what is known of them by day."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _saying()
    _know()
    _ladder()


def downgrade() -> None:
    _drop_ladder()
    _drop_know()
    _drop_saying()


def _saying() -> None:
    op.create_table(
        "saying",
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("customer_id", sa.String(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("said_by", sa.String(), nullable=False),
        sa.Column("moment", sa.String(), nullable=True),
        sa.Column("answer", sa.String(), nullable=True),
        sa.Column("may_quote", sa.Boolean(), nullable=False),
        sa.Column("value", sa.String(), nullable=True),
        sa.Column("status", sa.String(), nullable=True),
        sa.Column("by", sa.String(), nullable=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("permalink", sa.String(), nullable=True),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("decided_by", sa.String(), nullable=True),
        sa.Column("decided_at", UTCDateTime(), nullable=True),
        sa.Column("undone_at", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["team_id", "customer_id"], ["customer.team_id", "customer.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("team_id", "id"),
    )
    op.create_index("saying_by_customer", "saying", ["team_id", "customer_id", "day"])
    op.create_index("saying_by_day", "saying", ["team_id", "day"])


def _drop_saying() -> None:
    op.drop_table("saying")


def _know() -> None:
    op.create_table(
        "known",
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("customer_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("yearly", sa.Boolean(), nullable=False),
        sa.Column("remind_days", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.String(), nullable=True),
        sa.Column("by", sa.String(), nullable=True),
        sa.Column("kept_on", sa.Date(), nullable=True),
        sa.Column("since", UTCDateTime(), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("removed_at", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["team_id", "customer_id"], ["customer.team_id", "customer.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("team_id", "id"),
    )
    op.create_index("known_by_customer", "known", ["team_id", "customer_id"])
    op.add_column("nudge", sa.Column("known_id", sa.String(), nullable=True))


def _drop_know() -> None:
    op.drop_column("nudge", "known_id")
    op.drop_table("known")


def _ladder() -> None:
    op.add_column("workspace", sa.Column("prospect_days", sa.Integer(), nullable=False, server_default="14"))


def _drop_ladder() -> None:
    op.drop_column("workspace", "prospect_days")
