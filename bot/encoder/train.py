"""Train the small sentence encoder from the project's own text: `python -m bot.encoder.train --out models/encoder`.

1. Collect utterances (same intent belongs together) and triage lines (same level and theme belong together).
2. Build a vocabulary of words and character n-grams, so that misspelt words still share most pieces.
3. Train one vector per piece, so that texts that belong together point the same way and all others
   in the batch do not (multiple negatives ranking). Pieces are dropped at random, against learning by heart.
4. Save a folder that SentenceTransformer(path) loads, with a hash of what it was made from.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import sys
import time
from collections import Counter
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.components.sentence_vectors import OPTIONS
from bot.components.words import expand, prepare
from bot.encoder.corpus import NLU, SHORT_ANSWERS, TRIAGE, risk_lines, utterances

SEED = 7
DIMENSIONS = 128
MAX_PIECES = 12_000
EPOCHS = 40
BATCH = 128
LEARNING_RATE = 2e-2
TEMPERATURE = 20.0
DROPPED = 0.2
UNKNOWN = "[UNK]"
_HASH = "inputs.sha256"


def inputs_hash() -> str:
    """Return a hash over the texts and the code that makes vectors of them."""
    code = [Path(__file__), Path("bot/components/words.py"), *sorted(Path("helpline/text").glob("*.py"))]
    digest = hashlib.sha256()
    for file in [*code, *sorted(NLU.glob("*.yml")), SHORT_ANSWERS, *sorted(TRIAGE.glob("*.jsonl"))]:
        digest.update(file.name.encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()


def labelled(without_writer: str = "") -> tuple[list[str], list[str]]:
    """Return prepared lines and the label each belongs to, optionally leaving one writer out."""
    spoken = utterances() + utterances(SHORT_ANSWERS.parent, SHORT_ANSWERS.name)
    pairs = [(item.text, f"intent:{item.label}") for item in spoken if item.writer != without_writer]
    pairs += [
        (line.text, f"risk:{line.level}:{line.theme}") for line in risk_lines() if line.writer != without_writer
    ]
    return [prepare(text) for text, _ in pairs], [label for _, label in pairs]


def vocabulary(lines: list[str]) -> dict[str, int]:
    """Number the pieces that occur in at least two lines, the most common first; 0 is any other piece."""
    spread = Counter(piece for line in lines for piece in set(expand(line).split()))
    common = sorted((piece for piece in spread if spread[piece] > 1), key=lambda piece: (-spread[piece], piece))
    return {UNKNOWN: 0, **{piece: number for number, piece in enumerate(common[: MAX_PIECES - 1], start=1)}}


def fit(lines: list[str], labels: list[str], pieces: dict[str, int]) -> NDArray[np.float32]:
    """Return one vector per piece, shape (pieces, DIMENSIONS), the same for the same input."""
    import torch
    from torch.nn import functional

    torch.manual_seed(SEED)
    random = np.random.default_rng(SEED)
    bags = [np.array([pieces[p] for p in expand(line).split() if p in pieces] or [0]) for line in lines]
    groups: dict[str, list[int]] = {}
    for index, label in enumerate(labels):
        groups.setdefault(label, []).append(index)
    pools = [members for members in groups.values() if len(members) > 1]
    start = random.normal(0.0, 0.1, (len(pieces), DIMENSIONS)).astype(np.float32)
    table = torch.nn.EmbeddingBag.from_pretrained(torch.from_numpy(start), freeze=False, mode="mean")
    optimiser = torch.optim.Adam(table.parameters(), lr=LEARNING_RATE)

    def encode(indices: list[int]) -> torch.Tensor:
        kept = []
        for index in indices:
            bag = bags[index][random.random(len(bags[index])) > DROPPED]
            kept.append(bag if len(bag) else bags[index])
        offsets = np.cumsum([0] + [len(bag) for bag in kept[:-1]])
        return functional.normalize(table(torch.from_numpy(np.concatenate(kept)), torch.from_numpy(offsets)))

    steps = EPOCHS * sum(len(pool) for pool in pools) // (2 * BATCH)
    for step in range(steps):
        for group in optimiser.param_groups:
            group["lr"] = LEARNING_RATE * (1 - step / steps)
        # At most one pair of a group in a batch: all the others are its negatives.
        chosen = random.choice(len(pools), size=min(BATCH, len(pools)), replace=False)
        pairs = [random.choice(pools[pool], size=2, replace=False) for pool in chosen]
        likeness = encode([int(a) for a, _ in pairs]) @ encode([int(b) for _, b in pairs]).T
        loss = functional.cross_entropy(TEMPERATURE * likeness, torch.arange(len(pairs)))
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    vectors: NDArray[np.float32] = table.weight.detach().numpy()
    # Common unknown pieces must not pull a sentence anywhere.
    vectors[0] = 0.0
    return vectors


def save(out: Path, pieces: dict[str, int], vectors: NDArray[np.float32]) -> None:
    """Write a sentence-transformers folder: a word-level tokenizer over pieces and their vectors."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Normalize, StaticEmbedding
    from tokenizers import Tokenizer
    from tokenizers.models import WordLevel
    from tokenizers.pre_tokenizers import WhitespaceSplit

    tokenizer = Tokenizer(WordLevel(pieces, unk_token=UNKNOWN))
    tokenizer.pre_tokenizer = WhitespaceSplit()
    model = SentenceTransformer(modules=[StaticEmbedding(tokenizer, embedding_weights=vectors), Normalize()])
    shutil.rmtree(out, ignore_errors=True)
    model.save(str(out), create_model_card=False)
    (out / OPTIONS).write_text(json.dumps({"ngrams": True}), encoding="utf-8")


def main() -> int:
    """Train unless the folder was made from exactly these inputs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=Path("models/encoder"))
    parser.add_argument("--force", action="store_true", help="train even when nothing changed")
    options = parser.parse_args()
    stamp, wanted = options.out / _HASH, inputs_hash()
    if not options.force and stamp.is_file() and stamp.read_text(encoding="utf-8") == wanted:
        print(f"{options.out} is up to date")
        return 0
    began = time.monotonic()
    lines, labels = labelled()
    pieces = vocabulary(lines)
    save(options.out, pieces, fit(lines, labels, pieces))
    stamp.write_text(wanted, encoding="utf-8")
    size = sum(file.stat().st_size for file in options.out.rglob("*") if file.is_file())
    seconds = time.monotonic() - began
    print(f"{options.out}: {len(lines)} lines, {len(pieces)} pieces, {size / 1e6:.1f} MB, {seconds:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
