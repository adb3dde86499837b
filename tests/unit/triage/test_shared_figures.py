"""Figures on real text that nothing was trained on; skipped, by name, where the folder is absent."""

from functools import lru_cache

import pytest

from helpline.triage import Level, assess
from helpline.triage.learning import reference

needs_shared = pytest.mark.skipif(
    reference.shared_folder() is None, reason="no shared folder beside the repository (WIYAK_SHARED)"
)


@lru_cache(maxsize=1)
def _shared() -> reference.Shared:
    folder = reference.shared_folder()
    assert folder is not None
    return reference.shared(folder)


@needs_shared
def test_ordinary_iraqi_posts_raise_few_alarms() -> None:
    levels = [assess(text).level for text in _shared().posts]
    assert sum(level >= Level.AMBER for level in levels) / len(levels) <= 0.045
    assert sum(level >= Level.RED for level in levels) / len(levels) <= 0.01


@needs_shared
def test_suicidality_in_questions_to_doctors_is_seen() -> None:
    risk = [assess(text).level >= Level.AMBER for text in _shared().suicidal_questions]
    assert sum(risk) / len(risk) >= 0.9


@needs_shared
def test_the_expressions_come_out_as_the_protocol_says() -> None:
    right = [
        least <= assess(text).level <= most
        for category, (least, most) in reference.EXPECTED.items()
        for text in _shared().expressions[category]
    ]
    assert sum(right) / len(right) >= 0.96
