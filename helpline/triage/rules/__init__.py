"""The phrase rules and benign frames, as data."""

from helpline.triage.rules.care import RULES as _CARE
from helpline.triage.rules.danger_now import RULES as _DANGER_NOW
from helpline.triage.rules.distress import RULES as _DISTRESS
from helpline.triage.rules.frames import FRAMES
from helpline.triage.rules.indirect import RULES as _INDIRECT
from helpline.triage.rules.macros import MACROS as _MACROS
from helpline.triage.rules.other_languages import MACROS as _OTHER_LANGUAGES_MACROS
from helpline.triage.rules.other_languages import RULES as _OTHER_LANGUAGES
from helpline.triage.rules.others import MACROS as _OTHERS_MACROS
from helpline.triage.rules.others import RULES as _OTHERS
from helpline.triage.rules.passive import RULES as _PASSIVE
from helpline.triage.rules.preparation import MACROS as _PREPARATION_MACROS
from helpline.triage.rules.preparation import RULES as _PREPARATION
from helpline.triage.rules.wish import RULES as _WISH
from helpline.triage.rules.words import CLASSES, ENGLISH

RULES = _DANGER_NOW + _PREPARATION + _WISH + _INDIRECT + _PASSIVE + _OTHERS + _CARE + _DISTRESS + _OTHER_LANGUAGES
MACROS = {**_MACROS, **_PREPARATION_MACROS, **_OTHERS_MACROS, **_OTHER_LANGUAGES_MACROS}

__all__ = ["CLASSES", "ENGLISH", "FRAMES", "MACROS", "RULES"]
