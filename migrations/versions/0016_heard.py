"""who has heard a case's alarm in the console; what was closed lately is found by its time"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0016"
down_revision: str | Sequence[str] | None = "0015"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "console_heard",
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["console_accounts.id"]),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"]),
        sa.PrimaryKeyConstraint("account_id", "case_id"),
    )
    op.create_index("console_heard_by_case", "console_heard", ["case_id"])
    op.create_index(
        "cases_by_end", "cases", ["resolved_at"], postgresql_where=sa.text("state = 'resolved'")
    )


def downgrade() -> None:
    op.drop_index("cases_by_end", table_name="cases", postgresql_where=sa.text("state = 'resolved'"))
    op.drop_table("console_heard")
