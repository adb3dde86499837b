"""The intent classifier's regression, on rows made by hand."""

from __future__ import annotations

import unittest

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from bot.components import softmax
from bot.components.intents import fit

ROWS = csr_matrix(np.vstack([np.tile([4.0, 0.0, 1.0], (300, 1)), np.tile([0.0, 4.0, 1.0], (20, 1))]))
LABELS = ["sad"] * 300 + ["angry"] * 20


class TestSoftmax(unittest.TestCase):
    def test_a_label_of_few_rows_is_learnt_as_well_as_one_of_many(self) -> None:
        classifier = fit(LogisticRegression(), ROWS, LABELS)
        asked = csr_matrix([[4.0, 0.0, 1.0], [0.0, 4.0, 1.0], [0.0, 0.0, 1.0]])
        odds = classifier.predict_proba(asked)
        self.assertEqual(list(classifier.predict(asked[:2])), ["sad", "angry"])
        self.assertTrue(np.allclose(odds.sum(axis=1), 1))
        # What both have in common tells neither, though one is fifteen times as common.
        self.assertLess(abs(odds[2, 0] - 0.5), 0.2)

    def test_the_same_input_gives_the_same_weights(self) -> None:
        first, second = softmax.fit(ROWS, LABELS), softmax.fit(ROWS, LABELS)
        self.assertTrue(np.array_equal(first.rows, second.rows))
        self.assertTrue(np.array_equal(first.starts, second.starts))

    def test_a_column_that_no_row_has_weighs_nothing(self) -> None:
        wider = csr_matrix((ROWS.data, ROWS.indices, ROWS.indptr), shape=(320, 5))
        self.assertFalse(softmax.fit(wider, LABELS).rows[:, 3:].any())


if __name__ == "__main__":
    unittest.main()
