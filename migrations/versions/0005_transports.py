"""how far an alert came, whom a contact would rather speak with, what tells a state"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0005"
down_revision: str | Sequence[str] | None = "0004"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.add_column("alerts", sa.Column("error_code", sa.String(length=64), nullable=True))
    op.add_column("alerts", sa.Column("delivered_at", sa.DateTime(timezone=True), nullable=True))
    op.create_index(op.f("ix_alerts_sent_at"), "alerts", ["sent_at"])
    op.add_column(
        "contacts",
        sa.Column("prefers_woman", sa.Boolean(), nullable=False, server_default=sa.text("false")),
    )
    op.alter_column("contacts", "prefers_woman", server_default=None)
    op.add_column(
        "outbox", sa.Column("tells_state", sa.Boolean(), nullable=False, server_default=sa.text("false"))
    )
    op.alter_column("outbox", "tells_state", server_default=None)


def downgrade() -> None:
    op.drop_column("outbox", "tells_state")
    op.drop_column("contacts", "prefers_woman")
    op.drop_index(op.f("ix_alerts_sent_at"), table_name="alerts")
    op.drop_column("alerts", "delivered_at")
    op.drop_column("alerts", "error_code")
