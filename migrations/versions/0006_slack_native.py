"""Working from Slack alone: files dropped into the DM, what people look at in Home, when their brief comes."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _create_dropped_file()
    _home()
    op.add_column("workspace", sa.Column("advocates_say", sa.String(), nullable=False, server_default=""))
    _create_customer_channel()


def downgrade() -> None:
    _drop_customer_channel()
    op.drop_column("workspace", "advocates_say")
    _drop_home()
    op.drop_table("dropped_file")


def _create_dropped_file() -> None:
    op.create_table(
        "dropped_file",
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("file_id", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("columns", sa.JSON(), nullable=False),
        sa.Column("preview", sa.JSON(), nullable=False),
        sa.Column("outcome", sa.JSON(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("imported_at", UTCDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("team_id", "id"),
    )


def _home() -> None:
    op.create_table(
        "home_view",
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("user_id", sa.String(), nullable=False),
        sa.Column("tab", sa.String(), nullable=False),
        sa.Column("tier", sa.String(), nullable=False),
        sa.Column("search", sa.String(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("team_id", "user_id"),
    )
    op.add_column("member", sa.Column("brief_at", sa.String(), nullable=True))
    op.add_column("member", sa.Column("rests_on", sa.String(), nullable=False, server_default=""))
    op.add_column("member", sa.Column("brief_size", sa.Integer(), nullable=True))
    op.create_index("sign_by_person", "sign_of_life", ["team_id", "by", "created_at"])
    op.create_index("decision_by_person", "decision", ["team_id", "by", "created_at"])


def _drop_home() -> None:
    op.drop_index("decision_by_person", "decision")
    op.drop_index("sign_by_person", "sign_of_life")
    for column in ("brief_size", "rests_on", "brief_at"):
        op.drop_column("member", column)
    op.drop_table("home_view")


def _create_customer_channel() -> None:
    op.create_table(
        "customer_channel",
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("channel_id", sa.String(), nullable=False),
        sa.Column("customer_id", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=True),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["team_id", "customer_id"], ["customer.team_id", "customer.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("team_id", "channel_id"),
    )
    op.create_index("channel_by_customer", "customer_channel", ["team_id", "customer_id"])
    op.add_column("sign_of_life", sa.Column("permalink", sa.String(), nullable=True))


def _drop_customer_channel() -> None:
    op.drop_column("sign_of_life", "permalink")
    op.drop_table("customer_channel")
