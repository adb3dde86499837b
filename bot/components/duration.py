"""Hear for how long something has been so: «صارلي شهرين», «من ٣ ايام», in days."""

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

ENTITY = "duration"
_DAY, _WEEK, _MONTH, _YEAR = 1, 7, 30, 365
# «چم يوم», «فترة»: a few; «من زمان», «طول عمري»: long.
_FEW = 4


def _keys(days: int, *names: Text) -> Dict[Text, int]:
    return {prepare(name): days for name in names}


_UNITS = {
    **_keys(_DAY, "يوم", "ايام", "تيام", "ليلة", "ليالي"),
    **_keys(_WEEK, "اسبوع", "اسابيع", "جمعة"),
    **_keys(_MONTH, "شهر", "اشهر", "شهور", "تشهر"),
    **_keys(_YEAR, "سنة", "سنين", "سنوات", "عام", "اعوام"),
}
_WHOLE = {
    **_keys(2 * _DAY, "يومين", "ليلتين"),
    **_keys(2 * _WEEK, "اسبوعين"),
    **_keys(2 * _MONTH, "شهرين"),
    **_keys(2 * _YEAR, "سنتين"),
    **_keys(_DAY, "البارحة", "امس"),
}
_NUMBERS = {
    prepare(word): number
    for number, words in {
        1: ("واحد", "وحدة"), 2: ("ثنين", "اثنين"), 3: ("ثلاث", "ثلث", "تلث", "ثلاثة"), 4: ("اربع", "اربعة"),
        5: ("خمس", "خمسة"), 6: ("ست", "ستة"), 7: ("سبع", "سبعة"), 8: ("ثمان", "ثمانية", "ثمن"),
        9: ("تسع", "تسعة"), 10: ("عشر", "عشرة"), 15: ("خمسطعش",), 20: ("عشرين",), _FEW: ("چم", "كم", "بضع"),
    }.items()
    for word in words
}  # fmt: skip
_BEFORE = frozenset(
    prepare(word) for word in ("من", "صار", "صارلي", "صارلنا", "صارله", "صارلها", "قبل", "طول")
)
_LONG_AGO = frozenset(prepare(word) for word in ("زمان", "عمري"))
_AGES = frozenset(prepare(word) for word in ("عمري", "عمره", "عمرها", "بعمر"))


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class Duration(GraphComponent):
    """Add `duration`, a number of days as text, where a message says how long."""

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
    ) -> Duration:
        """Create the component."""
        return cls()

    def process(self, messages: List[Message]) -> List[Message]:
        """Add the first duration."""
        for message in messages:
            found = find_duration(message.get(TOKENS_NAMES[TEXT]) or [])
            if found is not None:
                message.set(ENTITIES, [*message.get(ENTITIES, []), found], add_to_output=True)
        return messages


def find_duration(tokens: List[Token]) -> Optional[Dict[Text, Any]]:
    """Return the entity for the first duration among the tokens, None where there is none.

    How old somebody is («عمري ١٧ سنة») is none.
    """
    for index, token in enumerate(tokens):
        before = tokens[index - 1].text if index else ""
        earlier = tokens[index - 2].text if index > 1 else ""
        if token.text in _LONG_AGO and before in _BEFORE:
            return _entity(tokens[index - 1], token, _YEAR)
        days = _WHOLE.get(token.text)
        if days is not None:
            return _entity(token, token, days)
        unit = _UNITS.get(token.text)
        if unit is None:
            continue
        count = _number(before)
        if count is not None and earlier not in _AGES:
            return _entity(tokens[index - 1], token, count * unit)
        if count is None and before in _BEFORE:
            return _entity(token, token, unit)
    return None


def _number(word: Text) -> Optional[int]:
    if word.isdecimal() and len(word) <= 3:
        return int(word)
    return _NUMBERS.get(word)


def _entity(first: Token, last: Token, days: int) -> Dict[Text, Any]:
    return {
        "entity": ENTITY, "value": str(days), "start": first.start, "end": last.end,
        "confidence": 1.0, "extractor": "Duration",
    }  # fmt: skip
