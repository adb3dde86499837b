"""debriefs, reviews of closed cases, what the watchdog found last, what may be done with marks of triage"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0020"
down_revision: str | Sequence[str] | None = "0019"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "debriefs",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("counsellor", sa.String(length=64), nullable=False),
        sa.Column("answer", sa.String(length=8), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("called_by", sa.String(length=64), nullable=True),
        sa.Column("called_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_debriefs_counsellor"), "debriefs", ["counsellor"])
    op.create_table(
        "case_reviews",
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("reviewer", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answers", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("note", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"]),
        sa.PrimaryKeyConstraint("case_id"),
    )
    op.create_table(
        "findings",
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("about", sa.String(length=200), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_index(
        "case_events_acknowledged", "case_events", ["at"], postgresql_where=sa.text("kind = 'acknowledged'")
    )
    for column in (
        sa.Column("agreed", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("looked_by", sa.String(length=64), nullable=True),
        sa.Column("looked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("released", sa.Boolean(), nullable=False, server_default=sa.false()),
    ):
        op.add_column("triage_marks", column)


def downgrade() -> None:
    for column in ("released", "looked_at", "looked_by", "agreed"):
        op.drop_column("triage_marks", column)
    op.drop_index(
        "case_events_acknowledged",
        table_name="case_events",
        postgresql_where=sa.text("kind = 'acknowledged'"),
    )
    op.drop_table("findings")
    op.drop_table("case_reviews")
    op.drop_table("debriefs")
