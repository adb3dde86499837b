"""Replies that the assistant did not give."""

import json
from contextlib import nullcontext
from types import SimpleNamespace

import pytest

from bench.fallbacks import fallbacks
from helpline import content
from helpline.infra.crypto import encrypt
from tests.unit.bench.sent_messages import sent


def test_a_message_answered_with_the_fallback_text_is_counted_once(environment: pytest.MonkeyPatch) -> None:
    fixed = content.text("fallback.slow", emergency=content.emergency_number(None))
    rows = [
        (sid, encrypt(json.dumps({"text": text, "buttons": []})))
        for sid, text in (("SM1", fixed), ("SM1", fixed), ("SM2", "هلا بيك"), ("SM3", fixed))
    ]
    answer = SimpleNamespace(fetchall=lambda: rows)
    database = SimpleNamespace(execute=lambda query, values: answer)
    assert fallbacks(lambda: nullcontext(database), [sent(1)]) == 2  # type: ignore[arg-type, return-value]
