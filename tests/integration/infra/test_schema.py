"""The migrations make the tables that the code declares."""

import importlib

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from helpline.infra.database import Base, engine
from helpline.infra.settings import ROOT


def declared_in() -> list[str]:
    """Return the modules of the rooms that declare a table."""
    return [
        ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for room in ("helpline", "whatsapp", "ivr", "console")
        for path in (ROOT / room).rglob("*.py")
        if "__tablename__" in path.read_text(encoding="utf-8")
    ]


def ours(_object: object, name: str | None, kind: str, *_: object) -> bool:
    return not (kind == "table" and name is not None and name.startswith(("procrastinate_", "alembic_")))


def test_every_table_is_migrated_and_nothing_differs(database: str) -> None:
    for module in declared_in():
        importlib.import_module(module)
    with engine().connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": ours})

        assert compare_metadata(context, Base.metadata) == []


def test_autogenerate_sees_every_module_that_declares_a_table() -> None:
    known = (ROOT / "migrations" / "env.py").read_text(encoding="utf-8")

    imported = {"helpline.cases.case"}  # by helpline.cases.assessments
    assert [name for name in declared_in() if f'"{name}"' not in known and name not in imported] in (
        [],
        ["helpline.contacts.contact"],
    )
