"""What one look settles, whatever the classifier makes of it: a sign alone, a name alone, «just listen».

«🌹» is thanks and no riddle; «اني سارة» is a name and no place. Whoever asks for no more questions gets none
(bot/components/listening_policy.py). Words that may be danger are judged by others, before this and after.
"""

from __future__ import annotations

import re
from typing import Any, Dict, List, Optional, Text

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.components.words import prepare
from helpline.text import clauses, normalise
from helpline.text.told_name import says_nothing_else, told

JUST_LISTEN = "just_listen"
_THUMBS = frozenset("👍👌✅✔☑")
_SIGNS = {
    "affirm": _THUMBS,
    "thanks": _THUMBS | frozenset("🌹🌷🌺🌸💐🌼🌻❤♥🧡💛💚💙💜🤍💕💖💗💞😍🥰😘🙏🤲😊☺🙂🤗👏💯🫶🫡"),
    "feel_sad": frozenset("💔😢😭😞😔😟😥😓🥺🥀"),
}
# A skin's colour, and which way a sign is drawn.
_NO_SIGN = re.compile("[\U0001f3fb-\U0001f3ff\ufe0e\ufe0f\u200d\\s]")
_ENOUGH = r"(?:كافي|بلا|بدون|بليا|خلصون[اه]|خلصن[اه]|بطل\w*|مليت|ضجت|تعبت|ماريد|ما اريد)"
_QUESTIONS = r"(?:هال|ال)?اسي?ل(?:ه|ت\w+)"
_PLEASE = r"(?: (?:عفيه|رجا|بعد|هسه))*"
_ASK = r"(?:تسال|تسي?ل)(?:ني|ين|يني|ون|وني)?"
_LISTEN = r"(?:اسمعني|اسمعيني|اسمعوني|تسمعني|تسمعيني|تسمعوني|سمعني)"
# On the message as it is encoded (bot.components.words.prepare).
_WISHES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b{_ENOUGH} (?:\S+ ){{0,2}}?{_QUESTIONS}{_PLEASE}$",
        rf"\b(?:لا|عوف|عوفن[اه]|خلي) {_QUESTIONS}{_PLEASE}$",
        rf"\b(?:لا|بلا ما|بدون ما) {_ASK}(?: (?:هوا?يه|كلش|بعد|ابد|شي|كل شويه|عفيه|رجا))*$",
        rf"\b(?:بس|كافي) {_ASK}$|\bكل شويه سوال",
        rf"\b(?:بس|فكط) (?:اريدك |اريد |اريدج )?(?:{_LISTEN}\b|ا?تسمع$|اسمع$)",
        rf"\b{_LISTEN} (?:وبس|بس|فكط)$",
    )
)
# A story is told, and not how to hear it.
_MOST_WORDS = 6
# What is wanted or meant first, whatever else is said.
_BEFORE_IT = frozenset(
    (
        "ask_counsellor",
        "ask_woman",
        "assaulted",
        "child_assaulted",
        "danger_now",
        "domestic_violence",
        "online_blackmail",
        "panic_attack",
    )
)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class ToldPlainly(GraphComponent):
    """Set the intent of what leaves no doubt."""

    @classmethod
    def create(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> ToldPlainly:
        """Create the component."""
        return cls()

    def process(self, messages: List[Message]) -> List[Message]:
        """Put the intent that is told in the guess's place."""
        for message in messages:
            text = message.get(TEXT) or ""
            said = None if text.startswith("/") else intent_of(text)
            guess = (message.get(INTENT) or {}).get("name")
            if said and not (said == JUST_LISTEN and guess in _BEFORE_IT):
                message.set(INTENT, {"name": said, "confidence": 1.0}, add_to_output=True)
        return messages


def intent_of(text: Text) -> Optional[Text]:
    """Return the intent of a message that leaves no doubt, else None."""
    return _of_signs(text) or _of_name(text) or (JUST_LISTEN if wants_no_questions(text) else None)


def wants_no_questions(text: Text) -> bool:
    """Say whether a message asks to be listened to, or for no more questions at all.

    «لا تسألني وين اشتغل» is about one question: there, something else may be asked.
    """
    line = prepare(text)
    return len(line.split()) <= _MOST_WORDS and any(wish.search(line) for wish in _WISHES)


def _of_signs(text: Text) -> Optional[Text]:
    signs = set(_NO_SIGN.sub("", text))
    return next((intent for intent, known in _SIGNS.items() if signs and signs <= known), None)


def _of_name(text: Text) -> Optional[Text]:
    spoken = clauses(normalise(text))
    name = told(spoken[-1]) if spoken else None
    # A greeting may be a clause of its own: «السلام عليكم، اني سارة».
    alone = name is not None and says_nothing_else(spoken[-1], name) and len(spoken) <= 2
    return "inform_name" if alone and all(len(words) <= 3 for words in spoken[:-1]) else None
