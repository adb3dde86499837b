"""Sentence vectors from a sentence-transformers model, by path or by name."""

from __future__ import annotations

import functools
import hashlib
import json
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from bot.components.words import expand

Vectors = NDArray[np.float32]
OPTIONS = "wiyak.json"
STAMP = "inputs.sha256"
_STATIC = "StaticEmbedding"


class Encoder(Protocol):
    """Anything that turns prepared lines into unit vectors, one row a line."""

    def encode(self, lines: list[str]) -> Vectors:
        """Return an array of shape (lines, dimensions)."""
        ...


class StaticEncoder:
    """A StaticEmbedding model read with tokenizers and numpy alone.

    The vectors equal SentenceTransformer's (tests/rasa checks it); torch would add half a
    gigabyte and many seconds of start to look up a few dozen rows of a table.
    """

    def __init__(self, folder: Path) -> None:
        from safetensors.numpy import load_file
        from tokenizers import Tokenizer

        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._table = load_file(str(folder / "model.safetensors"))["embedding.weight"].astype(np.float32)
        self._expand = _options(folder).get("ngrams", False)

    def encode(self, lines: list[str]) -> Vectors:
        """Return the mean of each line's rows, scaled to length one."""
        texts = [expand(line) for line in lines] if self._expand else lines
        out = np.zeros((len(texts), self._table.shape[1]), dtype=np.float32)
        for row, encoding in enumerate(self._tokenizer.encode_batch(texts, add_special_tokens=False)):
            if encoding.ids:
                out[row] = self._table[encoding.ids].mean(axis=0)
        return _unit(out)


class TransformerEncoder:
    """Any other sentence-transformers model, run by the library itself."""

    def __init__(self, name_or_path: str) -> None:
        from sentence_transformers import SentenceTransformer

        self._model = SentenceTransformer(name_or_path, device="cpu")
        self._expand = _options(Path(name_or_path)).get("ngrams", False)

    def encode(self, lines: list[str]) -> Vectors:
        """Return one unit vector a line."""
        texts = [expand(line) for line in lines] if self._expand else lines
        return _unit(np.asarray(self._model.encode(texts, batch_size=64, show_progress_bar=False)))


def load_encoder(name_or_path: str, runtime: str = "auto") -> Encoder:
    """Load a model once per process and version of its files.

    `runtime` is "auto", "numpy" or "sentence_transformers". Raises FileNotFoundError when a
    local path is given and nothing is there: train it with `python -m bot.encoder.train`.
    """
    return _load(name_or_path, runtime, fingerprint(name_or_path))


def fingerprint(name_or_path: str) -> str:
    """Return a hash over the model's files, or over its name when it is not a local folder.

    Not over the stamp of its inputs: other inputs that give the same weights change nothing.
    """
    folder = Path(name_or_path)
    digest = hashlib.sha256()
    if not folder.is_dir():
        digest.update(name_or_path.encode())
    else:
        for file in sorted(path for path in folder.rglob("*") if path.is_file() and path.name != STAMP):
            digest.update(str(file.relative_to(folder)).encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()


@functools.lru_cache(maxsize=2)
def _load(name_or_path: str, runtime: str, version: str) -> Encoder:
    folder = Path(name_or_path)
    looks_local = name_or_path.startswith(("models/", ".", "/"))
    if looks_local and not folder.is_dir():
        raise FileNotFoundError(f"no sentence encoder at {folder}: run python -m bot.encoder.train")
    static = folder.is_dir() and _is_static(folder)
    if runtime == "numpy" and not static:
        raise ValueError(f"{name_or_path} is not a static embedding model")
    if static and runtime != "sentence_transformers":
        return StaticEncoder(folder)
    return TransformerEncoder(name_or_path)


def _is_static(folder: Path) -> bool:
    modules = json.loads((folder / "modules.json").read_text(encoding="utf-8"))
    return modules[0]["type"].endswith(_STATIC) and modules[0]["path"] == ""


def _options(folder: Path) -> dict[str, bool]:
    file = folder / OPTIONS
    return dict(json.loads(file.read_text(encoding="utf-8"))) if file.is_file() else {}


def _unit(rows: Vectors) -> Vectors:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return (rows / np.maximum(lengths, 1e-9)).astype(np.float32)
