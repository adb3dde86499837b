"""What is said right after we asked where somebody lives is tried as a place.

Places that no list holds look like anything to a classifier: a quarter like a question about services.
Whoever clearly says something else is answered.
"""

from __future__ import annotations

from typing import Any, Dict, Optional, Text

from rasa.core.policies.policy import PolicyPrediction
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.components.certain_policy import CertainPolicy, intent_of, just_heard
from bot.components.heard_policy import TROUBLES
from bot.components.words import prepare

ACTION = "action_inform_location"
ASKED = frozenset(("utter_ask_governorate", "utter_location_unknown"))
# Words; whoever writes more tells something.
LONGEST = 5
# A classifier that is surer has read something else.
SURE = 0.9
QUITE_SURE = 0.8
# With these a place is named; with the others so may be a trouble: «ساكن وحدي», «من زمان تعبان».
_NAMES_PLACE = frozenset(
    map(
        prepare,
        (
            "يم قرب مقابل حي بحي منطقة بمنطقة ناحية بناحية قضاء بقضاء قرية بقرية محلة بمحلة شارع بشارع "
            "مجمع بمجمع مخيم بمخيم"
        ).split(),
    )
)
_LIVES = frozenset(map(prepare, "من ساكن ساكنة ساكنين اسكن نسكن عايش عايشة عايشين".split()))
# Without its last letter it is in «محافظتي», too.
_GOVERNORATE = prepare("محافظة")[:-1]
# What may be answered to our question without naming a place, or is wanted in place of it. What it costs is
# not among them: «الدورة» is a course, and a quarter; who surely asks for the price is answered.
_NO_PLACE = frozenset(
    (
        "affirm ask_counsellor ask_menu ask_privacy ask_woman assaulted child_assaulted "
        "complaint danger_now deny domestic_violence goodbye greet hide_chat insult online_blackmail "
        "panic_attack phone_watched refuse_answer repeat_please stop_messages thanks"
    ).split()
)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=True)
class PlacePolicy(CertainPolicy):
    """Try what answers our question about the place as a place."""

    @staticmethod
    def get_default_config() -> Dict[Text, Any]:
        """Return the default: above the rules, below what leaves a skill."""
        return {"priority": 82}

    def predict_action_probabilities(
        self,
        tracker: DialogueStateTracker,
        domain: Domain,
        rule_only_data: Optional[Dict[Text, Any]] = None,
        **kwargs: Any,
    ) -> PolicyPrediction:
        """Predict that the place is taken, and after it that the contact speaks."""
        if not answers_where(tracker):
            return self._nothing(domain)
        return self._once(ACTION, just_heard(tracker) is not None, tracker, domain)


def answers_where(tracker: DialogueStateTracker) -> bool:
    """Say whether the latest message may answer our question where somebody lives."""
    message = tracker.latest_message
    if message is None or tracker.active_loop_name is not None or not _was_asked(tracker):
        return False
    if (message.metadata or {}).get("level", "GREEN") != "GREEN" or (message.text or "").startswith("/"):
        return False
    words = prepare(message.text or "").split()
    intent, sure = intent_of(message)
    if not 0 < len(words) <= LONGEST or intent in _NO_PLACE:
        return False
    if intent in ("not_sure", "inform_location") or any(_GOVERNORATE in word for word in words):
        return True
    if words[0] in _NAMES_PLACE or (words[0] in _LIVES and intent not in TROUBLES):
        return bool(sure < SURE)
    names_service = any(one.get("entity") == "service_type" for one in message.entities or ())
    return intent not in TROUBLES and len(words) <= 2 and not names_service and bool(sure < QUITE_SURE)


def _was_asked(tracker: DialogueStateTracker) -> bool:
    """Say whether we asked for the place between the contact's last two messages."""
    earlier = 0
    for event in reversed(tracker.events):
        if isinstance(event, UserUttered):
            earlier += 1
            if earlier == 2:
                return False
        elif earlier and isinstance(event, BotUttered) and event.metadata.get("utter_action") in ASKED:
            return True
    return False
