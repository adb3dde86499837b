"""The dense featurizer: a sentence encoder's vector for every message."""

from __future__ import annotations

from typing import Any, Dict, List, Optional, Text, Type

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.constants import FEATURIZER_CLASS_ALIAS, TOKENS_NAMES
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.nlu.tokenizers.tokenizer import Tokenizer
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components.sentence_vectors import fingerprint, load_encoder


def prepared_line(message: Message) -> str:
    """Return the message's normalised words as one line."""
    return " ".join(token.text for token in message.get(TOKENS_NAMES[TEXT]) or [])


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SentenceEncoderFeaturizer(DenseFeaturizer, GraphComponent):
    """Add a sentence vector to every message."""

    @classmethod
    def required_components(cls) -> List[Type]:
        """Return what has to stand before this component."""
        return [Tokenizer]

    @staticmethod
    def get_default_config() -> Dict[Text, Any]:
        """Return the defaults: the project's own encoder, its unit vectors scaled for the classifier."""
        own = {"model": "models/encoder", "runtime": "auto", "scale": 1.0}
        return {**DenseFeaturizer.get_default_config(), **own}

    @classmethod
    def create(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SentenceEncoderFeaturizer:
        """Create the component for one graph node."""
        return cls(config, execution_context.node_name)

    def __init__(self, config: Dict[Text, Any], name: Text) -> None:
        super().__init__(name, config)
        self._encoder = load_encoder(self._config["model"], self._config["runtime"])

    @classmethod
    def fingerprint_addon(cls, config: Dict[str, Any]) -> Optional[str]:
        """Cover the weights: Rasa would otherwise reuse vectors of an older encoder."""
        return fingerprint(config.get("model", cls.get_default_config()["model"]))

    def process(self, messages: List[Message]) -> List[Message]:
        """Encode all messages in one batch."""
        with_text = [message for message in messages if message.get(TEXT)]
        if with_text:
            vectors = self._encoder.encode([prepared_line(message) for message in with_text])
            for message, vector in zip(with_text, vectors, strict=True):
                alias = self._config[FEATURIZER_CLASS_ALIAS]
                message.add_features(
                    Features(vector[None, :] * self._config["scale"], FEATURE_TYPE_SENTENCE, TEXT, alias)
                )
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Encode all training examples."""
        self.process(training_data.training_examples)
        return training_data

    @classmethod
    def validate_config(cls, config: Dict[Text, Any]) -> None:
        """Refuse a runtime that does not exist."""
        if config.get("runtime", "auto") not in ("auto", "numpy", "sentence_transformers"):
            raise ValueError(f"unknown runtime {config['runtime']!r}")
