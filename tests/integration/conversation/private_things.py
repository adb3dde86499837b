"""What tests of a contact's own share: a plan, a code word, a hidden chat, and all that is stored."""

from typing import Any

from sqlalchemy import inspect, text

from helpline.contacts.safety_plan import SafetyPlan
from helpline.infra.database import engine, transaction
from tests.integration.world import World

WORD = "رمانة حامضة"


ANSWERS = ("انام هواية", "اسمع فيروز", "بيت خالتي", "ام علي", "دكتورة سارة", "خالي يشيلها", "دراستي")


def with_a_plan(world: World) -> list[str]:
    world.says("خطة الامان")
    last: list[str] = []
    for answer in ANSWERS:
        last = world.says(answer)
    return last


def with_a_word(world: World) -> list[str]:
    world.says("كلمة سر")
    world.says(WORD)
    return world.says(WORD)


def hidden(world: World) -> None:
    with_a_word(world)
    world.says("محادثة عادية")


def everything_stored() -> str:
    """Return all that the database holds, decrypted as the code would."""
    from helpline.infra.crypto import decrypt

    found = []
    with engine().connect() as connection:
        for table in inspect(connection).get_table_names():
            for row in connection.execute(text(f'SELECT * FROM "{table}"')):
                for value in row:
                    if isinstance(value, bytes | memoryview):
                        try:
                            found.append(decrypt(bytes(value)))
                        except Exception:
                            found.append(repr(bytes(value)))
                    else:
                        found.append(str(value))
    return "\n".join(found)


def plans() -> list[Any]:
    with transaction() as session:
        return list(session.query(SafetyPlan))
