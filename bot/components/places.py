"""Find the governorate in a message, however it is spelled and whatever particle sticks to it."""

from __future__ import annotations

import json
from typing import Any, Dict, List, Optional, Text, Type

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.constants import TOKENS_NAMES
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components.words import prepare
from helpline.text import is_latin, normalise

ENTITY = "governorate"
_FILE = "places.json"
_LONGEST = 3
# بالبصرة، للبصرة، والبصرة، لبغداد، عالكوت: particles are written onto the name.
_PARTICLES = (("لل", "ال"), ("عال", "ال"), ("وب", ""), ("ول", ""), ("ب", ""), ("ل", ""), ("و", ""))


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class PlaceExtractor(GraphComponent):
    """Extract `governorate` by the lookup table and synonyms of the training data."""

    @classmethod
    def required_components(cls) -> List[Type]:
        """Return what has to stand before this component."""
        return [Tokenizer]

    @staticmethod
    def get_default_config() -> Dict[Text, Any]:
        """Return the names that are everyday words as well and are therefore not looked for."""
        return {"ambiguous": ["الشعب", "الدورة", "الحي", "الباب الشرقي"]}

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
        self._places = known_places(training_data, self._config["ambiguous"])
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
            found = find_places(message.get(TOKENS_NAMES[TEXT]) or [], self._places)
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
    skipped = {_key(name) for name in ambiguous}
    names = {**{name: name for name in governorates}, **training_data.entity_synonyms}
    places = {_key(name): value for name, value in names.items() if value in governorates}
    # A name a writer marked together with its particle (بالحلة) is found by its bare form anyway.
    return {name: value for name, value in places.items() if name not in skipped and len(name) > 2}


def _key(name: Text) -> Text:
    """Return how a name is looked up. Latin names stay Latin: read as Arabizi, Hilla would be هلا (hello)."""
    latin = all(is_latin(word) for word in normalise(name).split())
    return normalise(name) if latin else prepare(name)


def find_places(tokens: List[Token], places: Dict[Text, Text]) -> List[Dict[Text, Any]]:
    """Return one entity a place, in the order they are written."""
    found: List[Dict[Text, Any]] = []
    index = 0
    while index < len(tokens):
        size, value = _longest_match(tokens, index, places)
        if value is not None:
            last = tokens[index + size - 1]
            found.append(
                {"entity": ENTITY, "value": value, "start": tokens[index].start, "end": last.end,
                 "confidence": 1.0, "extractor": "PlaceExtractor"}
            )  # fmt: skip
        index += size
    return found


def _longest_match(tokens: List[Token], index: int, places: Dict[Text, Text]) -> tuple[int, Optional[Text]]:
    for size in range(min(_LONGEST, len(tokens) - index), 0, -1):
        window = tokens[index : index + size]
        phrase = " ".join(token.text for token in window)
        typed = " ".join(token.lemma for token in window)
        for name in [typed] * typed.isascii() + _without_particles(phrase):
            if name in places:
                return size, places[name]
    return 1, None


def _without_particles(phrase: Text) -> List[Text]:
    forms = [phrase]
    forms += [bare + phrase[len(particle) :] for particle, bare in _PARTICLES if phrase.startswith(particle)]
    return forms
