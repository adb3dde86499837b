"""The sentence encoder: the fast reader must give the library's own vectors."""

from __future__ import annotations

import shutil
import tempfile
import unittest
from pathlib import Path

import numpy as np

from bot.components.encoder import SentenceEncoderFeaturizer
from bot.components.sentence_vectors import fingerprint, load_encoder
from bot.components.words import prepare
from bot.encoder.train import vocabulary

MODEL = "models/encoder"
LINES = ["گلبي تعبان ومحد يسمعني", "هلو شلونكم", "areed a7chi wya insan", "😭", "؟"]


@unittest.skipUnless(Path(MODEL, "model.safetensors").is_file(), "no encoder: python -m bot.encoder.train")
class TestEncoder(unittest.TestCase):
    def test_the_fast_reader_equals_sentence_transformers(self) -> None:
        lines = [prepare(line) for line in LINES]
        fast = load_encoder(MODEL, "numpy").encode(lines)
        library = load_encoder(MODEL, "sentence_transformers").encode(lines)
        np.testing.assert_allclose(fast, library, atol=1e-5)

    def test_it_weighs_no_more_than_eight_megabytes(self) -> None:
        size = sum(file.stat().st_size for file in Path(MODEL).rglob("*") if file.is_file())
        self.assertLessEqual(size, 8_000_000)

    def test_texts_that_belong_together_are_closer_than_others(self) -> None:
        sleep, awake, thanks = load_encoder(MODEL).encode(
            [prepare(t) for t in ("ما گدرت انام الليلة", "النوم ما يجيني كل ليلة", "شكرا جزيلا الكم")]
        )
        self.assertGreater(float(sleep @ awake), float(sleep @ thanks) + 0.2)

    def test_other_weights_have_another_fingerprint(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder) / "encoder"
            shutil.copytree(MODEL, copy)
            before = SentenceEncoderFeaturizer.fingerprint_addon({"model": str(copy)})
            weights = copy / "model.safetensors"
            weights.write_bytes(weights.read_bytes()[:-1] + b"\x01")
            self.assertNotEqual(before, fingerprint(str(copy)))


class TestLoading(unittest.TestCase):
    def test_a_missing_folder_is_an_error_that_says_what_to_do(self) -> None:
        with self.assertRaisesRegex(FileNotFoundError, "bot.encoder.train"):
            load_encoder("models/there-is-no-such-encoder")

    def test_an_unknown_runtime_is_refused(self) -> None:
        with self.assertRaises(ValueError):
            SentenceEncoderFeaturizer.validate_config({"runtime": "gpu"})

    def test_pieces_seen_once_are_not_learnt(self) -> None:
        pieces = vocabulary(["هلو هلو", "هلو", "وحيدة"])
        self.assertIn("هلو", pieces)
        self.assertNotIn("وحيدة", pieces)


if __name__ == "__main__":
    unittest.main()
