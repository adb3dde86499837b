"""Train the small sentence encoder: `python -m bot.encoder.train --out models/encoder`.

It knows the project's own text only.

1. Collect utterances, each with its intent, and triage lines, each with its risk level.
2. Build a vocabulary of words, pairs of words and character n-grams: misspelt words share most pieces.
3. Train one vector per piece and one per label, so that a text points to its intent's or its level's
   vector and away from the others. Half of the pieces are dropped each time, against learning by heart.
4. Save a folder that SentenceTransformer(path) loads, with a hash of what it was made from.

Tried and not better on writers held out: pairs of texts as positives with in-batch negatives, latent
semantic analysis (docs/decisions/0003).
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

from bot.components.sentence_vectors import OPTIONS, STAMP
from bot.components.words import expand, prepare
from bot.encoder.corpus import (
    NLU,
    SHORT_ANSWERS,
    TOPIC_QUESTIONS,
    TRIAGE,
    RiskLine,
    risk_lines,
    topic_questions,
    utterances,
)

SEED = 7
DIMENSIONS = 192
MAX_PIECES = 9_500
EPOCHS = 12
RISK_LINES_A_WRITER = 150
BATCH = 256
LEARNING_RATE = 2e-2
SHARPNESS = 10.0
SMOOTHING = 0.1
DROPPED = 0.5
UNKNOWN = "[UNK]"


def inputs_hash() -> str:
    """Return a hash over the texts and the code that makes vectors of them."""
    code = [Path(__file__), Path("bot/components/words.py"), *sorted(Path("helpline/text").glob("*.py"))]
    written = [*sorted(NLU.glob("*.yml")), SHORT_ANSWERS, *sorted(TOPIC_QUESTIONS.glob("*.yml"))]
    digest = hashlib.sha256()
    for file in [*code, *written, *sorted(TRIAGE.glob("*.jsonl"))]:
        digest.update(file.name.encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()


def labelled(without_writer: str = "") -> tuple[list[str], list[str]]:
    """Return prepared lines and their labels (intent:…, risk:…, topic:…), perhaps leaving one writer out."""
    spoken = utterances() + utterances(SHORT_ANSWERS.parent, SHORT_ANSWERS.name)
    pairs = [(item.text, f"intent:{item.label}") for item in spoken if item.writer != without_writer]
    pairs += [
        (line.text, f"risk:{line.level}") for line in sampled(risk_lines()) if line.writer != without_writer
    ]
    pairs += [(item.text, f"topic:{item.label}") for item in topic_questions()]
    return [prepare(text) for text, _ in pairs], [label for _, label in pairs]


def sampled(lines: list[RiskLine]) -> list[RiskLine]:
    """Return evenly spread lines, so many of a writer: all of them would outnumber the intents by far."""
    by_writer: dict[str, list[RiskLine]] = {}
    for line in lines:
        by_writer.setdefault(line.writer, []).append(line)
    return [
        line
        for written in by_writer.values()
        for line in written[:: max(1, round(len(written) / RISK_LINES_A_WRITER))]
    ]


def vocabulary(lines: list[str]) -> dict[str, int]:
    """Number the pieces that occur in at least two lines, the most common first; 0 is any other piece."""
    spread = Counter(piece for line in lines for piece in set(expand(line).split()))
    common = sorted(
        (piece for piece in spread if spread[piece] > 1), key=lambda piece: (-spread[piece], piece)
    )
    return {UNKNOWN: 0, **{piece: number for number, piece in enumerate(common[: MAX_PIECES - 1], start=1)}}


def fit(lines: list[str], labels: list[str], pieces: dict[str, int]) -> NDArray[np.float32]:
    """Return one vector per piece, shape (pieces, DIMENSIONS), the same for the same input."""
    import torch
    from torch.nn import functional

    torch.manual_seed(SEED)
    random = np.random.default_rng(SEED)
    bags = [np.array([pieces[p] for p in expand(line).split() if p in pieces] or [0]) for line in lines]
    names = sorted(set(labels))
    targets = np.array([names.index(label) for label in labels])
    # Two questions, answered apart: which intent, and which level. A text is asked what it has a label for.
    tasks = {
        task: [i for i, name in enumerate(names) if name.startswith(task)] for task in ("intent:", "risk:")
    }

    start = random.normal(0.0, 0.1, (len(pieces), DIMENSIONS)).astype(np.float32)
    table = torch.nn.EmbeddingBag.from_pretrained(torch.from_numpy(start), freeze=False, mode="mean")
    anchors = torch.nn.Parameter(torch.randn(len(names), DIMENSIONS))
    optimiser = torch.optim.Adam([*table.parameters(), anchors], lr=LEARNING_RATE)

    def encode(indices: NDArray[np.int64]) -> torch.Tensor:
        kept = []
        for index in indices:
            bag = bags[index][random.random(len(bags[index])) > DROPPED]
            kept.append(bag if len(bag) else bags[index])
        offsets = np.cumsum([0] + [len(bag) for bag in kept[:-1]])
        return functional.normalize(table(torch.from_numpy(np.concatenate(kept)), torch.from_numpy(offsets)))

    batches_an_epoch = max(1, len(lines) // BATCH)
    steps = EPOCHS * batches_an_epoch
    for step in range(steps):
        if step % batches_an_epoch == 0:
            order = random.permutation(len(lines))
        for group in optimiser.param_groups:
            group["lr"] = LEARNING_RATE * (1 - step / steps)
        chosen = order[(step % batches_an_epoch) * BATCH :][:BATCH]
        likeness = SHARPNESS * encode(chosen) @ functional.normalize(anchors).T
        loss = torch.zeros(())
        for members in tasks.values():
            asked = np.flatnonzero(np.isin(targets[chosen], members))
            if len(asked):
                answers = torch.from_numpy(np.searchsorted(members, targets[chosen][asked]))
                loss = loss + functional.cross_entropy(
                    likeness[asked][:, members], answers, label_smoothing=SMOOTHING
                )
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    vectors: NDArray[np.float32] = table.weight.detach().numpy()
    # A piece that is not known must not pull a sentence anywhere.
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
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--out", type=Path, default=Path("models/encoder"))
    parser.add_argument("--force", action="store_true", help="train even when nothing changed")
    options = parser.parse_args()
    stamp, wanted = options.out / STAMP, inputs_hash()
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
