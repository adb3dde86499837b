"""whether a contact was asked how to be addressed"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0018"
down_revision: str | Sequence[str] | None = "0017"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.add_column(
        "contacts", sa.Column("address_asked", sa.Boolean(), nullable=False, server_default=sa.text("false"))
    )
    op.alter_column("contacts", "address_asked", server_default=None)


def downgrade() -> None:
    op.drop_column("contacts", "address_asked")
