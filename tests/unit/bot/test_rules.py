"""Rules, domain and training data agree, without Rasa."""

from __future__ import annotations

from typing import Any

import yaml

from bot.encoder.corpus import SHORT_ANSWERS, utterances

with open("domain.yml", encoding="utf-8") as file:
    DOMAIN: dict[str, Any] = yaml.safe_load(file)
with open("bot/data/rules.yml", encoding="utf-8") as file:
    RULES: list[dict[str, Any]] = yaml.safe_load(file)["rules"]


def test_every_intent_but_the_danger_button_has_a_rule() -> None:
    ruled = {step["intent"] for rule in RULES for step in rule["steps"] if "intent" in step}
    # SafetyPolicy answers the button itself.
    assert set(DOMAIN["intents"]) - ruled == {"danger_now"}


def test_every_action_of_a_rule_exists() -> None:
    used = {step["action"] for rule in RULES for step in rule["steps"] if "action" in step}
    assert used <= set(DOMAIN["actions"]) | set(DOMAIN["responses"]) | set(DOMAIN["forms"])


def test_the_training_data_speaks_of_known_intents_only() -> None:
    said = {example.label for example in utterances() + utterances(SHORT_ANSWERS.parent, SHORT_ANSWERS.name)}
    assert said <= set(DOMAIN["intents"])
    assert set(DOMAIN["intents"]) - said == {
        *(
            "safe_to_talk",
            "not_safe_now",
            "danger_now",
            "start_skill",
            "open_topic",
            "nlu_fallback",
            "wants_to_harm",
        ),
    }


def test_no_slot_leaks_into_the_choice_of_a_rule() -> None:
    assert not [name for name, slot in DOMAIN["slots"].items() if slot["influence_conversation"]]
