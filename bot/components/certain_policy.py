"""What the policies that step before the rules share: each is sure of the next action, or says nothing."""

from __future__ import annotations

from typing import Any, List, Optional, Sequence, Text, Tuple

from rasa.core.policies.policy import Policy, PolicyPrediction, SupportedData
from rasa.engine.storage.resource import Resource
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event, UserUttered
from rasa.shared.core.generator import TrackerWithCachedStates
from rasa.shared.core.trackers import DialogueStateTracker


class CertainPolicy(Policy):
    """A policy that learns nothing and is sure of what it predicts."""

    @staticmethod
    def supported_data() -> SupportedData:
        """Accept rules, so that Rasa does not warn about a policy without data."""
        return SupportedData.ML_AND_RULE_DATA

    def train(
        self, training_trackers: List[TrackerWithCachedStates], domain: Domain, **kwargs: Any
    ) -> Resource:
        """Learn nothing: this is a rule, not a guess."""
        return self._resource

    def _nothing(self, domain: Domain, events: Sequence[Event] = ()) -> PolicyPrediction:
        """Leave what comes next to the other policies."""
        return self._prediction(self._default_predictions(domain), events=list(events))

    def _certainly(
        self, action: Text, domain: Domain, events: Sequence[Event] = (), over_form: bool = True
    ) -> PolicyPrediction:
        """Predict one action and no other.

        A form's own prediction overrules every other unless that one, too, looks past the user's turn:
        with `over_form` it does.
        """
        odds = self._default_predictions(domain)
        odds[domain.index_for_action(action)] = 1.0
        return self._prediction(odds, events=list(events), is_no_user_prediction=over_form)

    def _once(
        self, action: Text, fits: bool, tracker: DialogueStateTracker, domain: Domain
    ) -> PolicyPrediction:
        """Predict `action` where it fits, and after it that the contact speaks."""
        if tracker.latest_action_name == action:
            return self._certainly(ACTION_LISTEN_NAME, domain)
        return self._certainly(action, domain, over_form=False) if fits else self._nothing(domain)


def just_heard(tracker: DialogueStateTracker) -> Optional[UserUttered]:
    """Return the message that nothing has been done about yet, None where there is none."""
    return tracker.latest_message if tracker.latest_action_name == ACTION_LISTEN_NAME else None


def intent_of(message: UserUttered) -> Tuple[Text, float]:
    """Return the name of a message's intent and how sure the classifier is of it, 0 to 1."""
    intent = message.intent or {}
    return str(intent.get("name")), intent.get("confidence", 0.0)
