"""An exercise is never a trap: whatever else the contact clearly says ends it and is answered at once."""

from __future__ import annotations

import json
from typing import Any, Dict, List, Optional, Text

from rasa.core.policies.policy import Policy, PolicyPrediction, SupportedData
from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, Event, SlotSet, UserUttered
from rasa.shared.core.generator import TrackerWithCachedStates
from rasa.shared.core.trackers import DialogueStateTracker

from bot.components.safety_policy import leave_loop

_FILE = "answers.json"
STOPPED = "utter_exercise_stopped"
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
        "nlu_fallback",
        "not_sure",
        "religious_phrase",
        "repeat_please",
        "thanks",
    )
)
STOPS = frozenset(["deny", "refuse_answer"])


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=True)
class ExercisePolicy(Policy):
    """Leave an active form when a clear, different intent comes, and answer that intent as its rule says."""

    def __init__(
        self,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        answers: Optional[Dict[Text, Text]] = None,
    ) -> None:
        super().__init__(config, model_storage, resource, execution_context)
        self._answers = answers or {}

    @staticmethod
    def get_default_config() -> Dict[Text, Any]:
        """Return the defaults: below SafetyPolicy, and sure of what was said."""
        return {"priority": 90, "confidence": 0.55}

    @staticmethod
    def supported_data() -> SupportedData:
        """Learn from rules only."""
        return SupportedData.RULE_DATA

    def train(
        self, training_trackers: List[TrackerWithCachedStates], domain: Domain, **kwargs: Any
    ) -> Resource:
        """Remember, from the rules, which action answers which intent."""
        trackers = SupportedData.trackers_for_supported_data(self.supported_data(), training_trackers)
        for tracker in trackers:
            self._answers.update(_answer_of(tracker))
        with self._model_storage.write_to(self._resource) as folder:
            (folder / _FILE).write_text(json.dumps(self._answers), encoding="utf-8")
        return self._resource

    @classmethod
    def load(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> Policy:
        """Load the table of answers."""
        with model_storage.read_from(resource) as folder:
            answers = json.loads((folder / _FILE).read_text(encoding="utf-8"))
        return cls(config, model_storage, resource, execution_context, answers)

    def predict_action_probabilities(
        self,
        tracker: DialogueStateTracker,
        domain: Domain,
        rule_only_data: Optional[Dict[Text, Any]] = None,
        **kwargs: Any,
    ) -> PolicyPrediction:
        """Predict the answer to an interruption; else only forget a finished exercise."""
        odds = self._default_predictions(domain)
        if tracker.latest_action_name == STOPPED:
            # No rule knows this answer, so none ends the turn after it.
            odds[domain.index_for_action(ACTION_LISTEN_NAME)] = 1.0
            return self._prediction(odds, is_no_user_prediction=True)
        if tracker.active_loop_name is None:
            return self._prediction(odds, events=_forget_finished(tracker, domain))
        action = self._interruption(tracker)
        if action is None or action not in domain.action_names_or_texts:
            return self._prediction(odds)
        odds[domain.index_for_action(action)] = 1.0
        return self._prediction(odds, events=leave_loop(tracker, domain), is_no_user_prediction=True)

    def _interruption(self, tracker: DialogueStateTracker) -> Optional[Text]:
        message = tracker.latest_message
        if message is None or tracker.latest_action_name != ACTION_LISTEN_NAME:
            return None
        intent = (message.intent or {}).get("name")
        sure = (message.intent or {}).get("confidence", 0.0) >= self.config["confidence"]
        if intent in GOES_ON or not sure:
            return None
        if intent in STOPS:
            return STOPPED
        action = self._answers.get(str(intent))
        # Asking again for the exercise one is in just goes on with it.
        return None if action == tracker.active_loop_name else action


def _answer_of(tracker: DialogueStateTracker) -> Dict[Text, Text]:
    intent: Optional[Text] = None
    for event in tracker.events:
        if isinstance(event, UserUttered):
            intent = event.intent_name
        elif isinstance(event, ActionExecuted) and intent and event.action_name != ACTION_LISTEN_NAME:
            return {intent: event.action_name} if event.action_name else {}
    return {}


def _forget_finished(tracker: DialogueStateTracker, domain: Domain) -> List[Event]:
    """Empty the steps of an exercise that ended, so that it can be done again."""
    steps = [slot for form in domain.form_names for slot in domain.required_slots_for_form(form)]
    return [SlotSet(slot, None) for slot in steps if tracker.get_slot(slot) is not None]
