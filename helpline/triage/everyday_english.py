"""English about everyday matters, which the letters of the classifier take for risk too often; pure.

It learnt them from Arabic, and of English from few writers. A message counts only where every word of it is
listed, at least one names an everyday matter, and no word could be a danger said sideways: no «tonight», no
«roof», no «forever», no husband, nor a few words that are one together («no more», «all my pills»). What is
not listed (a name, a typing error, another language) leaves a message to the classifier. The rules read every
message all the same.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from helpline.text import is_latin, normalise, words
from helpline.triage.rules import ENGLISH

# Two paragraphs: small words and what anybody does, then the words that name an everyday matter.
_FILE = Path(__file__).with_suffix(".txt")
_LONGEST = 40  # words
_THING = (
    r"(?:exam|exams|heat|traffic|homework|job|work|prices|boss|noise|weather|deadline|course|diet|back|head|"
    r"shoes)"
)
_MEDICINE = (
    r"(?:panadol|paracetamol|aspirin|pill|pills|tablet|tablets|medicine|medication|vitamins|antibiotics)"
)
_AILMENT = (
    r"(?:headache|headaches|migraine|flu|cold|fever|thyroid|blood pressure|diabetes|allergy|cough|back pain|"
    r"toothache|stomach|period|iron|infection)"
)
# Turns of speech that are no danger, whatever their words mean alone: taken out before the words are read.
_IDIOMS = re.compile(
    r"\b(?:"
    + "|".join(
        (
            rf"(?:this |the |these |my )?{_THING} (?:is|are) killing (?:me|us)",
            r"(?:my |the )?(?:phone|battery|laptop|charger|internet|car) (?:is |just |has )*"
            r"(?:dying|dead|died)(?! (?:and (?:so|i|me)|too|like)\b)",
            r"(?:i am |im |i was )?dead tired|bored to death|died laughing|dying of (?:laughter|boredom)",
            rf"(?:i )?(?:took|take|takes|had) (?:a|an|one|two|1|2|my) {_MEDICINE} for "
            rf"(?:my |the |a |his |her )?{_AILMENT}",
            rf"(?:take|takes) (?:my|his|her|the) {_MEDICINE} (?:every|each) "
            rf"(?:morning|evening|day|night) for {_AILMENT}",
            rf"new {_MEDICINE} for (?:my |his |her )?{_AILMENT}",
            r"(?:cut|burned|burnt) (?:my|his|her) finger (?:while )?cooking|fine now|better now",
            r"hang(?:ing)? out|cut down on|give up (?:smoking|sugar|coffee)",
            r"stop (?:taking |eating |drinking )?(?:smoking|sugar|coffee|worrying|procrastinating)",
            r"end (?:my|the|our) (?:contract|lease|course|meeting|call|shift|trip)",
            r"(?:open|available|free|working|anybody|anyone|somebody|dinner|match|game|party|"
            r"married) tonight",
            r"(?:jumped|crying|cried) (?:of|from|with|for) (?:joy|happiness)",
            r"(?:my |the )?last (?:semester|exam|lecture|season|episode|name|message about the order)",
            r"not suicidal|hits? the ball|makes? me (?:want to )?(?:scream|crazy|laugh)",
            r"driving (?:me|us) crazy|tell (?:me|us) a joke",
            r"(?:take|taking) (?:a |an |the |my |your )?(?:bus|taxi|course|class|exam|break|photo|look)",
            r"(?:suicide|self harm) (?:prevention|awareness) "
            r"(?:training|course|workshop|week|campaign|program)",
            r"(?:report|essay|research|thesis|paper|training|workshop|course|lecture|article) (?:about|on) "
            r"(?:suicide|self harm|depression)",
        )
    )
    + r")\b"
)
# Small words that are danger, or somebody who is held or made to, said sideways: the classifier reads them.
_SIDEWAYS = re.compile(
    # Medicine, and more of it than one takes.
    rf"^(?=.*\b{_MEDICINE}\b)(?=.*(?:[3-9]|\d\d|\b(?:all|whole|full|packet|many|lots?|more|extra|double|"
    r"three|four|five|six|seven|eight|nine|ten|eleven|twenty|thirty|fifty|hundred|thousand)\b))"
    # A wedding that is not theirs to decide.
    r"|^(?=.*\bmarried\b)(?=.*\b(?:not|dont|doesnt|didnt|wants?|wanted|must|they|father|dad|parents|family|"
    r"uncle|he|me|1[0-7]|nine|ten|eleven)\b)"
    r"|\blet go\b|\b(?:not|wont|dont|doesnt|didnt|never) let (?:me|us|her|him)\b|\bwant(?:ed)? out\b"
    r"|\b(?:makes?|made) (?:me|us|her|him) (?:do things|sleep|take|touch|send)\b"
    r"|\btired of (?:it all|all|this all|me|being)\b|\bno more\b"
)


def is_everyday(text: str) -> bool:
    """Say whether a message is about everyday matters in English, and about nothing besides."""
    small, matters = _listed()
    plain = normalise(text).replace("'", "")
    if _SIDEWAYS.search(plain):
        return False
    left = words(_IDIOMS.sub(" , ", plain))
    is_about = len(left) < len(words(plain)) or not matters.isdisjoint(left)
    return (
        is_about
        and len(left) <= _LONGEST
        and all(word in small or word in matters or word.isdigit() for word in left)
    )


def english_share(text: str) -> float:
    """Return the share of a text's words that are known for English, 0..1; one in other letters is none."""
    small, matters = _listed()
    said = [word for word in words(normalise(text).replace("'", "")) if not word.isdigit()]
    known = sum(is_latin(word) and (word in small or word in matters or word in ENGLISH) for word in said)
    return known / len(said) if said else 0.0


@lru_cache(maxsize=1)
def _listed() -> tuple[frozenset[str], frozenset[str]]:
    """Return the small words and those that name a matter."""
    small, matters = _FILE.read_text("utf-8").split("\n\n")
    return frozenset(small.split()), frozenset(matters.split())
