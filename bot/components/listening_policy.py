"""Whoever asked to be listened to, or for no more questions, gets none for a few turns.

What they tell is heard and said to be heard, as what it is: a first love is no burden. What they ask for is
done, and what must be said at once (an injury, a child in need, violence) is said once as ever. Danger is
above this policy.
"""

from __future__ import annotations

from typing import Any, Dict, Optional, Text

from rasa.core.policies.policy import PolicyPrediction
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker

from bot.components.certain_policy import intent_of, just_heard
from bot.components.heard_policy import TROUBLES, said_lately
from bot.components.rule_answers import RuleAnswersPolicy

LISTENS = "utter_just_listen"
HEARD = "utter_heard"
# What is no sorrow is not met as one.
_HEARD = {
    "first_love": "utter_heard_love",
    "good_news": "utter_heard_glad",
    "feel_better": "utter_heard_glad",
}
_ALL_HEARD = (HEARD, "utter_heard_love", "utter_heard_glad")
# So many messages after the wish are listened to.
TURNS = 5
# Troubles whose first answer says what cannot wait.
_CANNOT_WAIT = frozenset(
    (
        "after_birth body_symptoms bullied child_problem eating_trouble family_conflict guilt_shame "
        "hit_child nightmares sick_relative tribal_dispute worried_about_someone"
    ).split()
)
# Told, too, though no troubles: they go on speaking, or say little.
_TOLD = frozenset(("affirm", "deny", "inform_duration", "not_sure", "talk_freely", *_HEARD))
# After one of our questions or offers these answer it.
_ANSWERS = frozenset(("affirm", "deny", "not_sure"))


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=True)
class ListeningPolicy(RuleAnswersPolicy):
    """Say that it was heard, and ask nothing."""

    @staticmethod
    def get_default_config() -> Dict[Text, Any]:
        """Return the default: above what asks on, below what leaves a skill."""
        return {"priority": 85}

    def predict_action_probabilities(
        self,
        tracker: DialogueStateTracker,
        domain: Domain,
        rule_only_data: Optional[Dict[Text, Any]] = None,
        **kwargs: Any,
    ) -> PolicyPrediction:
        """Predict the word that it was heard, and after it that the contact speaks."""
        if tracker.latest_action_name in _ALL_HEARD:
            return self._certainly(ACTION_LISTEN_NAME, domain)
        if self._is_told(tracker):
            return self._certainly(_heard(tracker), domain, over_form=False)
        return self._nothing(domain)

    def _is_told(self, tracker: DialogueStateTracker) -> bool:
        message = just_heard(tracker)
        if message is None or tracker.active_loop_name or not said_lately(tracker, LISTENS, TURNS):
            return False
        intent, _ = intent_of(message)
        if intent in _ANSWERS:
            return any(said_lately(tracker, response, 1) for response in (LISTENS, *_ALL_HEARD))
        if intent in _CANNOT_WAIT:
            return said_lately(tracker, self._answers.get(intent, ""))
        return intent in TROUBLES | _TOLD


def _heard(tracker: DialogueStateTracker) -> Text:
    """Return the word that fits what was told; «yes» and its like go on with what was told before."""
    message = tracker.latest_message
    intent = str((message.intent or {}).get("name")) if message is not None else ""
    if intent in _ANSWERS:
        return next((said for said in _ALL_HEARD if said_lately(tracker, said, 1)), HEARD)
    return _HEARD.get(intent, HEARD)
