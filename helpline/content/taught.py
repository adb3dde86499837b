"""The single words that texts teach people to send. Whoever reads messages must obey every one of them."""

from __future__ import annotations

from collections.abc import Mapping

# What a word stands for, and its spellings in the languages a text may be in.
TAUGHT: Mapping[str, tuple[str, ...]] = {
    "danger": ("خطر", "danger", "مەترسی"),
    "person": ("انسان", "person", "مرۆڤ"),
    "stop": ("نهاية",),
    # Words of a counsellor about the case they hold.
    "resolve": ("انهي", "انتهى", "انتهت", "خلصت الحالة"),
    "hand_over": ("حول",),
    "summary": ("ملخص",),
    "note": ("سجل",),
    "canned": ("ردود",),
    "commands": ("اوامر",),
    "present": ("موجود", "موجودة", "اني موجود", "اني موجودة"),
}
