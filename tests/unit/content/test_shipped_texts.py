"""The texts that ship: complete, without a warning of language, and true to what code asks of them."""

import re
from pathlib import Path

import pytest

from helpline import content
from helpline.content.check import check_items
from helpline.content.items import VALUES, from_texts
from helpline.content.required import REQUIRED
from helpline.content.rules.language import LONGEST_PROMPT, seconds_to_say

ROOT = Path(__file__).parents[3]
TEXTS = content.all_texts()
_KINDS = (
    "danger|amber|case|language|handover|screening|asq|fallback|media|opt_out|opt_in|ivr|alert|welcome|"
    "window|follow_up"
)
_ID = re.compile(rf"""["']((?:{_KINDS})\.[a-z_]+(?:\.[a-z0-9_]+)*)["']""")


def test_no_rule_finds_anything_in_them() -> None:
    findings = list(check_items(from_texts(TEXTS), content.all_hotlines()))
    assert findings == []


@pytest.mark.parametrize("id", REQUIRED)
@pytest.mark.parametrize("address", ["neutral", "m", "f"])
@pytest.mark.parametrize("spoken", [False, True])
def test_every_text_can_be_said_to_everybody_in_every_way(id: str, address: str, spoken: bool) -> None:
    said = content.text(id, address=address, spoken=spoken, **VALUES)
    assert said.strip() and not re.search(r"[{}]|None", said)


def test_every_id_in_the_code_is_a_text() -> None:
    used = {
        (match, path.relative_to(ROOT).as_posix())
        # The console has texts of its own (tests/unit/console).
        for folder in ("helpline", "ivr", "whatsapp", "processes")
        for path in (ROOT / folder).rglob("*.py")
        if "content" not in path.parts
        for match in _ID.findall(path.read_text(encoding="utf-8"))
        if not match.endswith(".py")
    }
    assert {
        (id, path) for id, path in used if id not in TEXTS and id.split(".")[0] != "conversation"
    } == set()


@pytest.mark.parametrize("id", [id for id in REQUIRED if id.startswith(("danger.", "ivr.danger"))])
def test_no_danger_text_ever_says_more_than_its_state(id: str) -> None:
    words = content.text(id, **VALUES)
    if TEXTS[id].state in ("calling", "nobody_yet"):
        assert "911" in words
        assert "استلم" not in words and "صارت يم" not in words
    assert "لا تخاف" not in words and "اوعدك" not in words


@pytest.mark.parametrize("id", ["alert.voice.opening", "alert.voice.no_key"])
def test_a_voicemail_or_a_family_learns_nothing_from_a_ringing_alert(id: str) -> None:
    assert not re.search("خطر|انتحار|حالة|موت|مساعد|نفس", content.text(id))


def test_callers_hear_the_way_out_first_and_shortly() -> None:
    opening = content.text("ivr.opening", spoken=True)
    assert "خطر" in opening and "واحد" in opening
    assert seconds_to_say(opening) < LONGEST_PROMPT
    assert content.text("ivr.menu", spoken=True).index("خطر") < content.text("ivr.menu", spoken=True).index(
        "المساعد"
    )
