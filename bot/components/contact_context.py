"""What the conversation service knows about a contact, turned into entities, so that slots follow it.

Entities are read into slots before anything is predicted and without a call to the action server.
"""

from __future__ import annotations

from typing import Any, Dict, List, Text

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES
from rasa.shared.nlu.training_data.message import Message

# What was known may be known no more: "neutral" is said, too.
_ADDRESSES = ("m", "f", "neutral")


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class ContactContext(GraphComponent):
    """Add `address` and `governorate` from the message's metadata where the text does not say them."""

    @classmethod
    def create(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> ContactContext:
        """Create the component."""
        return cls()

    def process(self, messages: List[Message]) -> List[Message]:
        """Add one entity a known fact; what the contact just wrote comes first."""
        for message in messages:
            metadata = message.get("metadata")
            if not isinstance(metadata, dict):
                continue
            found = list(message.get(ENTITIES, []))
            said = {entity["entity"] for entity in found}
            for name, value in _facts(metadata).items():
                if name not in said:
                    found.append(
                        {"entity": name, "value": value, "start": 0, "end": 0, "extractor": "ContactContext"}
                    )
            message.set(ENTITIES, found, add_to_output=True)
        return messages


def _facts(metadata: Dict[Text, Any]) -> Dict[Text, Text]:
    facts = {}
    if metadata.get("address") in _ADDRESSES:
        facts["address"] = metadata["address"]
    if isinstance(metadata.get("governorate"), str) and metadata["governorate"]:
        facts["governorate"] = metadata["governorate"]
    return facts
