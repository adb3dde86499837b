"""Know when not to guess: a story gets a stricter threshold than a short question, and so does a word or two.

A wrong guess at a short question costs a correction. A fixed answer that misses what somebody has just
told at length says «nobody listens»; unsure there, the assistant reflects and asks on. One or two words that
no writer thought of may be a slip of the keyboard.
"""

from __future__ import annotations

from typing import Any, Dict, Text

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.classifiers.fallback_classifier import FallbackClassifier
from rasa.nlu.constants import TOKENS_NAMES
from rasa.shared.nlu.constants import INTENT, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class StoryFallbackClassifier(FallbackClassifier):
    """Rasa's FallbackClassifier with thresholds of their own for messages of many words and of very few."""

    @staticmethod
    def get_default_config() -> Dict[Text, Any]:
        """Return the thresholds; docs/decisions/0003 says how they were measured."""
        return {
            **FallbackClassifier.get_default_config(),
            "threshold": 0.2,
            "ambiguity_threshold": 0.0,
            "story_words": 8,
            "story_threshold": 0.3,
            "few_words": 2,
            "few_threshold": 0.25,
        }

    def _should_fallback(self, message: Message) -> bool:
        words = len(message.get(TOKENS_NAMES[TEXT]) or [])
        sure = (message.get(INTENT) or {}).get(PREDICTED_CONFIDENCE_KEY, 0.0)
        needed = 0.0
        if words >= self.component_config["story_words"]:
            needed = self.component_config["story_threshold"]
        elif words <= self.component_config["few_words"]:
            needed = self.component_config["few_threshold"]
        if sure < needed:
            return True
        return bool(super()._should_fallback(message))
