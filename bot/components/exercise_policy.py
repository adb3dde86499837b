"""A skill is never a trap: whatever else the contact clearly says ends it and is answered at once.

Where a step has asked for their own words, a feeling or a worry is the answer, and only a request or a
question to us ends it. «Go on», said soon after, takes up a skill where it was left.
"""

from __future__ import annotations

from typing import Any, Dict, List, Optional, Text

from rasa.core.policies.policy import PolicyPrediction
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    BotUttered,
    Event,
    SessionStarted,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

from bot.components.certain_policy import intent_of, just_heard
from bot.components.rule_answers import RuleAnswersPolicy
from bot.components.safety_policy import SAFETY_ACTIONS, SKILL_SLOTS, leave_loop
from bot.step_answers import CHILD_SKILL, OWN_WORDS, asks_about_hitting, child_is_hit, did_hit
from helpline.text import cannot, go_ahead, go_back, go_on, is_alone, is_question

FORM = "skill_form"
STOPPED = "utter_exercise_stopped"
UNAVAILABLE = "utter_skill_unavailable"
# Said in the middle of an exercise these go on with it; «what comes next» means its next step.
GOES_ON = frozenset(
    (
        "affirm compliment confused feel_better greet how_are_you inform_location joke next_part "
        "nlu_fallback not_sure religious_phrase repeat_please thanks"
    ).split()
)
STOPS = frozenset(["deny", "refuse_answer"])
# No longer than this, «no» to a question is a wish to stop and not the beginning of an answer.
SHORT_NO = 5
# Requests, which are heard even where a step has asked for words that may be about anything.
REQUESTS = frozenset(
    (
        "are_you_robot ask_counsellor ask_menu ask_privacy ask_woman breathing_exercise choose_skill "
        "complaint domestic_violence erase_my_data goodbye grounding_exercise hide_chat just_listen "
        "online_blackmail other_language panic_attack stop_messages who_are_you"
    ).split()
)
# Questions to us. Others may be the answer to a step, such as a thought that does not leave.
ASKS = "ask_"
HIT = "hit_child"
ABOUT_SUICIDE, SUPPORT_SKILL = "ask_suicide_info", "supporting_someone"
# So many of the contact's messages back, with the one that left it, «go on» means that skill.
LATELY = 4
# After these nothing was left in the middle: it was done to its end, or it ended in danger.
_OVER = frozenset(("utter_skill_after", "utter_danger_now", *SAFETY_ACTIONS.values()))
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
        if tracker.latest_action_name in (STOPPED, UNAVAILABLE):
            # No rule knows these answers, so none ends the turn after them.
            return self._certainly(ACTION_LISTEN_NAME, domain)
        if _said_nothing(tracker):
            return self._leaving(UNAVAILABLE, tracker, domain)
        if tracker.active_loop_name is None:
            left = _left_at(tracker) if _wants_on(tracker) else None
            if left is None:
                return self._nothing(domain, _forget_finished(tracker))
            return self._certainly(FORM, domain, [SlotSet("skill_step", left)])
        action = self._interruption(tracker)
        if action is None or action not in domain.action_names_or_texts:
            return self._nothing(domain)
        return self._leaving(action, tracker, domain)

    def _leaving(self, action: Text, tracker: DialogueStateTracker, domain: Domain) -> PolicyPrediction:
        return self._certainly(action, domain, leave_loop(tracker, keep=_WANTED) or _forget_finished(tracker))

    def _interruption(self, tracker: DialogueStateTracker) -> Optional[Text]:
        message = just_heard(tracker)
        if message is None:
            return None
        intent, sure = intent_of(message)
        text = message.text or ""
        if (
            intent in GOES_ON
            or sure < self.config["confidence"]
            or _moves(text)
            or _is_answer(tracker, intent, text)
        ):
            return None
        if intent in STOPS:
            return STOPPED
        action = self._answers.get(intent)
        # Asking again for the skill one is in just goes on with it.
        return None if action == FORM and _is_in(tracker, tracker.get_slot("skill")) else action


def _is_answer(tracker: DialogueStateTracker, intent: Text, text: Text) -> bool:
    """Say whether a message is what a step has asked for, and no button and no request."""
    if text.startswith("/"):
        return False
    if _is_in(tracker, CHILD_SKILL) and (asks_about_hitting(text) or child_is_hit(text)):
        # Answered in the skill. What was done needs more than that.
        return True
    if _is_in(tracker, CHILD_SKILL) and intent == HIT and did_hit(text):
        return False
    expects = tracker.get_slot("skill_expects")
    if expects not in OWN_WORDS:
        return False
    if intent in STOPS:
        return len(text.split()) > SHORT_NO
    if expects == "words" and intent.startswith(ASKS) and is_question(text):
        # Whoever supports somebody hears of the signs, and what to ask, in the steps that follow.
        return intent == ABOUT_SUICIDE and _is_in(tracker, SUPPORT_SKILL)
    return intent not in REQUESTS


def _moves(text: Text) -> bool:
    """Say whether a message is about the way through the skill, whatever else its letters look like.

    «I have nobody», too, is met in the skill, which offers a person.
    """
    return any(means(text) for means in (go_ahead, go_back, go_on, cannot, is_alone))


def _wants_on(tracker: DialogueStateTracker) -> bool:
    message = just_heard(tracker)
    return message is not None and go_on(message.text or "")


def _left_at(tracker: DialogueStateTracker) -> Optional[Text]:
    """Return the step at which a skill was left lately, None where none was."""
    turns = 0
    for event in reversed(tracker.events):
        turns += isinstance(event, UserUttered)
        over = isinstance(event, ActionExecuted) and event.action_name in _OVER
        if over or turns > LATELY or isinstance(event, SessionStarted):
            return None
        if isinstance(event, SlotSet) and event.key == "skill_step" and event.value is not None:
            return str(event.value)
    return None


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
