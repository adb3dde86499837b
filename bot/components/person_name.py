"""Hear what somebody wants to be called: what follows «اسمي» or «نادوني», and a known name after «اني».

What follows «اني» is far more often how somebody is than who (helpline/text/told_name.py).
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
from helpline.text.told_name import told

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
_ENDS = (".", "،", ",", "!", "؟", "?", "؛", ";", "…")


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
    return _asked_to_be_called(text, tokens) or _as_who_they_are(text, tokens)


def _asked_to_be_called(text: Text, tokens: List[Token]) -> Optional[Dict[Text, Any]]:
    for index, token in enumerate(tokens):
        if token.text not in _CUES:
            continue
        rest = tokens[index + 1 :]
        while rest and rest[0].text in _BETWEEN:
            rest = rest[1:]
        if not rest or rest[0].text in _NO_NAMES:
            return None
        last = rest[1] if rest[0].text in _FIRST_HALVES and len(rest) > 1 else rest[0]
        return _entity(text, rest[0].start, last.end)
    return None


def _as_who_they_are(text: Text, tokens: List[Token]) -> Optional[Dict[Text, Any]]:
    for clause in _clauses(text, tokens):
        name = told([token.lemma for token in clause])
        if name is not None:
            return _entity(text, clause[name[0]].start, clause[name[1] - 1].end)
    return None


def _clauses(text: Text, tokens: List[Token]) -> List[List[Token]]:
    """Return the tokens between signs that end a clause, which are no tokens themselves."""
    found: List[List[Token]] = [[]]
    for token in tokens:
        found[-1].append(token)
        if text[token.start : token.end].endswith(_ENDS) or text[token.end : token.end + 1] == "\n":
            found.append([])
    return [clause for clause in found if clause]


def _entity(text: Text, start: int, end: int) -> Optional[Dict[Text, Any]]:
    name = text[start:end].strip(" .،,!؟?")
    if not 1 < len(name) <= _LONGEST or _has_digits(name):
        return None
    return {
        "entity": ENTITY, "value": name, "start": start, "end": end,
        "confidence": 1.0, "extractor": "PersonName",
    }  # fmt: skip


def _has_digits(name: Text) -> bool:
    """Say whether digits make it no name; in Arabizi they are letters («mo7amad»)."""
    return any(letter.isdigit() for letter in name) and (not name.isascii() or name.isdigit())
