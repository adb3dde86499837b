"""What a message says, stripped of how it was typed: normalisation, folding, Arabizi, language, clauses.

And what short messages do in the middle of something: which title was typed, which way to go.
"""

from helpline.text.arabizi import is_latin, skeleton, sounds_like, to_arabic
from helpline.text.clauses import clauses
from helpline.text.fold import fold, fold_keys
from helpline.text.language import LANGUAGES, detect, foreign_language, is_foreign, kurdish_share
from helpline.text.latin_words import in_arabic
from helpline.text.listed import folded
from helpline.text.moves import cannot, consists, go_ahead, go_back, go_on, is_alone, is_question
from helpline.text.normalise import normalise, words
from helpline.text.titles import typed_title

__all__ = [
    "LANGUAGES",
    "cannot",
    "clauses",
    "consists",
    "detect",
    "fold",
    "fold_keys",
    "folded",
    "foreign_language",
    "go_ahead",
    "go_back",
    "go_on",
    "in_arabic",
    "is_alone",
    "is_foreign",
    "is_latin",
    "is_question",
    "kurdish_share",
    "normalise",
    "skeleton",
    "sounds_like",
    "to_arabic",
    "typed_title",
    "words",
]
