"""Train the sentence encoder and Rasa's model when they are missing or their inputs changed."""

import hashlib
import os
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from helpline.infra.settings import ROOT

PYTHON = ROOT / ".venv-rasa" / "bin" / "python"
# What the model is made from; a changed comment retrains, which costs a minute and is never wrong.
INPUTS = (
    "config.yml",
    "domain.yml",
    "requirements/rasa.txt",
    "bot/data",
    "bot/components",
    "bot/encoder",
    "helpline/content/services",
    "helpline/content/topics/questions",
    "helpline/text",
    "helpline/triage",
)
EVERY_SECONDS = 10.0


class TrainingFailed(RuntimeError):
    """Training ended with an error; the message holds the end of its output."""


def ensure(folder: Path, say: Callable[[str], None]) -> Path:
    """Return the path of a Rasa model that fits the inputs, training it if need be; raises TrainingFailed.

    The model's name is the hash of its inputs, so that an old one is never started by mistake.
    """
    model = folder / "rasa" / f"{fingerprint()}.tar.gz"
    encoder = folder / "encoder"
    if model.exists() and encoder.exists():
        return model
    say("Training the sentence encoder (under a minute)…")
    _run(["-m", "bot.encoder.train", "--out", str(encoder)], folder, say)
    say("Training the assistant (about two minutes, once)…")
    _run(
        [
            *(
                "-m",
                "rasa",
                "train",
                "--config",
                "config.yml",
                "--domain",
                "domain.yml",
                "--data",
                "bot/data",
            ),
            *("--out", str(model.parent), "--fixed-model-name", model.name.removesuffix(".tar.gz")),
        ],
        folder,
        say,
    )
    if not model.exists():
        raise TrainingFailed("Rasa ended without a model; see train.log in the models folder")
    for old in model.parent.glob("*.tar.gz"):
        if old != model:
            old.unlink()
    return model


def fingerprint() -> str:
    """Return a hash over everything that the model is made from."""
    digest = hashlib.sha256()
    for path in _files():
        digest.update(str(path.relative_to(ROOT)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:24]


def _files() -> Iterator[Path]:
    for name in INPUTS:
        path = ROOT / name
        if path.is_file():
            yield path
        else:
            yield from sorted(
                file
                for file in path.rglob("*")
                if file.is_file() and "__pycache__" not in file.parts and file.suffix != ".pyc"
            )


def _run(arguments: list[str], folder: Path, say: Callable[[str], None]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    log = folder / "train.log"
    environment = os.environ | {"RASA_TELEMETRY_ENABLED": "false", "SQLALCHEMY_SILENCE_UBER_WARNING": "1"}
    with log.open("w") as output:
        process = subprocess.Popen(
            [PYTHON, *arguments], cwd=ROOT, stdout=output, stderr=subprocess.STDOUT, env=environment
        )
        began = told = time.monotonic()
        while process.poll() is None:
            time.sleep(0.2)
            if time.monotonic() - told > EVERY_SECONDS:
                told = time.monotonic()
                say(f"  … {told - began:.0f} s")
    if process.returncode != 0:
        raise TrainingFailed("".join(log.read_text(errors="replace").splitlines(keepends=True)[-30:]))


if __name__ == "__main__":
    from helpline.infra.settings import settings

    print(ensure(settings().models_dir, print))
