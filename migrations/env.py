"""Run migrations on the database of the environment."""

import importlib
from typing import Any, Literal

from alembic import context
from sqlalchemy.types import TypeDecorator

from helpline.infra.database import Base, engine

# Every module that declares a table, so that autogenerate and the schema test see them all.
TABLES = (
    "console.accounts.model",
    "console.queue_heard",
    "console.roster_links",
    "helpline.alerts.alert",
    "helpline.alerts.drill.model",
    "helpline.alerts.oversight.debrief",
    "helpline.alerts.roster.confirm",
    "helpline.alerts.roster.overrides",
    "helpline.alerts.watchdog.seen",
    "helpline.cases.assessments",
    "helpline.cases.follow_up",
    "helpline.cases.review",
    "helpline.cases.triage_mark",
    "helpline.contacts.inbox",
    "helpline.contacts.media",
    "helpline.contacts.plan",
    "helpline.contacts.questionnaire",
    "helpline.contacts.safety_plan",
    "helpline.content.reviews.model",
    "helpline.content.verifications.model",
    "helpline.conversation.state",
    "helpline.infra.audit",
    "helpline.infra.looks",
    "helpline.outbox.row",
    "helpline.referrals.model",
    "helpline.referrals.sessions",
    "ivr.call",
    "ivr.call_back",
    "whatsapp.templates",
)
for name in TABLES:
    importlib.import_module(name)


def include_name(name: str | None, kind: str, _parents: Any) -> bool:
    """Leave the job queue's tables to procrastinate, which brings its own schema."""
    return not (kind == "table" and name is not None and name.startswith("procrastinate_"))


def render_item(kind: str, item: Any, _autogen: Any) -> str | Literal[False]:
    """Write an encrypted column as the bytes that it is in the database."""
    return "sa.LargeBinary()" if kind == "type" and isinstance(item, TypeDecorator) else False


with engine().connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        include_name=include_name,
        render_item=render_item,
    )
    with context.begin_transaction():
        context.run_migrations()
    connection.commit()
