"""What the rules answer each intent with, for policies that step before a rule."""

from __future__ import annotations

import json
from typing import Any, Dict, List, Optional, Text

from rasa.core.policies.policy import SupportedData
from rasa.engine.graph import ExecutionContext
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, UserUttered
from rasa.shared.core.generator import TrackerWithCachedStates
from rasa.shared.core.trackers import DialogueStateTracker

from bot.components.certain_policy import CertainPolicy

_FILE = "answers.json"


class RuleAnswersPolicy(CertainPolicy):
    """A policy that learns, from the rules, which action answers which intent."""

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
    def supported_data() -> SupportedData:
        """Learn from rules only."""
        return SupportedData.RULE_DATA

    def train(
        self, training_trackers: List[TrackerWithCachedStates], domain: Domain, **kwargs: Any
    ) -> Resource:
        """Remember, from the rules, which action answers which intent."""
        for tracker in SupportedData.trackers_for_supported_data(self.supported_data(), training_trackers):
            self._answers.update(answer_of(tracker))
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
    ) -> RuleAnswersPolicy:
        """Load the table of answers."""
        with model_storage.read_from(resource) as folder:
            answers = json.loads((folder / _FILE).read_text(encoding="utf-8"))
        return cls(config, model_storage, resource, execution_context, answers)


def answer_of(tracker: DialogueStateTracker) -> Dict[Text, Text]:
    """Return the intent and the action that answers it of a rule's tracker; nothing where it is not so."""
    intent: Optional[Text] = None
    for event in tracker.events:
        if isinstance(event, UserUttered):
            intent = event.intent_name
        elif isinstance(event, ActionExecuted) and intent and event.action_name != ACTION_LISTEN_NAME:
            return {intent: event.action_name} if event.action_name else {}
    return {}
