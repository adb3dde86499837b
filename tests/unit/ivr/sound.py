"""Sound for tests: a voice-like hum at a chosen loudness, written as any file."""

from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray


def hum(
    seconds: float, *, rate: int = 16_000, peak: float = 0.5, before: float = 0.0, after: float = 0.0
) -> NDArray[np.float32]:
    """Return `seconds` of a hum of several tones, with silence beside it."""
    at = np.arange(int(seconds * rate)) / rate
    tones = sum(np.sin(2 * np.pi * hertz * at) / number for number, hertz in enumerate((140, 310, 720), 1))
    wave = peak * np.asarray(tones) / float(np.max(np.abs(tones)))
    return np.concatenate([np.zeros(int(before * rate)), wave, np.zeros(int(after * rate))]).astype(
        np.float32
    )


def write(path: Path, samples: NDArray[np.float32], rate: int = 16_000) -> Path:
    """Write samples in the format of the path's ending."""
    soundfile.write(path, samples, rate)
    return path
