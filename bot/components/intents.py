"""Rasa's logistic regression, with its weights in the order in which they are read."""

from __future__ import annotations

from typing import Any, Dict, Text

import numpy as np
from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.logistic_regression_classifier import LogisticRegressionClassifier


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class IntentClassifier(LogisticRegressionClassifier):
    """The same classifier; multiplying a message with its weights does not copy all of them each time."""

    @classmethod
    def load(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> IntentClassifier:
        """Load the trained classifier (see the class above)."""
        component = super().load(config, model_storage, resource, execution_context, **kwargs)
        # Transposed where it is used, which makes it a row after the other.
        component.clf.coef_ = np.asfortranarray(component.clf.coef_)
        return component
