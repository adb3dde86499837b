"""No dead ends, no intent without a consequence, no button that leads nowhere."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from helpline.content.assistant import read
from helpline.content.check import ASSISTANT, assistant_of
from helpline.content.rules.assistant import MAY_END, NO_RULE, assistant_findings
from helpline.conversation.flows import FLOWS

ROOT = Path(__file__).parents[3]
WHOLE = assistant_of(ASSISTANT)
ACTION = """
def run(tracker):
    found = entity(tracker, "page"), entity(tracker, "topic")
    return [button(tracker, "topic.more", "more", page="1"), payload("open_it", topic="sleep")], found
"""
DOMAIN: dict[str, Any] = {
    "intents": ["hello", "more", "open_it", {"bye": {"use_entities": []}}, "nlu_fallback"],
    "entities": [{"topic": {}}, "page", "unread"],
    "responses": {"utter_hello": [{"text": "هلا. شلونك؟"}], "utter_bye": [{"text": "ورسالة وحدة منك تكفي."}]},
    **{"slots": {"topic": {"mappings": [{"type": "from_entity", "entity": "topic"}]}}},
}
RULES: list[Any] = [
    {"rule": "hello", "steps": [{"intent": "hello"}, {"action": "utter_hello"}]},
    {"rule": "bye", "steps": [{"intent": "bye"}, {"action": "utter_bye"}]},
    {
        "rule": "more",
        "steps": [{"or": [{"intent": "more"}, {"intent": "open_it"}]}, {"action": "action_list"}],
    },
]
NLU = [{"intent": "hello", "examples": "- هلا\n- هلو\n"}, {"intent": "bye", "examples": "- باي\n"}]


def check(
    folder: Path, domain: Any = DOMAIN, rules: Any = RULES, nlu: Any = NLU, action: str = ACTION
) -> list[str]:
    (folder / "data").mkdir(exist_ok=True)
    (folder / "actions").mkdir(exist_ok=True)
    (folder / "domain.yml").write_text(yaml.safe_dump(domain, allow_unicode=True), encoding="utf-8")
    data = yaml.safe_dump({"rules": rules, "nlu": nlu}, allow_unicode=True)
    (folder / "data" / "all.yml").write_text(data, encoding="utf-8")
    (folder / "actions" / "topics.py").write_text(action, encoding="utf-8")
    found = assistant_findings(read(folder / "domain.yml", folder / "data", folder / "actions"))
    return [finding.code for finding in found if finding.code != "END02"]


def with_response(*variants: Any) -> dict[str, Any]:
    return {**DOMAIN, "responses": {"utter_x": list(variants)}}


def test_the_assistant_that_ships_has_none_of_it() -> None:
    assert WHOLE is not None
    assert list(assistant_findings(WHOLE)) == []
    assert len(WHOLE.intents) > 50 and sum(WHOLE.utterances.values()) > 1000


def test_every_exception_is_still_needed_and_says_why() -> None:
    assert WHOLE is not None
    assert all(len(reason) > 20 for reason in (*MAY_END.values(), *NO_RULE.values()))
    assert MAY_END.keys() <= WHOLE.responses.keys()
    assert not NO_RULE.keys() & WHOLE.used


def test_a_whole_assistant_passes(tmp_path: Path) -> None:
    assert check(tmp_path) == []


@pytest.mark.parametrize("text", ["الحزن ثگيل.", "شلونك؟ الحزن ثگيل. والليل طويل. وهذا يصير.", "تمام"])
def test_an_answer_after_which_nothing_comes_fails(tmp_path: Path, text: str) -> None:
    assert check(tmp_path, with_response({"text": text})) == ["END01"]


@pytest.mark.parametrize(
    "variant",
    [
        {"text": "الحزن ثگيل. شوكت بدا؟"},
        {"text": "الحزن ثگيل.", "buttons": [{"title": "نكمل", "payload": "/hello"}]},
        {"text": "واذا صار خطر، كلمة «خطر» هنا."},
        {"text": "تمام. احچيلي اكثر."},
        {"text": "تمام، فريقنا يجاوب.", "custom": {"helpline": "person"}},
        {"custom": {"helpline": "raise"}},
    ],
)
def test_a_question_a_button_or_a_next_step_is_a_way_on(tmp_path: Path, variant: Any) -> None:
    assert check(tmp_path, with_response(variant)) == []


def test_one_variant_without_a_way_on_is_enough_to_fail(tmp_path: Path) -> None:
    assert check(tmp_path, with_response({"text": "شلونك؟"}, {"text": "زين."})) == ["END01"]


def test_what_is_followed_by_something_else_is_no_end(tmp_path: Path) -> None:
    goes_on = {"rule": "x", "steps": [{"intent": "hello"}, {"action": "utter_x"}, {"action": "utter_hello"}]}
    ends = {"rule": "y", "steps": [{"intent": "bye"}, {"action": "utter_x"}]}
    domain = with_response({"text": "الحزن ثگيل."})
    assert check(tmp_path, domain, [*RULES, goes_on]) == []
    assert check(tmp_path, domain, [*RULES, goes_on, ends]) == ["END01"]


def test_orphans_fail(tmp_path: Path) -> None:
    assert check(tmp_path, rules=RULES[1:]) == ["INT01"]
    assert check(tmp_path, nlu=NLU[1:]) == ["INT02"]
    assert check(tmp_path, nlu=[*NLU, {"intent": "sing", "examples": "- لا\n"}]) == ["INT03"]
    unknown = {"rule": "x", "steps": [{"intent": "sing"}, {"action": "utter_hello"}]}
    assert check(tmp_path, rules=[*RULES, unknown]) == ["INT03"]


@pytest.mark.parametrize(
    ("payload", "expected"),
    [
        ("/hello", []),
        ('/open_it{"topic": "sleep"}', []),
        ("flow:referral:art", []),
        ("/sing", ["BTN02"]),
        ("/hello{", ["BTN02"]),
        ("/hello there", ["BTN02"]),
        ('/hello{"colour": "red"}', ["BTN03"]),
        ('/hello{"unread": "1"}', ["BTN03"]),
    ],
)
def test_a_button_says_what_is_understood(tmp_path: Path, payload: str, expected: list[str]) -> None:
    domain = with_response({"text": "شلونك؟", "buttons": [{"title": "س", "payload": payload}]})
    assert check(tmp_path, domain) == expected


def test_buttons_that_actions_make_are_held_to_the_same(tmp_path: Path) -> None:
    assert check(tmp_path, action=ACTION.replace('"open_it"', '"sing"')) == ["INT02", "BTN02"]
    assert check(tmp_path, action=ACTION.replace("page=", "pages=")) == ["BTN03"]


def test_every_flow_that_the_assistant_asks_for_or_a_button_begins_exists() -> None:
    assert WHOLE is not None
    asked = set()
    for variant in (variant for variants in WHOLE.responses.values() for variant in variants):
        custom = variant.get("custom") or {}
        if custom.get("helpline") == "flow":
            asked.add(custom["name"].split(":")[0])
        for button in variant.get("buttons") or ():
            if button["payload"].startswith("flow:"):
                asked.add(button["payload"].split(":")[1])
    assert asked and asked <= FLOWS.keys()
