"""The tone after which a caller speaks."""

import io
import wave

from ivr.tone import beep


def test_the_tone_is_a_quarter_second_of_telephone_sound() -> None:
    with wave.open(io.BytesIO(beep())) as sound:
        assert (sound.getnchannels(), sound.getframerate()) == (1, 8000)
        assert sound.getnframes() == 2000
