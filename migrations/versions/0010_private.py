"""what is a contact's own: a safety plan, a code word, a disguised chat, a wish to be erased"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0010"
down_revision: str | Sequence[str] | None = "0009"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_TIMES = ("code_refused_at", "disguised_at", "erase_asked_at")


def upgrade() -> None:
    op.add_column("contacts", sa.Column("code_word", sa.String(length=200), nullable=True))
    for name in _TIMES:
        op.add_column("contacts", sa.Column(name, sa.DateTime(timezone=True), nullable=True))
    op.add_column("conversations", sa.Column("code_passed_at", sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        "safety_plans",
        sa.Column("contact_id", sa.BigInteger(), nullable=False),
        sa.Column("answers", sa.LargeBinary(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("draft", sa.LargeBinary(), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["contact_id"], ["contacts.id"]),
        sa.PrimaryKeyConstraint("contact_id"),
    )


def downgrade() -> None:
    op.drop_table("safety_plans")
    op.drop_column("conversations", "code_passed_at")
    for name in ("code_word", *_TIMES):
        op.drop_column("contacts", name)
