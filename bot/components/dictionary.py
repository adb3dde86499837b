"""Find what a dictionary names, however it is spelled and whatever particle sticks to it.

The dictionaries are the files of the directory of services, which programme staff edit: one list of words
serves what is understood here and what is searched there.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any, Callable, Dict, Iterator, List, Optional, Set, Text, Tuple, Type

import yaml
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
from helpline.text import is_latin, normalise, quarters

SERVICES = "helpline/content/services"
Names = Dict[Text, Text]
_FILE = "dictionary.json"
_LONGEST = 3
# بالبصرة، للبصرة، والبصرة، لبغداد، عالكوت: particles are written onto the name.
_PARTICLES = (("لل", "ال"), ("عال", "ال"), ("وب", ""), ("ول", ""), ("ب", ""), ("ل", ""), ("و", ""))


def key(name: Text) -> Text:
    """Return how a name is looked up. Latin names stay Latin: read as Arabizi, Hilla would be هلا (hello)."""
    latin = all(is_latin(word) for word in normalise(name).split())
    return normalise(name) if latin else prepare(name)


def find(tokens: List[Token], names: Names, entity: Text, extractor: Text) -> List[Dict[Text, Any]]:
    """Return one entity a name, in the order they are written, the longest name at each place."""
    found: List[Dict[Text, Any]] = []
    index = 0
    while index < len(tokens):
        size, value = _longest_match(tokens, index, names)
        if value is not None:
            last = tokens[index + size - 1]
            found.append(
                {"entity": entity, "value": value, "start": tokens[index].start, "end": last.end,
                 "confidence": 1.0, "extractor": extractor}
            )  # fmt: skip
        index += size
    return found


def find_places(tokens: List[Token], names: Names, entity: Text, extractor: Text) -> List[Dict[Text, Any]]:
    """Return the places that are named, as `find`, and not what a street is called.

    What a quarter is called counts where no other place is named; with a particle it says where that is.
    """
    found: List[Dict[Text, Any]] = []
    called: List[Dict[Text, Any]] = []
    for one in find(tokens, names, entity, extractor):
        inside = [at for at, token in enumerate(tokens) if one["start"] <= token.start < one["end"]]
        before = tokens[inside[0] - 1].text if inside[0] else ""
        _, *forms = _without_particles(" ".join(tokens[at].text for at in inside))
        says_where = any(form in names for form in forms)
        if says_where or not quarters.opens(before):
            found.append(one)
        elif not quarters.is_street(before):
            called.append(one)
    return found or called


def _longest_match(tokens: List[Token], index: int, names: Names) -> Tuple[int, Optional[Text]]:
    for size in range(min(_LONGEST, len(tokens) - index), 0, -1):
        window = tokens[index : index + size]
        phrase = " ".join(token.text for token in window)
        typed = " ".join(token.lemma for token in window)
        for name in [typed] * typed.isascii() + _without_particles(phrase):
            if name in names:
                return size, names[name]
    return 1, None


def _without_particles(phrase: Text) -> List[Text]:
    forms = [phrase]
    forms += [bare + phrase[len(particle) :] for particle, bare in _PARTICLES if phrase.startswith(particle)]
    return forms


def rows(folder: Text, section: Text) -> Iterator[Dict[Text, Any]]:
    """Yield the rows of a section in a folder's files."""
    for path in sorted(Path(folder).glob("*.yml")):
        yield from yaml.safe_load(path.read_text(encoding="utf-8")).get(section) or ()


def governorates_of_districts(folder: Text) -> Names:
    """Map every name of a governorate and of a district to the governorate."""
    return {
        key(name): place["governorate"]
        for place in rows(folder, "places")
        for names in [[place["governorate"], *place["names"]], *place["districts"]]
        for name in names
    }


def _districts(folder: Text) -> Names:
    return {
        key(name): names[0]
        for place in rows(folder, "places")
        for names in place["districts"]
        for name in names
    }


def _service_types(folder: Text) -> Names:
    owners: Dict[Text, Set[Text]] = {}
    for kind in rows(folder, "types"):
        for word in (kind["name"], *kind["words"]):
            owners.setdefault(key(word), set()).add(kind["id"])
    # A word that several kinds share names none of them.
    return {word: kinds.pop() for word, kinds in owners.items() if len(kinds) == 1}


def _groups(kind: Text) -> Callable[[Text], Names]:
    def read(folder: Text) -> Names:
        return {
            key(word): group["id"]
            for group in rows(folder, "groups")
            if group["kind"] == kind
            for word in group["words"]
        }

    return read


# What each entity's dictionary is made of.
DICTIONARIES: Dict[Text, Callable[[Text], Names]] = {
    "district": _districts,
    "service_type": _service_types,
    "age_group": _groups("age"),
    "population_group": _groups("population"),
}


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class DictionaryExtractor(GraphComponent):
    """Extract one entity of the directory of services; `entity` says which.

    It stands behind the synonym mapper, which would make a district's name its governorate's.
    """

    @classmethod
    def required_components(cls) -> List[Type]:
        """Return what has to stand before this component."""
        return [Tokenizer]

    @staticmethod
    def get_default_config() -> Dict[Text, Any]:
        """Return the folder of the dictionaries; `entity` has to be given."""
        return {"entity": "service_type", "folder": SERVICES}

    @classmethod
    def fingerprint_addon(cls, config: Dict[Text, Any]) -> Optional[Text]:
        """Return a hash of the files: an edited word is trained anew."""
        folder = Path({**cls.get_default_config(), **config}["folder"])
        digest = hashlib.sha256()
        for path in sorted(folder.glob("*.yml")):
            digest.update(path.read_bytes())
        return digest.hexdigest()

    @classmethod
    def create(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> DictionaryExtractor:
        """Create an extractor that knows no name yet. Raises KeyError for an entity without a dictionary."""
        return cls(config, model_storage, resource)

    def __init__(
        self,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        names: Optional[Names] = None,
    ) -> None:
        self._config = {**self.get_default_config(), **config}
        self._read = DICTIONARIES[self._config["entity"]]
        self._storage = model_storage
        self._resource = resource
        self._names = names or {}

    def train(self, training_data: TrainingData) -> Resource:
        """Read the dictionary."""
        found = self._read(self._config["folder"])
        self._names = {name: value for name, value in found.items() if len(name) > 2}
        with self._storage.write_to(self._resource) as folder:
            text = json.dumps(self._names, ensure_ascii=False, sort_keys=True)
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
    ) -> DictionaryExtractor:
        """Load the names."""
        with model_storage.read_from(resource) as folder:
            names = json.loads((folder / _FILE).read_text(encoding="utf-8"))
        return cls(config, model_storage, resource, names)

    def process(self, messages: List[Message]) -> List[Message]:
        """Add the last district, or the first of anything else, that a message names."""
        entity = self._config["entity"]
        for message in messages:
            said = [one["entity"] for one in message.get(ENTITIES, [])]
            if entity in said:
                # A button said it.
                continue
            tokens = message.get(TOKENS_NAMES[TEXT]) or []
            look = find_places if entity == "district" else find
            found = look(tokens, self._names, entity, "DictionaryExtractor")
            if found:
                # «From Falluja, now in Baghdad» is in Baghdad; what is wanted is said first.
                one = found[-1] if entity == "district" else found[0]
                message.set(ENTITIES, [*message.get(ENTITIES, []), one], add_to_output=True)
        return messages
