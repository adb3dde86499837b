"""The assistant yields to the screening, in any state, as soon as a message reads like danger.

The signal is a response of the domain and not a custom action: it must go out when the action server
does not answer. The loop and its slots are cleared by events of the prediction itself.
"""

from __future__ import annotations

from typing import Any, Container, Dict, List, Optional, Text

from rasa.core.policies.policy import PolicyPrediction
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.core.constants import ACTION_LISTEN_NAME, REQUESTED_SLOT
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActiveLoop, Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.components.certain_policy import CertainPolicy
from bot.components.risk_model import LEVELS

AMBER = LEVELS.index("AMBER")
DANGER_BUTTON = "danger_now"
# Which skill, where in it, whether words are its answer, and what was just said (bot/actions/skills.py).
SKILL_SLOTS = ("skill", "skill_step", "skill_expects", "skill_answer")
SAFETY_ACTIONS = {
    ("AMBER", False): "utter_safety_amber",
    ("AMBER", True): "utter_safety_amber_acuity",
    ("RED", False): "utter_safety_red",
    ("RED", True): "utter_safety_red_acuity",
}


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=True)
class SafetyPolicy(CertainPolicy):
    """Predict the safety signal whatever else the conversation is doing."""

    @staticmethod
    def get_default_config() -> Dict[Text, Any]:
        """Return the default: above every other policy."""
        return {"priority": 100}

    def predict_action_probabilities(
        self,
        tracker: DialogueStateTracker,
        domain: Domain,
        rule_only_data: Optional[Dict[Text, Any]] = None,
        **kwargs: Any,
    ) -> PolicyPrediction:
        """Predict the signal right after a dangerous message, then wait for the contact."""
        action = safety_action(tracker.latest_message)
        if action is None or action not in domain.action_names_or_texts:
            return self._nothing(domain)
        if tracker.latest_action_name == action:
            return self._certainly(ACTION_LISTEN_NAME, domain)
        return self._certainly(action, domain, leave_loop(tracker))


def safety_action(message: Optional[UserUttered]) -> Optional[Text]:
    """Return the signal a message calls for, or None.

    The classifier's risk already contains triage's level; metadata is read again for messages that
    did not pass the pipeline.
    """
    if message is None:
        return None
    if (message.intent or {}).get("name") == DANGER_BUTTON:
        return "utter_danger_now"
    risk = (message.parse_data or {}).get("risk") or {}
    metadata = message.metadata or {}
    levels = [level for level in (risk.get("level"), metadata.get("level")) if level in LEVELS]
    highest = max(levels, key=LEVELS.index, default="GREEN")
    if LEVELS.index(highest) < AMBER:
        return None
    return SAFETY_ACTIONS[highest, bool(risk.get("ask_acuity") or metadata.get("ask_acuity"))]


def leave_loop(tracker: DialogueStateTracker, keep: Container[Text] = ()) -> List[Event]:
    """Return the events that end a running skill and forget where it was, except the slots to `keep`."""
    if tracker.active_loop_name is None:
        return []
    slots = [slot for slot in (*SKILL_SLOTS, REQUESTED_SLOT) if slot not in keep]
    return [*(SlotSet(slot, None) for slot in slots), ActiveLoop(None)]
