"""Character n-grams and words, weighted by how telling they are (tf-idf), as sparse features.

Rasa's CountVectorsFeaturizer counts; on writers it has not seen, weighting is four to five points
better with the same classifier (docs/decisions/0003).
"""

from __future__ import annotations

import json
from itertools import pairwise
from typing import Any, Dict, List, Optional, Text, Type

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.constants import FEATURIZER_CLASS_ALIAS
from rasa.nlu.featurizers.sparse_featurizer.sparse_featurizer import SparseFeaturizer
from rasa.nlu.tokenizers.tokenizer import Tokenizer
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from scipy.sparse import csr_matrix

from bot.components.encoder import prepared_line

_FILE = "ngrams.json"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class NgramFeaturizer(SparseFeaturizer, GraphComponent):
    """Add one sparse tf-idf row of character n-grams, cut inside word edges, to every message."""

    @classmethod
    def required_components(cls) -> List[Type]:
        """Return what has to stand before this component."""
        return [Tokenizer]

    @staticmethod
    def get_default_config() -> Dict[Text, Any]:
        """Return the defaults: the length of a row, and in how many lines a piece stands at least."""
        own = {"min_ngram": 2, "max_ngram": 4, "scale": 4.5, "least": 1}
        return {**SparseFeaturizer.get_default_config(), **own}

    @classmethod
    def create(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> NgramFeaturizer:
        """Create an untrained featurizer."""
        return cls(config, model_storage, resource, execution_context)

    def __init__(
        self,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        weights: Optional[Dict[Text, float]] = None,
    ) -> None:
        super().__init__(execution_context.node_name, {**self.get_default_config(), **config})
        self._storage = model_storage
        self._resource = resource
        self._use(weights or {})

    def _use(self, weights: Dict[Text, float]) -> None:
        self._columns = {gram: column for column, gram in enumerate(sorted(weights))}
        self._weights = np.array([weights[gram] for gram in sorted(weights)], dtype=np.float64)

    def train(self, training_data: TrainingData) -> Resource:
        """Learn how many training messages hold each n-gram."""
        lines = [prepared_line(message) for message in training_data.intent_examples if message.get(TEXT)]
        self._use(self.inverse_frequencies(lines))
        with self._storage.write_to(self._resource) as folder:
            weights = {gram: self._weights[column] for gram, column in self._columns.items()}
            (folder / _FILE).write_text(json.dumps(weights, ensure_ascii=False), encoding="utf-8")
        return self._resource

    @classmethod
    def load(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> NgramFeaturizer:
        """Load the weights."""
        with model_storage.read_from(resource) as folder:
            weights = json.loads((folder / _FILE).read_text(encoding="utf-8"))
        return cls(config, model_storage, resource, execution_context, weights)

    def process(self, messages: List[Message]) -> List[Message]:
        """Add features to the messages that have a text."""
        for message in messages:
            if message.get(TEXT):
                row = self.row(prepared_line(message))
                alias = self._config[FEATURIZER_CLASS_ALIAS]
                message.add_features(Features(row, FEATURE_TYPE_SENTENCE, TEXT, alias))
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Add features to every training example."""
        self.process(training_data.training_examples)
        return training_data

    @classmethod
    def validate_config(cls, config: Dict[Text, Any]) -> None:
        """Refuse n-grams that cannot be cut."""
        if not 0 < config.get("min_ngram", 2) <= config.get("max_ngram", 4):
            raise ValueError("min_ngram must be at least 1 and at most max_ngram")

    def ngrams(self, line: Text) -> Dict[Text, int]:
        """Count the n-grams of each word of a prepared line, the word's edges marked by a space."""
        counts: Dict[Text, int] = {}
        for word in line.split():
            padded = f" {word} "
            for size in range(self._config["min_ngram"], self._config["max_ngram"] + 1):
                for start in range(max(1, len(padded) - size + 1)):
                    gram = padded[start : start + size]
                    counts[gram] = counts.get(gram, 0) + 1
        return counts

    def inverse_frequencies(self, lines: List[Text]) -> Dict[Text, float]:
        """Return log((1 + lines) / (1 + lines with the n-gram)) + 1 for each that `least` lines have."""
        seen: Dict[Text, int] = {}
        for line in lines:
            for gram in self.ngrams(line):
                seen[gram] = seen.get(gram, 0) + 1
        return {
            gram: float(np.log((1 + len(lines)) / (1 + count)) + 1)
            for gram, count in seen.items()
            if count >= self._config["least"]
        }

    def row(self, line: Text) -> csr_matrix:
        """Return a row of length `scale`: (1 + log count) times the weight of each known n-gram."""
        known = {self._columns[g]: c for g, c in self.ngrams(line).items() if g in self._columns}
        columns = np.array(sorted(known), dtype=np.int64)
        values = np.array([1 + np.log(known[column]) for column in columns]) * self._weights[columns]
        length = np.linalg.norm(values)
        values = values / length * self._config["scale"] if length else values
        return csr_matrix(
            (values, (np.zeros(len(columns), dtype=np.int64), columns)), shape=(1, len(self._columns))
        )


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class WordFeaturizer(NgramFeaturizer):
    """Add a row of whole words, of pairs that stand together and of pairs with a word between them."""

    @staticmethod
    def get_default_config() -> Dict[Text, Any]:
        """Return the defaults (see above); what stands in one line only tells nothing."""
        return {**NgramFeaturizer.get_default_config(), "scale": 3.2, "least": 2}

    def ngrams(self, line: Text) -> Dict[Text, int]:
        """Count the words and note the pairs of a prepared line."""
        words = line.split()
        counts = {word: words.count(word) for word in words}
        counts.update((f"{first}_{second}", 1) for first, second in pairwise(words))
        counts.update((f"{first}__{third}", 1) for first, third in zip(words, words[2:], strict=False))
        return counts
