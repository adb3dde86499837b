"""A message that is nothing but a place says where somebody lives, whatever it looks like to a classifier.

«بالكرادة» shares its letters with a subject of study, and «الحويجة» with what was lived through there.
"""

from __future__ import annotations

from typing import Any, Dict, List, Text, Type

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.constants import TOKENS_NAMES
from rasa.nlu.tokenizers.tokenizer import Tokenizer
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.components.words import prepare

INTENT_NAME = "inform_location"
_PLACES = ("governorate", "district")
# What stands beside the name of a place where somebody says that they live there.
_BESIDE = frozenset(
    map(
        prepare,
        (
            *(
                "اني",
                "انا",
                "احنا",
                "احنه",
                "هسه",
                "حاليا",
                "والله",
                "يعني",
                "بس",
                "لا",
                "اي",
                "و",
                "ب",
                "بـ",
            ),
            *("من", "في", "يم", "قرب", "اهل", "داخل", "مركز", "قضاء", "ناحية", "محافظة", "مدينة", "منطقة"),
            *("ساكن", "ساكنة", "ساكنين", "اسكن", "نسكن", "عايش", "عايشة", "عايشين", "بيتي", "بيتنا", "السكن"),
            *("بقضاء", "بناحية", "بمحافظة", "بمدينة", "بمنطقة", "بمركز", "محافظتي", "محافظتنا", "حي", "بحي"),
        ),
    )
)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class PlaceAlone(GraphComponent):
    """Set the intent of a message of which every word names a place or stands beside one."""

    @classmethod
    def required_components(cls) -> List[Type]:
        """Return what has to stand before this component."""
        return [Tokenizer]

    @classmethod
    def create(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> PlaceAlone:
        """Create the component."""
        return cls()

    def process(self, messages: List[Message]) -> List[Message]:
        """Set the intent, for certain."""
        for message in messages:
            if is_place_alone(message):
                message.set(INTENT, {"name": INTENT_NAME, "confidence": 1.0}, add_to_output=True)
        return messages


def is_place_alone(message: Message) -> bool:
    """Say whether a message names a place and nothing else."""
    tokens = message.get(TOKENS_NAMES[TEXT]) or []
    # What a contact is known by is no part of the text: it has no length.
    spans = [
        (one["start"], one["end"])
        for one in message.get(ENTITIES) or []
        if one["entity"] in _PLACES and one["end"] > one["start"]
    ]
    if not spans or (message.get(TEXT) or "").startswith("/"):
        return False
    return all(
        token.text in _BESIDE or any(start <= token.start and token.end <= end for start, end in spans)
        for token in tokens
    )
