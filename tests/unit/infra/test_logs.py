"""Whatever is logged by whichever careless call: no text and no number comes out."""

import json
import logging
import sys
from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st

from helpline.infra import logs

ARABIC = (
    st.text(alphabet="ابتثجحخدذرزسشصضطظعغفقكلمنهويچگپ ", min_size=3, max_size=40)
    .map(str.strip)
    .filter(lambda words: len(words) > 2)
)
SPACED = st.sampled_from(["+964 770 000 0001", "07700-000-001", "(0770) 000.0001", "٠٧٧٠٠٠٠٠٠٠١"])
NUMBERS = st.integers(10**9, 10**12).map(lambda number: f"+{number}") | SPACED
QUICK = hypothesis(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None
)


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> Iterator[StringIO]:
    stream = StringIO()
    handlers, level = logging.root.handlers, logging.root.level
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stderr", stream)
        logs.configure("test", "DEBUG")
    yield stream
    logs.configure("test")
    logging.root.handlers, logging.root.level = handlers, level


def last(stream: StringIO) -> dict[str, Any]:
    return dict(json.loads(stream.getvalue().splitlines()[-1]))


@QUICK
@given(
    words=ARABIC, key=st.sampled_from(["text", "body", "name", "phone", "to", "payload", "message", "words"])
)
def test_a_key_that_is_not_allowed_is_dropped_with_its_value(written: StringIO, words: str, key: str) -> None:
    logs.log().warning("something", **{key: words})

    assert words not in written.getvalue()
    assert key not in last(written)


@QUICK
@given(number=NUMBERS, key=st.sampled_from(["path", "where", "code", "state", "counsellor", "case", "kind"]))
def test_a_number_is_masked_under_every_key(written: StringIO, number: str, key: str) -> None:
    logs.log().warning(f"about {number}", **{key: f"x{number}y"})

    digits = "".join(character for character in number if character.isdigit())
    assert number not in written.getvalue()
    assert digits not in written.getvalue()


@QUICK
@given(number=st.integers(10**9 + 1, 10**13))
def test_a_number_that_is_no_text_is_masked_too(written: StringIO, number: int) -> None:
    logs.log().warning("something", case=number)

    assert str(number) not in written.getvalue()


@QUICK
@given(words=ARABIC, number=NUMBERS)
def test_an_object_is_never_printed(written: StringIO, words: str, number: str) -> None:
    for value in ({"body": words}, [words, number], (number,), {words}, ValueError(words), words.encode()):
        logs.log().error("something", error=value, state=value)

    assert words not in written.getvalue()
    assert number not in written.getvalue()
    assert "dict" in written.getvalue()


@QUICK
@given(words=ARABIC, number=NUMBERS)
def test_an_exception_is_its_class_and_its_lines(written: StringIO, words: str, number: str) -> None:
    try:
        raise ValueError(f"{words} {number}")
    except ValueError:
        logs.log().error("something", exc_info=True)

    assert words not in written.getvalue()
    assert last(written)["error"] == "ValueError"
    assert "test_logs.py" in last(written)["trace"]


@QUICK
@given(words=ARABIC, number=NUMBERS)
def test_a_librarys_log_line_comes_without_its_words(written: StringIO, words: str, number: str) -> None:
    logging.getLogger("sqlalchemy.pool").error("%s %s", words, number)
    logging.getLogger("procrastinate").warning(f"job {words}", exc_info=ValueError(number))

    assert words not in written.getvalue()
    assert number not in written.getvalue()
    assert last(written)["logger"] == "procrastinate"


def test_ids_and_times_stay_readable(written: StringIO) -> None:
    logs.log().info("something", case=123456, seconds=0.5, path="/whatsapp/inbound", sid="SM" + "1" * 32)

    assert last(written)["case"] == 123456
    assert last(written)["sid"] == "SM" + "1" * 32
    assert last(written)["timestamp"].startswith("20")
    assert last(written)["process"] == "test"


def test_every_event_in_the_code_is_a_fixed_word() -> None:
    import re

    from helpline.infra.settings import ROOT

    calls = [
        (path.name, event)
        for room in ("helpline", "whatsapp", "ivr", "processes")
        for path in (ROOT / room).rglob("*.py")
        for event in re.findall(r"log\(\)\.\w+\(\s*([^,)\n]+)", path.read_text(encoding="utf-8"))
    ]

    assert calls
    assert [call for call in calls if not re.fullmatch(r'"[a-z_]+"', call[1])] == []
