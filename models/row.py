"""What most tables share: a workspace's rows are found by workspace first, then by an opaque id."""

from sqlalchemy import ForeignKeyConstraint
from sqlmodel import Field, SQLModel

from models.ids import new_id


class Row(SQLModel):
    """A row of one workspace; `team_id` leads the key, as it leads every query."""

    team_id: str = Field(primary_key=True)
    id: str = Field(primary_key=True, default_factory=new_id)


def of_customer() -> ForeignKeyConstraint:
    """Tie a table's `customer_id` to a customer of the same workspace."""
    return ForeignKeyConstraint(["team_id", "customer_id"], ["customer.team_id", "customer.id"], ondelete="CASCADE")
