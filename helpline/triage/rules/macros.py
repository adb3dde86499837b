"""Sequences that several rules share, by name."""

from __future__ import annotations

MACROS: dict[str, list[str]] = {
    # an own intention or wish to die, in plain words
    "intent": [
        "FUT|WANT|INTENT|THINK ..3 SUI|SUIN",
        "FUT|WANT|INTENT ..2 DIE !LAUGH",
        "KILL ..1 SELF",
        "END ..1 SELF",
        "END ..2 LIFE",
        "FUT|WANT|INTENT ..2 JUMP ..1 SELF",
        "FUT|WANT|INTENT ..1 DOIT",
        "SUI",
    ],
    "nowish": ["NOW", "هذا|هاي الليل|الليله"],
}
