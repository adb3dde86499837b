"""Find the governorate in a message, by its own name or that of a place in it."""

from __future__ import annotations

import json
from typing import Any, Dict, List, Optional, Text, Type

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.constants import TOKENS_NAMES
from rasa.nlu.tokenizers.tokenizer import Tokenizer
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components.dictionary import (
    SERVICES,
    DictionaryExtractor,
    find_places,
    governorates_of_districts,
    key,
)

ENTITY = "governorate"
_FILE = "places.json"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class PlaceExtractor(GraphComponent):
    """Extract `governorate` by the lookup table and synonyms of the training data, and by every district."""

    @classmethod
    def required_components(cls) -> List[Type]:
        """Return what has to stand before this component."""
        return [Tokenizer]

    @staticmethod
    def get_default_config() -> Dict[Text, Any]:
        """Return the names that are everyday words too, which are not looked for, and where districts are."""
        return {"ambiguous": ["الشعب", "الدورة", "الحي", "الباب الشرقي"], "folder": SERVICES}

    @classmethod
    def fingerprint_addon(cls, config: Dict[Text, Any]) -> Optional[Text]:
        """Return a hash of the districts' files: an edited name is trained anew."""
        return DictionaryExtractor.fingerprint_addon({**cls.get_default_config(), **config})

    @classmethod
    def create(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> PlaceExtractor:
        """Create an extractor that knows no place yet."""
        return cls(config, model_storage, resource)

    def __init__(
        self,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        places: Optional[Dict[Text, Text]] = None,
    ) -> None:
        self._config = {**self.get_default_config(), **config}
        self._storage = model_storage
        self._resource = resource
        self._places = places or {}

    def train(self, training_data: TrainingData) -> Resource:
        """Collect every known way to write each governorate."""
        known = known_places(training_data, self._config["ambiguous"])
        districts = governorates_of_districts(self._config["folder"])
        self._places = {**{name: place for name, place in districts.items() if len(name) > 2}, **known}
        with self._storage.write_to(self._resource) as folder:
            text = json.dumps(self._places, ensure_ascii=False, sort_keys=True)
            (folder / _FILE).write_text(text, encoding="utf-8")
        return self._resource

    @classmethod
    def load(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> PlaceExtractor:
        """Load the names."""
        with model_storage.read_from(resource) as folder:
            places = json.loads((folder / _FILE).read_text(encoding="utf-8"))
        return cls(config, model_storage, resource, places)

    def process(self, messages: List[Message]) -> List[Message]:
        """Add the last place that is named: «from Falluja, now in Baghdad» is in Baghdad."""
        for message in messages:
            found = find_places(message.get(TOKENS_NAMES[TEXT]) or [], self._places, ENTITY, "PlaceExtractor")
            if found:
                entities = [*message.get(ENTITIES, []), found[-1]]
                message.set(ENTITIES, entities, add_to_output=True)
        return messages


def known_places(training_data: TrainingData, ambiguous: List[Text]) -> Dict[Text, Text]:
    """Map each prepared name to its governorate. Raises ValueError when there is no lookup table."""
    tables = [table["elements"] for table in training_data.lookup_tables if table["name"] == ENTITY]
    if not tables:
        raise ValueError("no lookup table named governorate in the training data")
    governorates = set(tables[0])
    skipped = {key(name) for name in ambiguous}
    names = {**{name: name for name in governorates}, **training_data.entity_synonyms}
    places = {key(name): value for name, value in names.items() if value in governorates}
    # A name a writer marked together with its particle (بالحلة) is found by its bare form anyway.
    return {name: value for name, value in places.items() if name not in skipped and len(name) > 2}
