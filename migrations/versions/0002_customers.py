"""Customers, their other names, and the people there."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _create_customer()
    _create_alias()
    _create_contact()


def downgrade() -> None:
    for table in ("contact", "alias", "customer"):
        op.drop_table(table)


def _create_customer() -> None:
    op.create_table(
        "customer",
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("normal", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("external_id", sa.String(), nullable=True),
        sa.Column("tier", sa.String(), nullable=True),
        sa.Column("tier_suggested", sa.Boolean(), nullable=False),
        sa.Column("key", sa.Boolean(), nullable=False),
        sa.Column("champion_id", sa.String(), nullable=True),
        sa.Column("cadence_days", sa.Integer(), nullable=True),
        sa.Column("silence_days", sa.Integer(), nullable=True),
        sa.Column("revenue_minor", sa.BigInteger(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("added_on", sa.Date(), nullable=False),
        sa.Column("first_ask_on", sa.Date(), nullable=True),
        sa.Column("ask_last_spoke", sa.Boolean(), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("team_id", "id"),
    )
    op.create_index("customer_by_champion", "customer", ["team_id", "champion_id"])
    op.create_index("customer_by_name", "customer", ["team_id", "normal"])
    op.create_index("customer_by_source", "customer", ["team_id", "source", "external_id"], unique=True)


def _create_alias() -> None:
    op.create_table(
        "alias",
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("customer_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("normal", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["team_id", "customer_id"], ["customer.team_id", "customer.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("team_id", "id"),
    )
    op.create_index("alias_by_customer", "alias", ["team_id", "customer_id"])


def _create_contact() -> None:
    op.create_table(
        "contact",
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("customer_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("likes", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["team_id", "customer_id"], ["customer.team_id", "customer.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("team_id", "id"),
    )
    op.create_index("contact_by_customer", "contact", ["team_id", "customer_id"])
