"""A skill is never a trap: whatever else the contact clearly says ends it and is answered at once.

Where a step has asked for their own words, a feeling or a worry is the answer, and only a request ends it.
"""

from __future__ import annotations

from typing import Any, Dict, List, Optional, Text

from rasa.core.policies.policy import PolicyPrediction
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, Event, SlotSet
from rasa.shared.core.trackers import DialogueStateTracker

from bot.components.rule_answers import RuleAnswersPolicy
from bot.components.safety_policy import SKILL_SLOTS, leave_loop

FORM = "skill_form"
STOPPED = "utter_exercise_stopped"
UNAVAILABLE = "utter_skill_unavailable"
# Said in the middle of an exercise these go on with it.
GOES_ON = frozenset(
    (
        "affirm",
        "compliment",
        "confused",
        "feel_better",
        "greet",
        "how_are_you",
        "inform_location",
        "joke",
        # «what comes next», said in a skill, means its next step.
        "next_part",
        "nlu_fallback",
        "not_sure",
        "religious_phrase",
        "repeat_please",
        "thanks",
    )
)
STOPS = frozenset(["deny", "refuse_answer"])
# No longer than this, «no» to a question is a wish to stop and not the beginning of an answer.
SHORT_NO = 5
# Requests, which are heard even where a step has asked for words that may be about anything.
REQUESTS = frozenset(
    (
        "are_you_robot",
        "ask_counsellor",
        "ask_menu",
        "ask_privacy",
        "ask_woman",
        "breathing_exercise",
        "choose_skill",
        "complaint",
        "domestic_violence",
        "erase_my_data",
        "goodbye",
        "grounding_exercise",
        "hide_chat",
        "just_listen",
        "online_blackmail",
        "other_language",
        "panic_attack",
        "stop_messages",
        "who_are_you",
    )
)
# What a slot keeps when a skill is left for something else: the skill that was asked for with this message.
_WANTED = ("skill",)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=True)
class ExercisePolicy(RuleAnswersPolicy):
    """Leave an active form when a clear, different intent comes, and answer that intent as its rule says."""

    @staticmethod
    def get_default_config() -> Dict[Text, Any]:
        """Return the defaults: below SafetyPolicy, and sure of what was said."""
        return {"priority": 90, "confidence": 0.55}

    def predict_action_probabilities(
        self,
        tracker: DialogueStateTracker,
        domain: Domain,
        rule_only_data: Optional[Dict[Text, Any]] = None,
        **kwargs: Any,
    ) -> PolicyPrediction:
        """Predict the answer to an interruption, or that a skill cannot go on; else forget a finished one."""
        odds = self._default_predictions(domain)
        if tracker.latest_action_name in (STOPPED, UNAVAILABLE):
            # No rule knows these answers, so none ends the turn after them.
            odds[domain.index_for_action(ACTION_LISTEN_NAME)] = 1.0
            return self._prediction(odds, is_no_user_prediction=True)
        if _said_nothing(tracker):
            return self._leaving(odds, UNAVAILABLE, tracker, domain)
        if tracker.active_loop_name is None:
            return self._prediction(odds, events=_forget_finished(tracker))
        action = self._interruption(tracker)
        if action is None or action not in domain.action_names_or_texts:
            return self._prediction(odds)
        return self._leaving(odds, action, tracker, domain)

    def _leaving(
        self, odds: List[float], action: Text, tracker: DialogueStateTracker, domain: Domain
    ) -> PolicyPrediction:
        odds[domain.index_for_action(action)] = 1.0
        events = leave_loop(tracker, keep=_WANTED) or _forget_finished(tracker)
        return self._prediction(odds, events=events, is_no_user_prediction=True)

    def _interruption(self, tracker: DialogueStateTracker) -> Optional[Text]:
        message = tracker.latest_message
        if message is None or tracker.latest_action_name != ACTION_LISTEN_NAME:
            return None
        intent = str((message.intent or {}).get("name"))
        sure = (message.intent or {}).get("confidence", 0.0) >= self.config["confidence"]
        if intent in GOES_ON or not sure or _is_answer(tracker, intent, message.text or ""):
            return None
        if intent in STOPS:
            return STOPPED
        action = self._answers.get(intent)
        # Asking again for the skill one is in just goes on with it.
        return None if action == FORM and _is_in(tracker, tracker.get_slot("skill")) else action


def _is_answer(tracker: DialogueStateTracker, intent: Text, text: Text) -> bool:
    """Say whether a message is what a step has asked for, and no button and no request."""
    if tracker.get_slot("skill_expects") != "words" or text.startswith("/"):
        return False
    if intent in STOPS:
        return len(text.split()) > SHORT_NO
    return intent not in REQUESTS


def _is_in(tracker: DialogueStateTracker, skill: Optional[Text]) -> bool:
    return str(tracker.get_slot("skill_step")).partition(".")[0] == skill


def _said_nothing(tracker: DialogueStateTracker) -> bool:
    """Say whether the form has just run without a word: the action server did not answer."""
    for event in reversed(tracker.events):
        if isinstance(event, BotUttered):
            return False
        if isinstance(event, ActionExecuted):
            return event.action_name == FORM
    return False


def _forget_finished(tracker: DialogueStateTracker) -> List[Event]:
    """Empty where a skill that ended was, so that the next begins at its first step."""
    return [
        SlotSet(slot, None)
        for slot in SKILL_SLOTS
        if slot not in _WANTED and tracker.get_slot(slot) is not None
    ]
