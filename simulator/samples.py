"""Small real media files, made on demand: a voice note, a recording, a picture."""

from __future__ import annotations

import io
import math
import struct
import zlib

import soundfile

OPUS_RATE = 48_000
OPUS_FRAME = 960
# One 20 ms frame of silence: a full-band CELT frame with nothing coded.
OPUS_SILENCE = b"\xf8\xff\xfe"


def voice_note(seconds: float) -> bytes:
    """Return a WhatsApp voice note (Ogg Opus) of silence."""
    frames = max(1, round(seconds * 50))
    head = b"OpusHead" + struct.pack("<BBHIhB", 1, 1, 0, OPUS_RATE, 0, 0)
    tags = b"OpusTags" + struct.pack("<I", 9) + b"simulator" + struct.pack("<I", 0)
    pages = [_ogg_page([head], 0, 0, 2), _ogg_page([tags], 1, 0, 0)]
    for number, start in enumerate(range(0, frames, 50), 2):
        count = min(50, frames - start)
        last = 4 if start + count == frames else 0
        pages.append(_ogg_page([OPUS_SILENCE] * count, number, (start + count) * OPUS_FRAME, last))
    return b"".join(pages)


def _ogg_page(packets: list[bytes], number: int, granule: int, flags: int) -> bytes:
    lacing = bytes(len(packet) for packet in packets)
    page = struct.pack("<4sBBqIII", b"OggS", 0, flags, granule, 1, number, 0) + bytes([len(lacing)]) + lacing
    page += b"".join(packets)
    return page[:22] + struct.pack("<I", _ogg_crc(page)) + page[26:]


def _ogg_crc(data: bytes) -> int:
    crc = 0
    for byte in data:
        crc ^= byte << 24
        for _ in range(8):
            crc = ((crc << 1) ^ 0x04C11DB7) & 0xFFFFFFFF if crc & 0x80000000 else (crc << 1) & 0xFFFFFFFF
    return crc


def recording(seconds: float, rate: int = 8000) -> bytes:
    """Return a telephone recording (WAV, 16 bit mono) of a soft tone; at most a minute is rendered."""
    count = int(min(max(seconds, 0.1), 60.0) * rate)
    tone = b"".join(struct.pack("<h", int(800 * math.sin(n * 0.2))) for n in range(rate))
    data = (tone * (count // rate + 1))[: count * 2]
    head = struct.pack(
        "<4sI4s4sIHHIIHH", b"RIFF", 36 + len(data), b"WAVE", b"fmt ", 16, 1, 1, rate, rate * 2, 2, 16
    )
    return head + struct.pack("<4sI", b"data", len(data)) + data


def as_mp3(wav: bytes) -> bytes:
    """Return a WAV as MP3."""
    samples, rate = soundfile.read(io.BytesIO(wav), dtype="int16")
    made = io.BytesIO()
    soundfile.write(made, samples, rate, format="MP3")
    return made.getvalue()


def seconds_of(head: bytes) -> float | None:
    """Return how long a WAV is, from its beginning alone; None where that does not say."""
    if head[:4] != b"RIFF" or head[8:12] != b"WAVE":
        return None
    at, per_second = 12, 0
    while len(head) >= at + 8:
        name, size = head[at : at + 4], int.from_bytes(head[at + 4 : at + 8], "little")
        if name == b"fmt ":
            per_second = int.from_bytes(head[at + 16 : at + 20], "little")
        elif name == b"data":
            # A stream of unknown length has the largest size there is.
            return size / per_second if per_second and 0 < size < 0xFFFFFFFF else None
        at += 8 + size + size % 2
    return None


def picture(width: int = 160, height: int = 120) -> bytes:
    """Return a PNG with a soft gradient."""
    rows = b"".join(
        b"\0" + b"".join(bytes((200 - y // 2, 220 - x // 4, 230)) for x in range(width))
        for y in range(height)
    )

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )
