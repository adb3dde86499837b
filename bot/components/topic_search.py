"""Find the topics that answer a free question, by the sentence encoder's vectors."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
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
from scipy.sparse import csr_matrix, hstack
from scipy.special import log_softmax
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from bot.components.encoder import prepared_line
from bot.components.sentence_vectors import Encoder, Vectors, load_encoder
from bot.components.words import prepare
from bot.encoder.corpus import TOPIC_QUESTIONS, Example, topic_questions

RANKING = "topics"
_FILE, _LINES = "topics.npz", "topics.json"
# How many of a topic's questions near the message speak for it: one alone may be near by a single word.
_NEAREST = 3
# How much the runs of letters weigh beside the vector.
_RUNS = 2.0
# How much the classifier's word, as the logarithm of a chance, weighs beside the nearness.
_APART = 1 / 18
_RANKED = 5


@dataclass(frozen=True)
class Apart:
    """A fitted classifier of topics, in their names' order: what each run of letters and each number weighs.

    Kept with the index, for fitting it takes longer than all the rest of the assistant's start.
    """

    by_runs: Vectors
    by_vector: Vectors
    intercepts: Vectors


def _told_apart(counts: csr_matrix, vectors: Vectors, owners: Any) -> Apart:
    fitted = LogisticRegression(C=10, max_iter=300, class_weight="balanced")
    fitted.fit(hstack([counts, csr_matrix(vectors)]).tocsr(), owners)
    runs = counts.shape[1]
    # In the order in which a sparse row is multiplied without copying the whole of them.
    return Apart(
        np.ascontiguousarray(fitted.coef_[:, :runs].T),
        np.ascontiguousarray(fitted.coef_[:, runs:].T),
        fitted.intercept_,
    )


class TopicIndex:
    """Every topic's questions, each as the encoder's vector and as the weighted runs of letters it holds.

    The vector knows words that mean alike; the runs know the one rare word that names the matter. A
    classifier over both adds what sets a topic apart from its neighbours.
    """

    def __init__(
        self, vectors: Vectors, lines: List[Text], owners: List[Text], apart: Optional[Apart] = None
    ) -> None:
        self._vectors, self._lines, self._owners = vectors, lines, np.array(owners)
        self._rows = {name: np.flatnonzero(self._owners == name) for name in sorted(set(owners))}
        self._runs = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True, min_df=2)
        counts = self._runs.fit_transform(lines)
        self._counts = counts.T.tocsr()
        self._apart = apart or _told_apart(counts, vectors, self._owners)

    @classmethod
    def of(cls, questions: Sequence[Example], encoder: Encoder) -> TopicIndex:
        """Return the index of questions labelled with their topic."""
        lines = [prepare(question.text) for question in questions]
        return cls(encoder.encode(lines), lines, [question.label for question in questions])

    def rank(self, line: Text, vector: Vectors) -> List[Tuple[Text, float]]:
        """Return every topic with its score (at most 1) for a prepared line and its vector, best first."""
        runs = self._runs.transform([line])
        alike = (runs @ self._counts).toarray()[0]
        near = (self._vectors @ vector + _RUNS * alike) / (1 + _RUNS)
        logits = runs @ self._apart.by_runs + vector @ self._apart.by_vector + self._apart.intercepts
        chances = log_softmax(np.asarray(logits)[0])
        scores = [
            (name, float(np.sort(near[rows])[-_NEAREST:].mean() + _APART * chance))
            for (name, rows), chance in zip(self._rows.items(), chances, strict=True)
        ]
        return sorted(scores, key=lambda pair: -pair[1])

    def save(self, folder: Path) -> None:
        """Write it without pickles."""
        np.savez(folder / _FILE, vectors=self._vectors, **asdict(self._apart))
        rows = {"lines": self._lines, "owners": self._owners.tolist()}
        (folder / _LINES).write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> TopicIndex:
        """Read what `save` wrote."""
        rows = json.loads((folder / _LINES).read_text(encoding="utf-8"))
        with np.load(folder / _FILE, allow_pickle=False) as stored:
            apart = Apart(stored["by_runs"], stored["by_vector"], stored["intercepts"])
            return cls(stored["vectors"], rows["lines"], rows["owners"], apart)


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
        return {"model": "models/encoder", "runtime": "auto", "questions": str(TOPIC_QUESTIONS)}

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
        """Cover the questions, which are no Rasa training data."""
        folder = Path({**cls.get_default_config(), **config}["questions"])
        digest = hashlib.sha256()
        for file in sorted(folder.glob("*.yml")):
            digest.update(file.read_bytes())
        return digest.hexdigest()

    def train(self, training_data: TrainingData) -> Resource:
        """Encode every topic's questions. Raises ValueError where there is no topic."""
        questions = topic_questions(Path(self._config["questions"]))
        if not questions:
            raise ValueError(f"no questions in {self._config['questions']}")
        self._index = TopicIndex.of(questions, load_encoder(self._config["model"], self._config["runtime"]))
        with self._storage.write_to(self._resource) as folder:
            self._index.save(folder)
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
                TopicIndex.load(folder),
            )

    def process(self, messages: List[Message]) -> List[Message]:
        """Rank the topics for every message that is text."""
        for message in messages:
            _, sentence = message.get_dense_features(TEXT)
            if self._index is None or sentence is None or message.get(TEXT).startswith("/"):
                continue
            # The featurizer scales for the intent classifier; the index holds unit vectors.
            vector = sentence.features[0] / max(float(np.linalg.norm(sentence.features[0])), 1e-9)
            ranked = self._index.rank(prepared_line(message), vector)[:_RANKED]
            message.set(RANKING, [[name, round(score, 4)] for name, score in ranked], add_to_output=True)
        return messages
