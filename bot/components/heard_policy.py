"""Whoever goes on about the same trouble is not told the same words again: they are asked on.

The second message about a bullied boy belongs to the same intent as the first. Its fixed answer, said a
second time, tells the mother that nobody listens.
"""

from __future__ import annotations

from typing import Any, Dict, Optional, Text

from rasa.core.policies.policy import PolicyPrediction
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.components.certain_policy import intent_of, just_heard
from bot.components.rule_answers import RuleAnswersPolicy

GOES_ON = "utter_go_on"
# Troubles that are told, message after message. What is asked for is answered each time.
TROUBLES = frozenset(
    (
        "after_birth angry body_symptoms bullied cannot_cry cant_sleep child_problem displaced_return "
        "dying_relative eating_trouble empty_bored faith_after_loss family_conflict feel_anxious feel_sad "
        "grieving guilt_shame hit_child lonely love_trouble marital_problem missing_relative nightmares "
        "sick_relative stressed_exams stressed_money_work trauma_war tribal_dispute worried_about_someone"
    ).split()
)
# Their last so many messages: longer ago it is worth saying again.
LATELY = 3


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=True)
class HeardPolicy(RuleAnswersPolicy):
    """Ask on where the answer to a trouble was said just now."""

    @staticmethod
    def get_default_config() -> Dict[Text, Any]:
        """Return the default: above the rules, below what leaves a skill."""
        return {"priority": 80}

    def predict_action_probabilities(
        self,
        tracker: DialogueStateTracker,
        domain: Domain,
        rule_only_data: Optional[Dict[Text, Any]] = None,
        **kwargs: Any,
    ) -> PolicyPrediction:
        """Predict the question that goes on, and after it that the contact speaks."""
        return self._once(GOES_ON, self._was_said(tracker), tracker, domain)

    def _was_said(self, tracker: DialogueStateTracker) -> bool:
        message = just_heard(tracker)
        if message is None or tracker.active_loop_name is not None:
            return False
        intent, _ = intent_of(message)
        if intent not in TROUBLES:
            return False
        return said_lately(tracker, self._answers.get(intent, ""))


def said_lately(tracker: DialogueStateTracker, response: Text, lately: int = LATELY) -> bool:
    """Say whether a response was said in answer to one of the contact's last messages before this one."""
    turns = 0
    for event in reversed(tracker.events):
        if isinstance(event, UserUttered):
            turns += 1
            if turns > lately:
                return False
        elif isinstance(event, BotUttered) and event.metadata.get("utter_action") == response:
            return True
    return False
