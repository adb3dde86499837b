"""The tokenizer: Iraqi spelling folded, Arabizi turned into Arabic letters, then split."""

from __future__ import annotations

import re
from typing import Any, Dict, List, Text

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.training_data.message import Message

from bot.components.words import spelled

_RAW = re.compile(r"\S+")


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class IraqiTokenizer(Tokenizer):
    """Split a message into normalised words."""

    @staticmethod
    def get_default_config() -> Dict[Text, Any]:
        """Return the options every Rasa tokenizer must have."""
        return {
            "intent_tokenization_flag": False,
            "intent_split_symbol": "_",
            "token_pattern": None,
            "prefix_separator_symbol": None,
        }

    def tokenize(self, message: Message, attribute: Text) -> List[Token]:
        """Return one token per normalised word, placed where its raw word stands; its lemma is as typed."""
        raw = message.get(attribute)
        spans = [found.span() for found in _RAW.finditer(raw)] or [(0, len(raw))]
        tokens = []
        for index, (word, typed) in enumerate(spelled(raw)):
            # Normalising may join or drop words; the last known place is then good enough,
            # because nothing downstream cuts the raw text by a token's place.
            start, end = spans[min(index, len(spans) - 1)]
            tokens.append(Token(word, start, end, lemma=typed))
        return tokens
