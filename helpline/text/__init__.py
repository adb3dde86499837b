"""What a message says, stripped of how it was typed: normalisation, folding, Arabizi, language, clauses."""

from helpline.text.arabizi import is_latin, skeleton, sounds_like, to_arabic
from helpline.text.clauses import clauses
from helpline.text.fold import fold, fold_keys
from helpline.text.language import LANGUAGES, detect, foreign_language, is_foreign, kurdish_share
from helpline.text.latin_words import in_arabic
from helpline.text.normalise import normalise, words

__all__ = [
    "LANGUAGES",
    "clauses",
    "detect",
    "fold",
    "fold_keys",
    "foreign_language",
    "in_arabic",
    "is_foreign",
    "is_latin",
    "kurdish_share",
    "normalise",
    "skeleton",
    "sounds_like",
    "to_arabic",
    "words",
]
