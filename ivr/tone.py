"""The tone after which a caller speaks, made here so that no file has to be served."""

import array
import io
import math
import wave
from functools import lru_cache

RATE = 8000
HERTZ = 880
SECONDS = 0.25


@lru_cache(maxsize=1)
def beep() -> bytes:
    """Return a short soft tone as a WAV file."""
    count = int(RATE * SECONDS)
    fade = RATE // 50
    samples = array.array("h")
    for at in range(count):
        # A tone that starts or stops at once clicks in the ear.
        loudness = min(1.0, at / fade, (count - at) / fade)
        samples.append(int(9000 * loudness * math.sin(2 * math.pi * HERTZ * at / RATE)))
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(RATE)
        sound.writeframes(samples.tobytes())
    return file.getvalue()
