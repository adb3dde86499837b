"""A second opinion on risk: logistic regression on the sentence encoder's vectors.

helpline.triage has read the message before Rasa sees it. This classifier can only raise what it found.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Dict, List, Optional, Text, Type

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components.risk_model import LEVELS, RiskModel, corpus_fingerprint, corpus_lines, fit
from bot.components.sentence_vectors import fingerprint, load_encoder
from bot.components.words import prepare

RISK = "risk"
_ENCODER = "encoder.sha256"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class RiskClassifier(GraphComponent):
    """Set the message property `risk`: {level, score, ask_acuity, source}."""

    @classmethod
    def required_components(cls) -> List[Type]:
        """Return what has to stand before this component."""
        return [DenseFeaturizer]

    @staticmethod
    def get_default_config() -> Dict[Text, Any]:
        """Return the defaults; docs/decisions/0003 says how the thresholds were measured."""
        return {
            "model": "models/encoder",
            "runtime": "auto",
            "corpus": "helpline/triage/corpus",
            "red_threshold": 0.8,
            "amber_threshold": 0.87,
        }

    @classmethod
    def create(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> RiskClassifier:
        """Create an untrained classifier."""
        return cls(config, model_storage, resource)

    def __init__(
        self,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        model: Optional[RiskModel] = None,
    ) -> None:
        self._config = {**self.get_default_config(), **config}
        self._storage = model_storage
        self._resource = resource
        self._model = model

    @classmethod
    def fingerprint_addon(cls, config: Dict[str, Any]) -> Optional[str]:
        """Cover the corpus, which is no Rasa training data."""
        return corpus_fingerprint(Path({**cls.get_default_config(), **config}["corpus"]))

    def train(self, training_data: TrainingData) -> Resource:
        """Fit on the triage corpus, with every intent example as text that is no danger."""
        encoder = load_encoder(self._config["model"], self._config["runtime"])
        rows = corpus_lines(Path(self._config["corpus"]))
        calm = [message.get(TEXT) for message in training_data.intent_examples]
        vectors = encoder.encode([prepare(text) for text in [row.text for row in rows] + calm])
        self._model = fit(vectors, rows, len(calm))
        with self._storage.write_to(self._resource) as folder:
            self._model.save(folder)
            (folder / _ENCODER).write_text(fingerprint(self._config["model"]), encoding="utf-8")
        return self._resource

    @classmethod
    def load(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> RiskClassifier:
        """Load the weights. Raises when they are missing or were fitted on vectors of another encoder.

        An assistant that cannot read danger must not start.
        """
        encoder = {**cls.get_default_config(), **config}["model"]
        with model_storage.read_from(resource) as folder:
            if (folder / _ENCODER).read_text(encoding="utf-8") != fingerprint(encoder):
                raise ValueError(
                    f"the encoder in {encoder} is not the one this model was trained with: rasa train"
                )
            return cls(config, model_storage, resource, RiskModel.load(folder))

    def process(self, messages: List[Message]) -> List[Message]:
        """Judge every message that is text; a pressed button (/intent) was written by us."""
        for message in messages:
            told = _told_level(message)
            score, level, explicit = 0.0, 0, False
            _, sentence = message.get_dense_features(TEXT)
            if self._model is not None and sentence is not None and not message.get(TEXT).startswith("/"):
                # The featurizer scales for the intent classifier; the weights here are for unit vectors.
                vector = sentence.features[0] / max(float(np.linalg.norm(sentence.features[0])), 1e-9)
                odds = self._model.probabilities(vector)
                score = float(odds[2] + odds[3])
                level = self._level(odds)
                explicit = self._model.explicit(vector)
            risk = {
                "level": LEVELS[max(told, level)],
                "score": round(score, 4),
                "ask_acuity": bool(_metadata(message).get("ask_acuity", explicit)),
                "source": "classifier" if level > told else "triage",
            }
            message.set(RISK, risk, add_to_output=True)
        return messages

    def _level(self, odds: np.ndarray) -> int:
        if odds[3] >= self._config["red_threshold"]:
            return LEVELS.index("RED")
        if odds[2] + odds[3] >= self._config["amber_threshold"]:
            return LEVELS.index("AMBER")
        return LEVELS.index("BLUE" if odds[0] < 0.5 else "GREEN")


def _metadata(message: Message) -> Dict[Text, Any]:
    metadata = message.get("metadata")
    return metadata if isinstance(metadata, dict) else {}


def _told_level(message: Message) -> int:
    level = _metadata(message).get("level")
    return LEVELS.index(level) if level in LEVELS else 0
