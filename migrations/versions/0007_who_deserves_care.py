"""Who deserves care, when, and did it happen: the care model of each workspace."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _care_model()


def downgrade() -> None:
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
    op.add_column("customer", sa.Column("activities", sa.JSON(), nullable=True))
    op.add_column("customer", sa.Column("care_reason", sa.String(), nullable=False, server_default=""))


def _drop_care_model() -> None:
    op.drop_column("customer", "care_reason")
    op.drop_column("customer", "activities")
    op.drop_table("care_policy")
