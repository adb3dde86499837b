"""what a counsellor says and does: handed back, notes, outcome, follow-ups, plans"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0006"
down_revision: str | Sequence[str] | None = "0005"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.add_column("cases", sa.Column("peak", sa.Integer(), nullable=True))
    op.execute("UPDATE cases SET peak = level")
    op.alter_column("cases", "peak", nullable=False)
    op.add_column("cases", sa.Column("about", sa.String(length=8), nullable=False, server_default="self"))
    op.alter_column("cases", "about", server_default=None)
    op.add_column("cases", sa.Column("last_word_at", sa.DateTime(timezone=True), nullable=True))
    op.execute("UPDATE cases SET last_word_at = first_word_at")
    op.add_column("cases", sa.Column("known_to", sa.String(length=64), nullable=True))
    op.add_column("cases", sa.Column("screening", sa.LargeBinary(), nullable=True))
    op.add_column(
        "cases", sa.Column("outcome", postgresql.JSONB(astext_type=sa.Text()), nullable=True)
    )
    op.add_column("contacts", sa.Column("safe_time", sa.String(length=16), nullable=True))
    op.create_table(
        "case_notes",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("author", sa.String(length=64), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_case_notes_case_id"), "case_notes", ["case_id"])
    op.create_table(
        "follow_ups",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("contact_id", sa.BigInteger(), nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(length=16), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"]),
        sa.ForeignKeyConstraint(["contact_id"], ["contacts.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_follow_ups_contact_id"), "follow_ups", ["contact_id"])
    op.create_index(
        "follow_ups_due", "follow_ups", ["due_at"], postgresql_where="stage = 'agreed'"
    )
    op.create_index(
        "one_offer_a_contact",
        "follow_ups",
        ["contact_id"],
        unique=True,
        postgresql_where="stage IN ('asked', 'when')",
    )
    op.create_table(
        "contact_plans",
        sa.Column("contact_id", sa.BigInteger(), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("minutes_a_day", sa.Integer(), nullable=True),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("author", sa.String(length=64), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["contact_id"], ["contacts.id"]),
        sa.PrimaryKeyConstraint("contact_id"),
    )


def downgrade() -> None:
    op.drop_table("contact_plans")
    op.drop_table("follow_ups")
    op.drop_table("case_notes")
    op.drop_column("contacts", "safe_time")
    for name in ("outcome", "screening", "known_to", "last_word_at", "about", "peak"):
        op.drop_column("cases", name)
