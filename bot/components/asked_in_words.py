"""What changes how the helpline behaves is not guessed: where it is not sure, the words must speak of it.

«I am a girl, not a boy» holds the same words as its opposite: who speaks is read by rule. Calling a woman
«brother» after she has said who she is hurts more than any other mistake at this place, and «I am no man any
more» is no woman's. «Come on» alone is a yes, though many a goodbye begins with it. Messages that stop or
begin again and a chat that is hidden are asked for by name.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any, Dict, List, Optional, Text

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.constants import TOKENS_NAMES
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.components.words import prepare
from helpline.text import go_ahead

ADDRESSES = ("address_male", "address_female")
YES = "affirm"
_NOT = frozenset(map(prepare, ("مو", "مب", "موش", "مش", "لا", "ما")))
_MALE_WORDS = (
    "ولد",
    "رجال",
    "رجل",
    "زلمة",
    "شاب",
    "شب",
    "ذكر",
    "اخوية",
    "اخوي",
    "اخ",
    "اخوكم",
    "اخوها",
    "ابو",
)
_FEMALE_WORDS = (
    *("بنية", "بنت", "بت", "بنتكم", "مرة", "امرأة", "حرمة", "انثى", "اختي", "اخت", "اختكم", "ام", "شابة"),
)
# «do not call me brother» denies it; «my sister's phone» says nothing of who writes.
_CALL = frozenset(
    map(prepare, ("تكول", "تگول", "تكولون", "تگولون", "تكوليلي", "تناديني", "تسميني", "تكولولي"))
)
# Who says «not a man» of themselves says so first, and asks nobody else.
_SELF = frozenset(map(prepare, ("اني", "انا", "ترى", "ترا", "احنا")))
# A woman, and also how often.
_TIME = prepare("مرة")
# «I love a girl»: of somebody else.
_TOWARDS = frozenset(
    map(prepare, ("احب", "حبيت", "اعشق", "شفت", "خطبت", "عندي", "اريد", "على", "ويا", "من", "اعرف"))
)
_OTHERS = frozenset(map(prepare, ("انت", "انتي", "انتو", "انتم", "حضرتك", "هو", "هي", "لو", "او")))
_KIN = frozenset(
    map(prepare, ("عمي", "خالي", "عمتي", "خالتي", "اختي", "اخوي", "جيراننا", "صديقي", "عمه", "خاله"))
)
# From this confidence on the words need not speak of it: there are more ways to say so than anybody can list.
SURE = 0.6
# Beginnings of words without which these intents are guesses.
_SPEAKS_OF = {
    "stop_messages": (
        *("رسا", "رسالة", "مسج", "تدز", "دزو", "دزون", "تكتبو", "تراسل", "متابع", "تذكير", "اشعار", "ازعاج"),
        *("اشتراك", "الاشتراك", "القائمة", "نهاية"),
    ),
    "hide_chat": (
        *("اخف", "خفي", "خفو", "تخف", "نخف", "مخف", "محادث", "چات", "جات", "شات", "الموضوع", "يبين", "تبين"),
    ),
}
_SPEAKS_OF["resume_messages"] = _SPEAKS_OF["stop_messages"]
# «Let somebody ring me» is the opposite, in nearly the same words.
_SPEAKS_OF["no_contact"] = (
    *(
        "لا",
        "ما",
        "مو",
        "بلا",
        "بدون",
        "لتتصل",
        "لتخابر",
        "لتدگ",
        "لتدك",
        "لتدز",
        "عوف",
        "كافي",
        "خليها",
        "بس",
    ),
)
_STEMS = {intent: tuple(map(prepare, stems)) for intent, stems in _SPEAKS_OF.items()}
_LATIN_STEMS = {
    "stop_messages": ("stop", "msg", "mess", "rasa", "rsa", "tdiz", "notif"),
    "resume_messages": ("msg", "mess", "rasa", "rsa", "tdiz", "notif"),
    "hide_chat": ("hide", "chat", "khfi", "5fi", "akhf"),
    "no_contact": ("la", "no", "dont", "don't", "ma"),
}
_BELONGS = frozenset(map(prepare, ("مال", "مالت", "حساب", "رقم", "موبايل", "تلفون")))
_MALE = frozenset(map(prepare, (*_MALE_WORDS, "man", "male", "boy")))
_FEMALE = frozenset(map(prepare, (*_FEMALE_WORDS, "woman", "female", "girl")))


def spoken_gender(words: List[Text]) -> Optional[Text]:
    """Return "address_male" or "address_female" when the words say which, else None.

    A word after a negation counts for the other side; the first that speaks decides. Somebody named as the
    owner of the phone is not the speaker.
    """
    for index, word in enumerate(words):
        found = 0 if word in _MALE else 1 if word in _FEMALE else None
        earlier, before = ["", "", *words[:index]][-2:]
        if words[index] == _TIME and before not in _SELF | _NOT:
            # «مو اول مرة»: how often, and nobody's sex.
            continue
        after = words[index + 1] if index + 1 < len(words) else ""
        # Folded, «female» is written like «you».
        if (
            found is None
            or words[index] in _OTHERS
            or before in _BELONGS
            or before in _OTHERS
            or before in _TOWARDS
            or after in _KIN
        ):
            continue
        of_self = earlier in _SELF or not earlier or (_MALE | _FEMALE).intersection(words[:index])
        if before in _NOT and not of_self:
            continue
        denied = before in _NOT or (before in _CALL and earlier in _NOT)
        return ADDRESSES[1 - found if denied else found]
    return None


def _asks_of_us(words: List[Text]) -> bool:
    """Say whether it is asked who we are («are you a girl or a boy?»), and nobody says who they are."""
    pairs = pairwise(words)
    return any(before in _OTHERS and word in _MALE | _FEMALE for before, word in pairs)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class AskedInWords(GraphComponent):
    """Set right «come on» and the two address intents, and take the next likely one where words lack."""

    @classmethod
    def create(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> AskedInWords:
        """Create the component."""
        return cls()

    def process(self, messages: List[Message]) -> List[Message]:
        """Correct the intent's name, its confidence stays; or put the next in the ranking in its place."""
        for message in messages:
            intent = message.get(INTENT) or {}
            name = str(intent.get("name"))
            text = message.get(TEXT) or ""
            if go_ahead(text):
                message.set(INTENT, {"name": YES, PREDICTED_CONFIDENCE_KEY: 1.0}, add_to_output=True)
                continue
            if text.startswith("/") or (name not in ADDRESSES and name not in _STEMS):
                continue
            words = [token.text for token in message.get(TOKENS_NAMES[TEXT]) or []]
            said = spoken_gender(words) if name in ADDRESSES else _named(name, words, text)
            if said:
                message.set(INTENT, {**intent, "name": said}, add_to_output=True)
                continue
            sure = intent.get("confidence", 0.0) >= SURE
            if sure and name != "no_contact" and not (name in ADDRESSES and _asks_of_us(words)):
                continue
            guesses = (*ADDRESSES, *_STEMS)
            others = [one for one in message.get(INTENT_RANKING_KEY) or [] if one.get("name") not in guesses]
            if others:
                message.set(INTENT, others[0], add_to_output=True)
        return messages


def _named(intent: Text, words: List[Text], text: Text) -> Optional[Text]:
    """Return the intent where the words speak of it, else None."""
    spoken = any(word.startswith(_STEMS[intent]) for word in words)
    latin = any(word.startswith(_LATIN_STEMS[intent]) for word in text.lower().split())
    return intent if spoken or latin else None
