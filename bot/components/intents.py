"""Rasa's logistic regression, fitted in small steps, with its weights in the order in which they are read."""

from __future__ import annotations

from typing import Any, Dict, List, Text

import numpy as np
from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.logistic_regression_classifier import LogisticRegressionClassifier
from rasa.shared.nlu.training_data.training_data import TrainingData
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from bot.components import softmax


def fit(classifier: LogisticRegression, rows: csr_matrix, labels: List[Text]) -> LogisticRegression:
    """Fit a multinomial regression by steps (see softmax) and return it, ready to be asked and kept."""
    weights = softmax.fit(rows, labels)
    classifier.classes_, classifier.coef_, classifier.intercept_ = weights
    classifier.n_features_in_ = rows.shape[1]
    return classifier


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class IntentClassifier(LogisticRegressionClassifier):
    """The same classifier; multiplying a message with its weights does not copy all of them each time."""

    def train(self, training_data: TrainingData) -> Resource:
        """Train on the data set's utterances, of which there must be some."""
        fit(self.clf, *self._create_training_matrix(training_data))
        self.persist()
        return self._resource

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
