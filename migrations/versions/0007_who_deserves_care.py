"""Who deserves care: one function for each of its parts."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _care_model()
    _connect_customers()
    _worth()
    _profile()
    _create_stocktake()


def downgrade() -> None:
    _drop_stocktake()
    _drop_profile()
    _drop_worth()
    _disconnect_customers()
    _drop_care_model()


def _care_model() -> None:
    op.create_table(
        "care_policy",
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("touches_a_year", sa.Integer(), nullable=False),
        sa.Column("cadence_days", sa.Integer(), nullable=True),
        sa.Column("silence_days", sa.Integer(), nullable=True),
        sa.Column("reply_hours", sa.Integer(), nullable=False),
        sa.Column("activities", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("team_id", "name"),
    )
    op.create_table(
        "care_change",
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("rows", sa.JSON(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("drafted_by", sa.String(), nullable=False),
        sa.Column("drafted_at", UTCDateTime(), nullable=False),
        sa.Column("decided_by", sa.String(), nullable=True),
        sa.Column("decided_at", UTCDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("team_id", "id"),
    )
    op.create_index("care_change_by_state", "care_change", ["team_id", "state", "decided_at"])
    op.add_column("customer", sa.Column("activities", sa.JSON(), nullable=True))
    op.add_column("customer", sa.Column("care_reason", sa.String(), nullable=False, server_default=""))


def _drop_care_model() -> None:
    op.drop_column("customer", "care_reason")
    op.drop_column("customer", "activities")
    op.drop_table("care_change")
    op.drop_table("care_policy")


def _connect_customers() -> None:
    op.add_column("customer", sa.Column("parent_id", sa.String(), nullable=True))
    op.create_index("customer_by_parent", "customer", ["team_id", "parent_id"])


def _disconnect_customers() -> None:
    op.drop_index("customer_by_parent", "customer")
    op.drop_column("customer", "parent_id")


def _worth() -> None:
    op.create_table(
        "cost",
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("team_id", "kind"),
    )
    op.add_column("workspace", sa.Column("sales_points", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("workspace", sa.Column("communicating_minor", sa.BigInteger(), nullable=False, server_default="0"))
    op.add_column("customer", sa.Column("sales_points", sa.Integer(), nullable=True))


def _drop_worth() -> None:
    op.drop_column("customer", "sales_points")
    op.drop_column("workspace", "communicating_minor")
    op.drop_column("workspace", "sales_points")
    op.drop_table("cost")


def _profile() -> None:
    op.add_column("customer", sa.Column("rung", sa.String(), nullable=True))
    op.add_column("workspace", sa.Column("ideal_profile", sa.String(), nullable=False, server_default=""))
    op.add_column("message", sa.Column("file_id", sa.String(), nullable=True))


def _drop_profile() -> None:
    op.drop_column("message", "file_id")
    op.drop_column("workspace", "ideal_profile")
    op.drop_column("customer", "rung")


def _create_stocktake() -> None:
    op.create_table(
        "stocktake",
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("begun_by", sa.String(), nullable=True),
        sa.Column("begun_at", UTCDateTime(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("closed_by", sa.String(), nullable=True),
        sa.Column("closed_at", UTCDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("team_id", "id"),
    )
    op.create_index("stocktake_by_time", "stocktake", ["team_id", "begun_at"])
    _create_grading()


def _create_grading() -> None:
    answers = [
        sa.Column(name, sa.Integer(), nullable=False) for name in ("pleasant", "loyal", "refers", "pays", "staff")
    ]
    op.create_table(
        "grading",
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("stocktake_id", sa.String(), nullable=False),
        sa.Column("customer_id", sa.String(), nullable=False),
        sa.Column("tier_before", sa.String(), nullable=True),
        sa.Column("revenue_minor", sa.BigInteger(), nullable=True),
        sa.Column("band", sa.String(), nullable=False),
        *answers,
        sa.Column("sources", sa.JSON(), nullable=False),
        sa.Column("by_hand", sa.Boolean(), nullable=False),
        sa.Column("suggested", sa.String(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("chosen", sa.String(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("graded_by", sa.String(), nullable=True),
        sa.Column("graded_at", UTCDateTime(), nullable=True),
        sa.Column("confirmed_by", sa.String(), nullable=True),
        sa.Column("confirmed_at", UTCDateTime(), nullable=True),
        sa.Column("given", sa.String(), nullable=True),
        sa.Column("taken_back_at", UTCDateTime(), nullable=True),
        sa.Column("deadline", sa.Date(), nullable=True),
        sa.Column("owner_id", sa.String(), nullable=True),
        sa.Column("decision", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["team_id", "customer_id"], ["customer.team_id", "customer.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["team_id", "stocktake_id"], ["stocktake.team_id", "stocktake.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("team_id", "id"),
    )
    op.create_index("grading_by_stocktake", "grading", ["team_id", "stocktake_id", "customer_id"], unique=True)
    op.create_index("grading_by_customer", "grading", ["team_id", "customer_id"])


def _drop_stocktake() -> None:
    op.drop_table("grading")
    op.drop_table("stocktake")
