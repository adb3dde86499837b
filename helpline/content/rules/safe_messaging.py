"""Safe messaging about suicide: what the helpline's own texts never say, and what they always bring with it.

Source: clinical/safe-messaging.md, SM01 to SM10, SM13, SM15 and SM19 (WHO/IASP 2023; Action Alliance
Framework). Patterns meet the normalised text: one alef, ه for ة, ي for ى and ئ, no marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from helpline.content.items import Item
from helpline.content.rules.finding import FAIL, WARN, Finding, Rule, any_of, found, near, pattern_rule, whole

SUICIDE = any_of(
    r"(?<!\w)\w{0,4}انتحار\w*",
    r"(?<!\w)\w{0,3}[اينت]نتحر\w*",
    r"(?:قتل|يقتل|تقتل|اقتل|اكتل|يكتل)\w* (?:نفس|روح|حال)\w*",
    r"(?:اذي|اذيه|ايذاء|[تيان]ا?ذي\w{0,2}) (?:ال)?(?:نفس|روح)\w*",
    r"suicid\w*",
    r"kill\w* (?:your|him|her|my|them)sel\w+",
    r"self.harm",
)
_ABOUT = re.compile(SUICIDE)
_METHOD = any_of(
    whole("شنق", "شنقه", "مشنقه", "مشانق", "جرعه", "جرعات", "حبوب", "حبايه", "حبايات", "سم", "سموم", "زرنيخ"),
    whole("رصاص", "رصاصه", "مسدس", "مسدسات", "سلاح", "اسلحه", "جسر", "جسور", "سطح", "سطوح", "نفط", "بنزين"),
    whole("حرق", "احتراق", "شفره", "شفرات", "غرق", "مبيد", "مبيدات", "حبل", "سچين", "سكين", "سكاكين"),
    r"قطع.{0,15}(?:وريد|شريان)",
    r"\b(?:hang(?:ing)?|overdose|pills?|poison|gun|rope|blade|bridge)\b",
)
_SHAME = any_of(
    r"ارتكب\w*|ارتكاب|اقترف\w*|اقدم\w* علي|جريمه|جنايه|ذنب|خطي\w+|commit\w*",
    r"كافر|كفر|حرام|النار|ضعف ايمان|قله ايمان|عيب|فضيحه|جبان",
)
_PATH = re.compile(
    any_of(
        r"\{emergency\}|\{number\}|911",
        r"فريق|انسان|مستشار|كلمه «?خطر|شخص (?:يسمعك|مختص|من)|رقم واحد",
        r"person|our team|counsell?or",
    )
)
_HOPE = re.compile(
    any_of(
        r"تنحل|ينحل|(?<!\w)[تنيا]?[گقك]در|نساعد|يساعد|تساعد|(?<!\w)(?:ال)?مساعده",
        r"مو وحد|[يت]خف|[تين]عبر|[يت]تحسن|امل|سوه",
        r"help|hope|not alone",
    )
)
_DIAGNOSIS = any_of(
    r"اكتياب|كابه|ذهان|فصام|انفصام|ثنايي القطب|وسواس قهري|اضطراب|صدمه نفسيه|حاله نفسيه",
    r"ptsd|depression|bipolar",
)
_DOSE_VERBS = r"(?<!\w)(?:خذ|خذي|اخذ|اخذي|اشرب\w?|بطل\w?|وگف\w?|وقف\w?|زيد\w?|قلل\w?|گطع\w?|اقطع\w?)"
_MEDICINE = r"(?:ال)?(?:دوا\w{0,2}|علاج\w{0,2}|حباي\w*|حبوب|مهدي\w*|منوم\w*|بروزاك|سيروكسات|ترامادول|فاليوم)"


def about_suicide(item: Item) -> bool:
    """Say whether a text speaks of suicide or self-harm, or is said where it is near."""
    return not item.exempt and (item.in_danger or _ABOUT.search(item.plain) is not None)


def about_something_else(item: Item) -> bool:
    """Say whether a text has nothing to do with suicide: means in it are reviewed, not blocked."""
    return not item.exempt and not about_suicide(item)


def about_an_attempt(item: Item) -> bool:
    """Say whether a text speaks of suicide or of an attempt."""
    return about_suicide(item) or "محاول" in item.plain or "attempt" in item.plain


def sm10_path_and_hope(item: Item) -> Iterator[Finding]:
    """Hold that a text that names suicide also brings a way to a person and a reason for hope."""
    # What a counsellor reads about somebody is not said to them: the counsellor is the way and the help.
    # PHQ-9's item 9 is literal, and its official wording is loaded over ours: a way to a person inside it
    # would change what is measured. They are said with it, in the same message (phq9.way;
    # helpline/conversation/flows/asking.py). Every other rule holds for it.
    if item.exempt or item.kind == "alert" or item.id == "phq9.9" or not _ABOUT.search(item.plain):
        return
    if not _PATH.search(item.plain):
        yield found(item, "SM10", FAIL, "speaks of suicide without a way to a person")
    if not _HOPE.search(item.plain):
        yield found(item, "SM10", FAIL, "speaks of suicide without a word of hope or help")


_SM03 = near(
    r"ناجح\w*|نجح\w*|فاشل\w*|فشل\w*|(?:un)?successful|failed", any_of(SUICIDE, r"محاول\w*", r"attempt\w*"), 14
)
_SM04 = rf"(?:{SUICIDE}).{{0,30}}(?:بسبب|نتيجه|(?<!\w)لان|علمود|جراء|because|due to)"
_SM05 = near(
    any_of(r"(?<!\w)[اينت]?رتاح\w*", whole("راحه", "خلاص", "حل", "حلول"), r"نهايه (?:الالم|العذاب)"),
    any_of(SUICIDE, whole("الموت", "موت")),
    20,
)
_SM06 = any_of(
    near(r"ظاهره|وباء|موجه|(?<!\w)الكل(?!\w)|هوايه? ناس|طبيعي", SUICIDE, 15), rf"\d+.{{0,15}}(?:{SUICIDE})"
)
_SM07 = any_of(
    whole("منتحر", "منتحره", "منتحرين", "مجنون", "مجنونه", "مجانين", "مخبل", "مخبله", "مختل", "مختله"),
    whole("مريض نفسي", "مريضه نفسيه"),
)
_SM08 = any_of(
    r"كلشي (?:راح )?يصير زين|فكر\w? (?:ب)?ايجابي\w*|غيرك (?:اسو|اتعس|اشد)\w*|لا تكبر\w*ا|اصبر\w? وبس",
    r"(?:^|[.،!؟]\s*)بسيطه(?=\s*(?:[.،!؟]|$))",
    r"(?<!\w)[اون]{1,2}عدك(?!\w)|ما راح نخبر احد|محد راح يعرف|don't worry|i promise",
)
_SM09 = r"(?:اوعد\w*ني|احلف\w*|عاهد\w*ني).{0,25}(?:ما|لا).{0,15}(?:تاذي|تاذين|تنتحر|تسوي|تقتل)"
_SM13 = any_of(
    rf"(?:عندك|عندج|عندچ|يبين|تعاني\w*|انت\w?|هذا|هاي).{{0,12}}(?:{_DIAGNOSIS})",
    rf"{_DOSE_VERBS} (?:\w+ )?{_MEDICINE}",
    r"\d+ ?(?:ملغم|ملغ|ملي|mg|حبه|حبات|حبايه|حبايات)",
)
_SM15 = (
    r"^(?=.*(?:(?<!\w)(?:ال|ب)?(?:سر|سري|سريه)(?!\w)|خصوصي|محد (?:يعرف|يدري|يشوف)|ما ن[گق]ول))"
    r"(?!.*(?:خطر|حياتك|سلامت)).*"
)
_SM19 = any_of(
    r"تنسجن\w*|(?<!\w)(?:ال|بال|لل)?سجن(?!\w)|يحبسو\w*|ينحبس\w*|تنحبس\w*|يعاقب\w*|عقوب\w*|غرامه",
    r"(?:ال)?قانون\w* (?:يحمي|يعاقب|يمنع|ما)|محد ي[گق]در يحاسب\w*|مسوول\w* قانوني\w*",
    r"illegal|jail|prison",
)

RULES: tuple[Rule, ...] = (
    pattern_rule("SM01", FAIL, _METHOD, "names a method, means or place", about_suicide),
    pattern_rule("SM01", WARN, _METHOD, "may name a means: a clinician looks at it", about_something_else),
    pattern_rule("SM02", FAIL, near(_SHAME, SUICIDE, 40), "crime, sin or shame near suicide"),
    pattern_rule("SM03", FAIL, _SM03, "an outcome label on an attempt", about_an_attempt),
    pattern_rule("SM04", FAIL, _SM04, "one single cause for a suicide"),
    pattern_rule("SM05", FAIL, _SM05, "death as rest or solution"),
    pattern_rule("SM06", FAIL, _SM06, "suicide as common, normal or counted"),
    pattern_rule("SM07", FAIL, _SM07, "a label for a person"),
    pattern_rule("SM08", FAIL, _SM08, "a false promise, or makes it small"),
    pattern_rule("SM09", FAIL, _SM09, "a contract not to harm oneself"),
    sm10_path_and_hope,
    pattern_rule("SM13", FAIL, _SM13, "a diagnosis, or a word on medicine or dose"),
    pattern_rule("SM15", WARN, _SM15, "promises confidentiality without its limit (danger to life)"),
    pattern_rule("SM19", FAIL, _SM19, "frightens or reassures with the law"),
)
