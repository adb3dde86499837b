"""a caller's language, calls by keys alone, call-backs"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0003"
down_revision: str | Sequence[str] | None = "0002"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.add_column("contacts", sa.Column("language", sa.String(length=8), nullable=True))
    for name, default in (("by_keys", "false"), ("inbound", "true")):
        op.add_column("calls", sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.text(default)))
        op.alter_column("calls", name, server_default=None)
    op.create_table(
        "call_backs",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("token", sa.UUID(), nullable=False),
        sa.Column("contact_id", sa.BigInteger(), nullable=False),
        sa.Column("danger", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("first_due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["contact_id"], ["contacts.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("token"),
    )
    op.create_index(
        "one_call_back_a_contact",
        "call_backs",
        ["contact_id"],
        unique=True,
        postgresql_where=sa.text("state IN ('due', 'calling')"),
    )
    op.create_index("call_backs_created", "call_backs", ["created_at"])


def downgrade() -> None:
    op.drop_table("call_backs")
    op.drop_column("calls", "inbound")
    op.drop_column("calls", "by_keys")
    op.drop_column("contacts", "language")
