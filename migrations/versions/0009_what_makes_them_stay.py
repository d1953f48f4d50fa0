"""What makes them stay: what they say, ideas, what is known of them by day, moments of truth."""

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
    _moment()
    _pulse()
    _refer()
    _quality()
    _offering()
    _thanks()


def downgrade() -> None:
    op.drop_table("thank_you")
    _drop_offering()
    op.drop_table("quality_month")
    _drop_refer()
    _drop_pulse()
    _drop_moment()
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


def _moment() -> None:
    op.create_table(
        "moment",
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("rung", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("system", sa.String(), nullable=False),
        sa.Column("owner_id", sa.String(), nullable=True),
        sa.Column("after_days", sa.Integer(), nullable=True),
        sa.Column("every_days", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("since", UTCDateTime(), nullable=True),
        sa.Column("removed_at", UTCDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("team_id", "id"),
    )
    op.create_table(
        "moment_check",
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("moment_id", sa.String(), nullable=False),
        sa.Column("customer_id", sa.String(), nullable=True),
        sa.Column("began_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("later_until", sa.Date(), nullable=True),
        sa.Column("since", UTCDateTime(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("answered_at", UTCDateTime(), nullable=True),
        sa.Column("by", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["team_id", "customer_id"], ["customer.team_id", "customer.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["team_id", "moment_id"], ["moment.team_id", "moment.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("team_id", "id"),
    )
    op.create_index("moment_check_by_customer", "moment_check", ["team_id", "customer_id"])
    op.create_index("moment_check_by_moment", "moment_check", ["team_id", "moment_id"])
    op.create_table(
        "moment_told",
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("message_key", sa.String(), nullable=False),
        sa.Column("check_id", sa.String(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["team_id", "check_id"], ["moment_check.team_id", "moment_check.id"], ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("team_id", "message_key", "check_id"),
    )
    op.create_index("moment_told_by_check", "moment_told", ["team_id", "check_id"])


def _drop_moment() -> None:
    op.drop_table("moment_told")
    op.drop_table("moment_check")
    op.drop_table("moment")


def _pulse() -> None:
    op.create_table(
        "pulse_part",
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("quarter", sa.String(), nullable=False),
        sa.Column("user_id", sa.String(), nullable=False),
        sa.Column("offered_in", sa.String(), nullable=True),
        sa.Column("declined", sa.Boolean(), nullable=False),
        sa.Column("sent", sa.Boolean(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("draft", sa.JSON(), nullable=True),
        sa.PrimaryKeyConstraint("team_id", "quarter", "user_id"),
    )
    op.create_table(
        "pulse_count",
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("quarter", sa.String(), nullable=False),
        sa.Column("managers", sa.Boolean(), nullable=False),
        sa.Column("area", sa.String(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("team_id", "quarter", "managers", "area", "score"),
    )
    op.create_table(
        "pulse_change",
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("quarter", sa.String(), nullable=False),
        sa.Column("area", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("owner_id", sa.String(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("told_in", sa.String(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("undone_at", UTCDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("team_id", "id"),
    )


def _quality() -> None:
    op.create_table(
        "quality_month",
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("user_id", sa.String(), nullable=False),
        sa.Column("month", sa.String(), nullable=False),
        sa.Column("asked_in", sa.String(), nullable=True),
        sa.Column("answer", sa.String(), nullable=True),
        sa.Column("before", sa.Integer(), nullable=True),
        sa.Column("after", sa.Integer(), nullable=True),
        sa.Column("taken_back", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("team_id", "user_id", "month"),
    )


def _thanks() -> None:
    op.create_table(
        "thank_you",
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("thanked_id", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("undone_at", UTCDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("team_id", "id"),
    )
    op.create_index("thank_you_by_time", "thank_you", ["team_id", "created_at"])


def _drop_pulse() -> None:
    for table in ("pulse_change", "pulse_count", "pulse_part"):
        op.drop_table(table)


def _refer() -> None:
    op.create_table(
        "referral",
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("customer_id", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("new_customer_id", sa.String(), nullable=True),
        sa.Column("by", sa.String(), nullable=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("undone_at", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["team_id", "customer_id"], ["customer.team_id", "customer.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("team_id", "id"),
    )
    op.create_index("referral_by_customer", "referral", ["team_id", "customer_id"])
    op.create_index("referral_by_new_customer", "referral", ["team_id", "new_customer_id"])


def _drop_refer() -> None:
    op.drop_table("referral")


def _offering() -> None:
    op.create_table(
        "offering",
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("removed_at", UTCDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("team_id", "id"),
    )
    op.create_index("offering_by_place", "offering", ["team_id", "place"])


def _drop_offering() -> None:
    op.drop_table("offering")
