"""Sound as the phone needs it: read, judged, trimmed, brought to one loudness, 8 kHz mono."""

import io
import struct
from pathlib import Path

import numpy as np
import soundfile
import soxr
from numpy.typing import NDArray

RATE = 8000
ENDINGS = (".wav", ".flac", ".mp3", ".ogg")
LEAST_RATE = 8000
LONGEST_FILE = 180.0
# Decibels below full scale.
PEAK = -3.0
# Softer speech than this would come out as noise once it is made loud enough.
LEAST_LOUDNESS = -45.0
# Below the loudest moment, where speech begins and ends.
EDGE = -36.0
MOST_CLIPPED = 0.01
CLIPPED_AT = 0.999
LONGEST_SILENCE = 0.3
_FRAME = 0.01
_UNKNOWN_SIZES = (0, 0xFFFFFFFF)

Samples = NDArray[np.float32]


class Unusable(ValueError):
    """A file that cannot be played to a caller; the message tells a person why and what to do."""


def read(path: Path) -> tuple[Samples, int]:
    """Return a file's samples, mixed down to one channel, and their rate in Hz. Raises Unusable."""
    if path.suffix.lower() not in ENDINGS:
        raise Unusable(
            f"{path.suffix or 'a file without an ending'} is not read; save it as WAV, FLAC, MP3 or OGG"
        )
    try:
        if _cut_short(path):
            raise Unusable("the file is cut off; copy or save it again")
        with soundfile.SoundFile(path) as file:
            _check_shape(file)
            promised, rate = file.frames, int(file.samplerate)
            samples: Samples = file.read(dtype="float32", always_2d=True)
    except (soundfile.SoundFileError, OSError, RuntimeError) as error:
        raise Unusable("cannot be read as sound; it may be damaged or have the wrong ending") from error
    if len(samples) < promised:
        raise Unusable("the file is cut off; copy or save it again")
    if not np.isfinite(samples).all():
        raise Unusable("holds values that are no sound; save it again")
    return samples.mean(axis=1, dtype=np.float32), rate


def judge(samples: Samples, rate: int) -> None:
    """Refuse silence, speech that is too soft, and clipped speech. Raises Unusable."""
    clipped = float(np.mean(np.abs(samples) >= CLIPPED_AT)) if len(samples) else 0.0
    if clipped > MOST_CLIPPED:
        raise Unusable(f"clipped ({clipped:.0%} of it is at full scale); record further from the microphone")
    start, end = speech(samples, rate)
    loudness = decibels(_rms(samples[start:end]))
    if loudness < LEAST_LOUDNESS:
        raise Unusable(f"silent or too soft ({max(loudness, -120):.0f} dB); record closer to the microphone")


def speech(samples: Samples, rate: int) -> tuple[int, int]:
    """Return where speech begins and ends, as numbers of samples; (0, 0) where there is none."""
    size = max(1, int(rate * _FRAME))
    count = len(samples) // size
    if count == 0:
        return 0, 0
    frames = samples[: count * size].reshape(count, size)
    loudness = np.sqrt(np.mean(np.square(frames, dtype=np.float64), axis=1))
    loud = np.flatnonzero(loudness > loudness.max() * 10 ** (EDGE / 20))
    return (int(loud[0]) * size, (int(loud[-1]) + 1) * size) if len(loud) else (0, 0)


def for_the_phone(samples: Samples, rate: int) -> Samples:
    """Return speech trimmed, at 8 kHz and with its peak at -3 dB of full scale."""
    start, end = speech(samples, rate)
    beside = int(rate * LONGEST_SILENCE)
    trimmed = samples[max(0, start - beside) : end + beside]
    at_rate: Samples = soxr.resample(trimmed, rate, RATE, quality="HQ") if rate != RATE else trimmed
    peak = float(np.max(np.abs(at_rate))) if len(at_rate) else 0.0
    return (at_rate * (10 ** (PEAK / 20) / peak)).astype(np.float32) if peak else at_rate


def wav(samples: Samples) -> bytes:
    """Return samples at 8 kHz as a WAV file, 16 bit PCM, one channel."""
    file = io.BytesIO()
    soundfile.write(file, samples, RATE, format="WAV", subtype="PCM_16")
    return file.getvalue()


def tone(hertz: float, seconds: float) -> Samples:
    """Return a soft tone at 8 kHz that begins and ends without a click."""
    at = np.arange(int(RATE * seconds)) / RATE
    edge = np.clip(np.minimum(at, seconds - at) / 0.01, 0, 1)
    return (0.25 * edge * np.sin(2 * np.pi * hertz * at)).astype(np.float32)


def decibels(amplitude: float) -> float:
    """Return an amplitude (full scale is 1) in decibels; minus infinity for none."""
    return 20 * float(np.log10(amplitude)) if amplitude > 0 else float("-inf")


def _rms(samples: Samples) -> float:
    return float(np.sqrt(np.mean(np.square(samples, dtype=np.float64)))) if len(samples) else 0.0


def _check_shape(file: soundfile.SoundFile) -> None:
    if file.channels not in (1, 2):
        raise Unusable(f"has {file.channels} channels; one or two are read")
    if file.samplerate < LEAST_RATE:
        raise Unusable(f"recorded at {file.samplerate} Hz; at least {LEAST_RATE} is needed")
    if file.frames > LONGEST_FILE * file.samplerate:
        raise Unusable(f"longer than {LONGEST_FILE:.0f} seconds; one file holds one line")


def _cut_short(path: Path) -> bool:
    """Say whether a WAV file is shorter than it says of itself; libsndfile reads such a file in silence."""
    with path.open("rb") as file:
        head = file.read(12)
    if len(head) < 12 or head[:4] != b"RIFF" or head[8:] != b"WAVE":
        return False
    (promised,) = struct.unpack("<I", head[4:8])
    # A recorder that writes to a pipe cannot know the size and leaves it open.
    return promised not in _UNKNOWN_SIZES and promised + 8 > path.stat().st_size + 1
