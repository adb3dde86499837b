"""What triage learns with, on a few lines: the network, the weigher, an encoder that an operator names."""

from __future__ import annotations

import os
import tempfile
import unittest
from dataclasses import replace
from pathlib import Path
from unittest import mock

import numpy as np
import torch
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import StaticEmbedding
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import WhitespaceSplit

from helpline.triage import Level, assess, classifier, corpus_file
from helpline.triage.encoder import Encoder, line
from helpline.triage.learning import network, train, weigher
from helpline.triage.learning.lines import prepare
from helpline.triage.weigher import MEAN

LINES = corpus_file.read()
FEW = prepare(LINES[:: len(LINES) // 200])


def _tiny_encoder(folder: Path) -> None:
    words = sorted({word for one in FEW for word in line(one.whole).split()})
    tokenizer = Tokenizer(WordLevel({word: i for i, word in enumerate(["[UNK]", *words])}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = WhitespaceSplit()
    vectors = np.random.default_rng(1).normal(size=(len(words) + 1, 16)).astype(np.float32)
    SentenceTransformer(modules=[StaticEmbedding(tokenizer, embedding_weights=vectors)]).save(str(folder))


class TestNetwork(unittest.TestCase):
    def test_it_learns_the_lines_that_it_is_taught(self) -> None:
        with mock.patch.object(network, "EPOCHS", 60):
            learnt = network.fit(FEW, seed=0)
        levels = learnt.scores([one.unframed for one in FEW])[:, : len(Level)].argmax(1)
        right = np.mean(levels == [one.line.level for one in FEW])
        commonest = max(np.bincount([one.line.level for one in FEW])) / len(FEW)
        self.assertGreater(right, commonest + 0.2)

    def test_the_same_seed_gives_the_same_network(self) -> None:
        readings = [one.unframed for one in FEW[:20]]
        with mock.patch.object(network, "EPOCHS", 1):
            one, again, other = (network.fit(FEW[:100], seed).scores(readings) for seed in (1, 1, 2))
        np.testing.assert_array_equal(one, again)
        self.assertFalse(np.allclose(one, other))

    def test_numpy_computes_what_torch_learnt(self) -> None:
        learner = network._Learner(themes=3).eval()
        taught = [one for one in FEW if 0 < len(one.unframed.keys) <= network.LONGEST][:30]
        readings = [one.unframed for one in taught]
        with mock.patch.object(network, "DROPPED_RUNS", 0), mock.patch.object(network, "MISTYPED", 0):
            lines = network._Lines(taught, np.random.default_rng(0))
            lines.mistype()
            batch = lines.batch(range(len(taught)), torch.device("cpu"))
        with torch.no_grad():
            theirs = learner(batch, 0.0).numpy()[:, : network.COLUMNS]
        np.testing.assert_allclose(
            learner.network(np.arange(network.LETTER_BUCKETS)).scores(readings), theirs, atol=1e-5
        )


class TestWeigher(unittest.TestCase):
    def setUp(self) -> None:
        """See of each line what says by itself: danger said by the second part alone is none."""
        dice = np.random.default_rng(0)
        self.what = dice.normal(size=(len(FEW), 42))
        self.what[:, MEAN] = 0
        self.what[:, -1] = 3 * np.sign(self.what[:, -1])
        self.lines = [
            replace(one.line, level=Level.RED if row[-1] > 0 else Level.GREEN)
            for one, row in zip(FEW, self.what, strict=True)
        ]

    def test_it_learns_when_the_mean_is_wrong(self) -> None:
        with mock.patch.object(weigher, "EPOCHS", 60):
            learnt = weigher.fit(self.what, self.lines)
        levels = learnt.scores(self.what)[:, : len(Level)].argmax(1)
        self.assertGreater(np.mean(levels == [line.level for line in self.lines]), 0.85)

    def test_the_same_seed_gives_the_same_weigher(self) -> None:
        one, again, other = (weigher.fit(self.what, self.lines, seed).scores(self.what) for seed in (1, 1, 2))
        np.testing.assert_array_equal(one, again)
        self.assertFalse(np.allclose(one, other))

    def test_no_line_is_weighed_by_one_that_its_writer_taught(self) -> None:
        scores = {i: [row[np.newaxis, :12]] * 2 for i, row in enumerate(self.what)}
        with mock.patch.object(weigher, "fit", lambda _, lines: {line.writer for line in lines}):
            unseen, everybody = train.weighers(FEW, scores)
        self.assertEqual(set(unseen), set(scores))
        for i, taught_by in unseen.items():
            self.assertNotIn(FEW[i].line.writer, taught_by)
        self.assertEqual(everybody, {one.line.writer for one in FEW})


class TestNamedEncoder(unittest.TestCase):
    def test_an_operators_encoder_is_fine_tuned_by_the_same_command_and_then_used(self) -> None:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            _tiny_encoder(folder / "named")
            command = ["train", "--encoder", str(folder / "named"), "--out", str(folder / "out")]
            few = mock.patch.object(corpus_file, "read", lambda: [one.line for one in FEW])
            with few, mock.patch("sys.argv", command):
                self.assertEqual(train.main(), 0)
            with mock.patch.dict(os.environ, {classifier.CHOSEN: str(folder / "out")}):
                classifier.classifier.cache_clear()
                try:
                    self.assertIsInstance(classifier.classifier().other, Encoder)
                    self.assertEqual(assess("بلعت الحبوب كلهن").level, Level.RED)
                    self.assertEqual(assess("").level, Level.GREEN)
                finally:
                    classifier.classifier.cache_clear()

    def test_it_never_replaces_the_committed_weights(self) -> None:
        command = mock.patch("sys.argv", ["train", "--encoder", "anything"])
        with command, mock.patch("sys.stderr"), self.assertRaises(SystemExit):
            train.main()
