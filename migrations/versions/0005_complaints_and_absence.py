"""Complaints and their steps, absences, hand-overs, and customers who leave."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _create_complaint()
    _create_complaint_step()
    _create_absence()
    _create_hand_over()
    op.add_column("customer", sa.Column("left_on", sa.Date(), nullable=True))
    op.add_column("customer", sa.Column("left_reason", sa.String(), nullable=True))
    op.add_column("nudge", sa.Column("complaint_id", sa.String(), nullable=True))
    op.add_column("nudge", sa.Column("plan_id", sa.String(), nullable=True))


def downgrade() -> None:
    op.drop_column("nudge", "plan_id")
    op.drop_column("nudge", "complaint_id")
    op.drop_column("customer", "left_reason")
    op.drop_column("customer", "left_on")
    for table in ("hand_over", "absence", "complaint_step", "complaint"):
        op.drop_table(table)


def _of_customer() -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["team_id", "customer_id"], ["customer.team_id", "customer.id"], ondelete="CASCADE")


def _create_complaint() -> None:
    op.create_table(
        "complaint",
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("customer_id", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("permalink", sa.String(), nullable=True),
        sa.Column("opened_by", sa.String(), nullable=True),
        sa.Column("opened_at", UTCDateTime(), nullable=False),
        sa.Column("reader_id", sa.String(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("round_opened_at", UTCDateTime(), nullable=False),
        sa.Column("reply_due_at", UTCDateTime(), nullable=False),
        sa.Column("answered_at", UTCDateTime(), nullable=True),
        sa.Column("recovered_at", UTCDateTime(), nullable=True),
        sa.Column("confirmed_at", UTCDateTime(), nullable=True),
        sa.Column("beyond", sa.String(), nullable=False),
        sa.Column("cause", sa.String(), nullable=False),
        sa.Column("prevention", sa.String(), nullable=False),
        sa.Column("withdrawn_at", UTCDateTime(), nullable=True),
        _of_customer(),
        sa.PrimaryKeyConstraint("team_id", "id"),
    )
    op.create_index("complaint_by_customer", "complaint", ["team_id", "customer_id"])
    op.create_index("complaint_by_state", "complaint", ["team_id", "state"])
    op.create_index("complaint_by_time", "complaint", ["team_id", "opened_at"])


def _create_complaint_step() -> None:
    op.create_table(
        "complaint_step",
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("complaint_id", sa.String(), nullable=False),
        sa.Column("customer_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("prevention", sa.String(), nullable=False),
        sa.Column("fact_id", sa.String(), nullable=True),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("undone_at", UTCDateTime(), nullable=True),
        _of_customer(),
        sa.PrimaryKeyConstraint("team_id", "id"),
    )
    op.create_index("complaint_step_by_complaint", "complaint_step", ["team_id", "complaint_id"])
    op.create_index("complaint_step_by_customer", "complaint_step", ["team_id", "customer_id"])
    op.create_index("complaint_step_by_fact", "complaint_step", ["team_id", "fact_id"])


def _create_absence() -> None:
    op.create_table(
        "absence",
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("user_id", sa.String(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("cover_id", sa.String(), nullable=True),
        sa.Column("by", sa.String(), nullable=True),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("ended_at", UTCDateTime(), nullable=True),
        sa.Column("undone_at", UTCDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("team_id", "id"),
    )
    op.create_index("absence_by_day", "absence", ["team_id", "last_day"])


def _create_hand_over() -> None:
    op.create_table(
        "hand_over",
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("customer_id", sa.String(), nullable=False),
        sa.Column("giver_id", sa.String(), nullable=True),
        sa.Column("receiver_id", sa.String(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("asked_at", UTCDateTime(), nullable=False),
        sa.Column("answer_by", UTCDateTime(), nullable=False),
        sa.Column("answered_at", UTCDateTime(), nullable=True),
        sa.Column("ended_at", UTCDateTime(), nullable=True),
        _of_customer(),
        sa.PrimaryKeyConstraint("team_id", "id"),
    )
    op.create_index("hand_over_by_customer", "hand_over", ["team_id", "customer_id"])
    op.create_index("hand_over_by_state", "hand_over", ["team_id", "state"])
