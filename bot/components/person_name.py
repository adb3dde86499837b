"""Hear what somebody wants to be called: the word or two after «اسمي» or «نادوني», and nothing cleverer.

«اني …» is left alone: what follows it is far more often how somebody is than who.
"""

from __future__ import annotations

from typing import Any, Dict, List, Optional, Text, Type

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.constants import TOKENS_NAMES
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.components.words import prepare

ENTITY = "name"
_CUES = frozenset(
    prepare(word)
    for word in ("اسمي", "واسمي", "نادوني", "ناديني", "سموني", "صيحولي", "صيحلي", "ismi", "esmi")
)
# What stands after a cue without being a name: «اسمي ما اريد اگوله», «اسمي مو مهم».
_NO_NAMES = frozenset(
    prepare(word)
    for word in (
        "ما", "مو", "ماريد", "لا", "شنو", "شلون", "ليش", "هو", "هم", "هذا", "هاي", "بالهوية", "بس", "خلي",
        "اريد", "يعني", "الحقيقي", "المستعار", "عندك", "عندكم", "وصل", "انمسح", "بال", "موجود",
        "مكتوب", "يطلع", "راح", "سر", "واسم", "اي", "يبقى",
    )
)  # fmt: skip
# Between the cue and the name: «نادوني بس ابو علي», «اسمي اني زينب».
_BETWEEN = frozenset(prepare(word) for word in ("اني", "انا", "بـ", "ب", "باسم", "يا"))
# The first half of a name of two words.
_FIRST_HALVES = frozenset(prepare(word) for word in ("ابو", "ام", "عبد", "بنت", "ابن", "نور", "حجي", "حجية"))
_LONGEST = 20


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class PersonName(GraphComponent):
    """Add `name` where somebody says theirs."""

    @classmethod
    def required_components(cls) -> List[Type]:
        """Return what has to stand before this component."""
        return [Tokenizer]

    @classmethod
    def create(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> PersonName:
        """Create the component."""
        return cls()

    def process(self, messages: List[Message]) -> List[Message]:
        """Add the name as it was typed."""
        for message in messages:
            found = find_name(message.get(TEXT) or "", message.get(TOKENS_NAMES[TEXT]) or [])
            if found is not None:
                message.set(ENTITIES, [*message.get(ENTITIES, []), found], add_to_output=True)
        return messages


def find_name(text: Text, tokens: List[Token]) -> Optional[Dict[Text, Any]]:
    """Return the entity for the name in a message, None where none is told."""
    for index, token in enumerate(tokens):
        if token.text not in _CUES:
            continue
        rest = tokens[index + 1 :]
        while rest and rest[0].text in _BETWEEN:
            rest = rest[1:]
        if not rest or rest[0].text in _NO_NAMES:
            return None
        last = rest[1] if rest[0].text in _FIRST_HALVES and len(rest) > 1 else rest[0]
        name = text[rest[0].start : last.end].strip(" .،,!؟?")
        if not 1 < len(name) <= _LONGEST or any(letter.isdigit() for letter in name):
            return None
        return {
            "entity": ENTITY, "value": name, "start": rest[0].start, "end": last.end,
            "confidence": 1.0, "extractor": "PersonName",
        }  # fmt: skip
    return None
