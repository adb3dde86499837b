"""The match key: one spelling for letters that Iraqi keyboards and ears interchange.

A key is only for finding. Whoever must tell كلب (dog) from گلب (heart), كبر (size) from گبر (grave) or
كتل (beat) from قتل (kill) looks at the unfolded word as well, where the writer's spelling tells.
"""

from __future__ import annotations

import re
from functools import lru_cache

_FOLD = str.maketrans(
    {
        **dict.fromkeys("گق", "ك"),
        "چ": "ج",
        "پ": "ب",
        "ڤ": "ف",
        "ژ": "ج",
        "ظ": "ض",
        "ذ": "د",
        "ث": "ت",
        "ء": None,
        # Sorani letters, so that Kurdish typed on an Arabic keyboard meets Kurdish typed on its own
        "ڕ": "ر",
        "ڵ": "ل",
        "ێ": "ي",
        "ۆ": "و",
        "ە": "ه",
    }
)
# Not ل: الله (God) would become اله (to him).
_DOUBLED = re.compile(r"([^ل])\1+")
_CHE_AS_KAF = str.maketrans({"چ": "ك"})


@lru_cache(maxsize=50_000)
def fold(word: str) -> str:
    """Return the match key of a normalised word (گ and ق as ك, چ as ج, doubled letters once).

    Source: clinical/normalisation.md, line "Iraqi fold"; ث as ت and the final alef as ه are ours,
    for what phone keyboards and speech recognition do.
    """
    key = _DOUBLED.sub(r"\1", word.translate(_FOLD))
    if len(key) > 3 and key[-1] == "ا":
        key = key[:-1] + "ه"
    return key


def fold_keys(word: str) -> tuple[str, ...]:
    """Return every key a word may be found under: چ stands for ج and, where a keyboard lacks it, for ك."""
    first = fold(word)
    if "چ" not in word:
        return (first,)
    return (first, fold(word.translate(_CHE_AS_KAF)))
