"""indexes for what is behind a message in its lane, and for what an alert sent"""

from collections.abc import Sequence

from alembic import op

revision: str = "0022"
down_revision: str | Sequence[str] | None = "0021"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    # Each status callback of Twilio's asks for the first, each step of an escalation for the second.
    op.create_index("outbox_by_lane", "outbox", ["lane", "id"], postgresql_where="lane IS NOT NULL")
    op.create_index("outbox_by_alert", "outbox", ["alert_id"], postgresql_where="alert_id IS NOT NULL")


def downgrade() -> None:
    op.drop_index("outbox_by_alert", "outbox")
    op.drop_index("outbox_by_lane", "outbox")
