"""whom a contact would rather speak with: a woman, a man, or nobody in particular"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0008"
down_revision: str | Sequence[str] | None = "0007"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.add_column("contacts", sa.Column("prefers", sa.String(length=1), nullable=True))
    op.execute("UPDATE contacts SET prefers = 'f' WHERE prefers_woman")
    op.drop_column("contacts", "prefers_woman")


def downgrade() -> None:
    op.add_column(
        "contacts",
        sa.Column("prefers_woman", sa.Boolean(), nullable=False, server_default=sa.text("false")),
    )
    op.execute("UPDATE contacts SET prefers_woman = true WHERE prefers = 'f'")
    op.alter_column("contacts", "prefers_woman", server_default=None)
    op.drop_column("contacts", "prefers")
