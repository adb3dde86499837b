"""Find the topics that answer a free question, by the sentence encoder's vectors."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any, Dict, List, Optional, Text, Tuple, Type

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.featurizers.featurizer import Featurizer
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components.sentence_vectors import Vectors, load_encoder
from bot.components.words import prepare
from bot.encoder.corpus import TOPICS, topic_questions

RANKING = "topics"
_FILE = "topics.npz"
# How many of a topic's questions near the message speak for it: one alone may be near by a single word.
_NEAREST = 3
_RANKED = 5


class TopicIndex:
    """The vectors of every topic's questions; rows of unit length."""

    def __init__(self, vectors: Vectors, owners: List[Text]) -> None:
        self._vectors = vectors
        self._owners = np.array(owners)
        self._names = sorted(set(owners))

    def rank(self, vector: Vectors) -> List[Tuple[Text, float]]:
        """Return every topic with its nearness (-1 to 1) to a unit vector, nearest first."""
        near = self._vectors @ vector
        scores = [
            (name, float(np.sort(near[self._owners == name])[-_NEAREST:].mean())) for name in self._names
        ]
        return sorted(scores, key=lambda pair: -pair[1])

    def save(self, file: Path) -> None:
        """Write it without pickles."""
        np.savez(file, vectors=self._vectors, owners=self._owners)

    @classmethod
    def load(cls, file: Path) -> TopicIndex:
        """Read what `save` wrote."""
        with np.load(file, allow_pickle=False) as stored:
            return cls(stored["vectors"], [str(owner) for owner in stored["owners"]])


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class TopicSearch(GraphComponent):
    """Add the nearest topics to every message: "topics", a list of [name, nearness]."""

    @classmethod
    def required_components(cls) -> List[Type]:
        """Return what has to stand before this component."""
        return [Featurizer]

    @staticmethod
    def get_default_config() -> Dict[Text, Any]:
        """Return the defaults: the project's own encoder and topics."""
        return {"model": "models/encoder", "runtime": "auto", "topics": str(TOPICS)}

    @classmethod
    def create(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> TopicSearch:
        """Create the component without an index."""
        return cls({**cls.get_default_config(), **config}, model_storage, resource)

    def __init__(
        self,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        index: Optional[TopicIndex] = None,
    ) -> None:
        self._config = config
        self._storage = model_storage
        self._resource = resource
        self._index = index

    @classmethod
    def fingerprint_addon(cls, config: Dict[str, Any]) -> Optional[str]:
        """Cover the topics, which are no Rasa training data."""
        folder = Path({**cls.get_default_config(), **config}["topics"])
        digest = hashlib.sha256()
        for file in sorted(folder.rglob("*.yml")):
            digest.update(file.read_bytes())
        return digest.hexdigest()

    def train(self, training_data: TrainingData) -> Resource:
        """Encode every topic's questions. Raises ValueError where there is no topic."""
        questions = topic_questions(Path(self._config["topics"]))
        if not questions:
            raise ValueError(f"no topics in {self._config['topics']}")
        encoder = load_encoder(self._config["model"], self._config["runtime"])
        vectors = encoder.encode([prepare(question.text) for question in questions])
        self._index = TopicIndex(vectors, [question.label for question in questions])
        with self._storage.write_to(self._resource) as folder:
            self._index.save(folder / _FILE)
        return self._resource

    @classmethod
    def load(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> TopicSearch:
        """Load the index."""
        with model_storage.read_from(resource) as folder:
            return cls(
                {**cls.get_default_config(), **config},
                model_storage,
                resource,
                TopicIndex.load(folder / _FILE),
            )

    def process(self, messages: List[Message]) -> List[Message]:
        """Rank the topics for every message that is text."""
        for message in messages:
            _, sentence = message.get_dense_features(TEXT)
            if self._index is None or sentence is None or message.get(TEXT).startswith("/"):
                continue
            # The featurizer scales for the intent classifier; the index holds unit vectors.
            vector = sentence.features[0] / max(float(np.linalg.norm(sentence.features[0])), 1e-9)
            ranked = self._index.rank(vector)[:_RANKED]
            message.set(RANKING, [[name, round(score, 4)] for name, score in ranked], add_to_output=True)
        return messages
