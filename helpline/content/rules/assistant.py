"""The assistant has no dead ends, no intent that nobody acts on, and no button that leads nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from helpline.content.assistant import Assistant
from helpline.content.rules.finding import FAIL, Finding
from helpline.text import normalise

# Responses that may end without a way on, by id, each with its reason.
MAY_END: Mapping[str, str] = {
    "utter_documents": "action_services goes on to where it is, and whom to ask",
    "utter_livelihood": "action_services goes on to where it is, and whom to ask",
    "utter_housing_land": "action_services goes on to where it is, and whom to ask",
    "utter_women_services": "action_services goes on to where it is, and whom to ask",
    "utter_disability_services": "action_services goes on to where it is, and whom to ask",
    "utter_activities": "action_services goes on to where it is, and whom to ask",
    "utter_where_when": "action_services goes on to where it is, and whom to ask",
    **dict.fromkeys(
        ("utter_heard", "utter_heard_love", "utter_heard_glad"),
        "they asked for no questions, and go on by themselves",
    ),
}
# Said by Rasa itself, never by a person or a button.
_OF_RASA = {"nlu_fallback"}
# Intents that no rule waits for, each with what answers them instead.
NO_RULE: Mapping[str, str] = {
    "danger_now": "SafetyPolicy answers it, in any state, before every rule",
}
# What a response may ask of the helpline that leads on by itself: a person writes, a question is asked.
_LEADS_ON = {"person", "screen", "flow", "raise"}
_QUESTION = re.compile(r"[؟?]")
# What to do next, in the words of the last two sentences, in one spelling.
_NEXT_STEP = re.compile(
    r"كلمه «|احچيل|كمل|رساله (?:وحده )?منك|كلمه منك|نناديهم|نطلبلك|write «|بنووسه|كلمه «خطر"
    r"|(?<!\w)(?:هسه|خلي) (?:ناخذ|نسوي|نبدي|چم)|يجاوبك هنا"
)
_SENTENCE_END = re.compile(r"(?<=[.!؟?:])\s+")


def assistant_findings(assistant: Assistant) -> Iterator[Finding]:
    """Apply every rule about the assistant as a whole."""
    yield from _dead_ends(assistant)
    yield from _orphans(assistant)
    yield from _buttons(assistant)


def _dead_ends(assistant: Assistant) -> Iterator[Finding]:
    for name, variants in assistant.responses.items():
        if name in MAY_END or name in assistant.followed:
            continue
        for number, variant in enumerate(variants or ()):
            if isinstance(variant.get("text"), str) and not _leads_on(variant):
                says = (
                    "ends without a question, a button or a next step (or an exception in rules/assistant.py)"
                )
                yield Finding("END01", FAIL, f"domain.yml: {name}[{number}]", says)
    for name in sorted(MAY_END.keys() - assistant.responses.keys()):
        if assistant.responses:
            yield Finding("END02", FAIL, f"rules/assistant.py: {name}", "is excepted and is no response")


def _leads_on(variant: Mapping[str, Any]) -> bool:
    custom = variant.get("custom") or {}
    if variant.get("buttons") or custom.get("helpline") in _LEADS_ON:
        return True
    last = " ".join(_SENTENCE_END.split(variant["text"].strip())[-2:])
    return bool(_QUESTION.search(last) or _NEXT_STEP.search(normalise(last)))


def _orphans(assistant: Assistant) -> Iterator[Finding]:
    said = {one.intent for one in assistant.payloads}
    for intent in sorted(assistant.intents - _OF_RASA):
        where = f"domain.yml: {intent}"
        if intent not in assistant.used and intent not in NO_RULE:
            yield Finding("INT01", FAIL, where, "no rule, story or form waits for this intent")
        if not assistant.utterances[intent] and intent not in said:
            yield Finding("INT02", FAIL, where, "nobody can say this intent: no utterances, and no button")
    for intent in sorted(assistant.utterances.keys() - assistant.intents):
        yield Finding("INT03", FAIL, f"nlu: {intent}", "has utterances and is not in the domain")
    for intent in sorted(assistant.used - assistant.intents):
        yield Finding("INT03", FAIL, f"rules: {intent}", "is waited for and is not in the domain")


def _buttons(assistant: Assistant) -> Iterator[Finding]:
    for where, words in assistant.unreadable:
        yield Finding("BTN02", FAIL, where, f"a button's payload cannot be read: {words}")
    for one in assistant.payloads:
        if one.intent not in assistant.intents:
            yield Finding("BTN02", FAIL, one.where, f"a button says /{one.intent}, which is no intent")
        for entity in one.entities:
            if entity not in assistant.entities:
                yield Finding("BTN03", FAIL, one.where, f"a button's entity {entity} is not in the domain")
            elif entity not in assistant.read:
                yield Finding("BTN03", FAIL, one.where, f"nobody reads the entity {entity} of a button")
