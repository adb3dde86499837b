"""«I am a girl, not a boy» holds the same words as its opposite: who speaks is read by rule.

Calling a woman «brother» after she has said who she is hurts more than any other mistake at this place.
"""

from __future__ import annotations

from typing import Any, Dict, List, Optional, Text

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.constants import TOKENS_NAMES
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.components.words import prepare

ADDRESSES = ("address_male", "address_female")
_NOT = frozenset(map(prepare, ("مو", "مب", "موش", "مش", "لا", "ما")))
_MALE_WORDS = (
    "ولد",
    "رجال",
    "رجل",
    "زلمة",
    "شاب",
    "شب",
    "ذكر",
    "اخوية",
    "اخوي",
    "اخ",
    "اخوكم",
    "اخوها",
    "ابو",
)
_FEMALE_WORDS = ("بنية", "بنت", "بنتكم", "مرة", "امرأة", "حرمة", "انثى", "اختي", "اخت", "اختكم", "ام", "شابة")
# «do not call me brother» denies it; «my sister's phone» says nothing of who writes.
_CALL = frozenset(
    map(prepare, ("تكول", "تگول", "تكولون", "تگولون", "تكوليلي", "تناديني", "تسميني", "تكولولي"))
)
_BELONGS = frozenset(map(prepare, ("مال", "مالت", "حساب", "رقم", "موبايل", "تلفون")))
_MALE = frozenset(map(prepare, (*_MALE_WORDS, "man", "male", "boy")))
_FEMALE = frozenset(map(prepare, (*_FEMALE_WORDS, "woman", "female", "girl")))


def spoken_gender(words: List[Text]) -> Optional[Text]:
    """Return "address_male" or "address_female" when the words say which, else None.

    A word after a negation counts for the other side; the first that speaks decides. Somebody named as the
    owner of the phone is not the speaker.
    """
    for index, word in enumerate(words):
        found = 0 if word in _MALE else 1 if word in _FEMALE else None
        earlier, before = ["", "", *words[:index]][-2:]
        if found is None or before in _BELONGS:
            continue
        denied = before in _NOT or (before in _CALL and earlier in _NOT)
        return ADDRESSES[1 - found if denied else found]
    return None


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class AddressCheck(GraphComponent):
    """Set right which of the two address intents it is; touch no other intent."""

    @classmethod
    def create(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> AddressCheck:
        """Create the component."""
        return cls()

    def process(self, messages: List[Message]) -> List[Message]:
        """Correct the intent's name; its confidence stays."""
        for message in messages:
            intent = message.get(INTENT) or {}
            if intent.get("name") in ADDRESSES:
                said = spoken_gender([token.text for token in message.get(TOKENS_NAMES[TEXT]) or []])
                if said:
                    message.set(INTENT, {**intent, "name": said}, add_to_output=True)
        return messages
