"""Safe messaging about suicide: what the helpline's own texts never say, and what they always bring with it.

Source: clinical/safe-messaging.md, SM01 to SM10, SM13, SM15 and SM19 (WHO/IASP 2023; Action Alliance Framework).
Patterns meet the normalised text: ا for أإآ, ه for ة, ي for ى, no marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from helpline.content.items import Item
from helpline.content.rules.finding import FAIL, WARN, Finding, Rule, found, near, pattern_rule, whole

SUICIDE = (
    r"(?<!\w)\w{0,4}انتحار\w*|(?<!\w)\w{0,3}[اينت]نتحر\w*|(?:قتل|يقتل|تقتل|اقتل|اكتل|يكتل)\w* (?:نفس|روح|حال)\w*"
    r"|(?:اذي|اذيه|ايذاء|[تيان]ا?ذي\w{0,2}) (?:ال)?(?:نفس|روح)\w*|suicid\w*|kill\w* (?:your|him|her|my|them)sel\w+|self.harm"
)
_ABOUT = re.compile(SUICIDE)
_METHOD = (
    whole(
        "شنق", "شنقه", "مشنقه", "مشانق", "جرعه", "جرعات", "حبوب", "حبايه", "حبايات", "سم", "سموم", "زرنيخ", "رصاص", "رصاصه",
        "مسدس", "مسدسات", "سلاح", "اسلحه", "جسر", "جسور", "سطح", "سطوح", "نفط", "بنزين", "حرق", "احتراق", "شفره", "شفرات",
        "غرق", "مبيد", "مبيدات", "حبل", "سچين", "سكين", "سكاكين",
    )
    + r"|قطع.{0,15}(?:وريد|شريان)|\b(?:hang(?:ing)?|overdose|pills?|poison|gun|rope|blade|bridge)\b"
)  # fmt: skip
_PATH = re.compile(
    r"\{emergency\}|\{number\}|فريق|انسان|مستشار|كلمه «?خطر|شخص (?:يسمعك|مختص|من)|رقم واحد|911|person|our team|counsell?or"
)
_HOPE = re.compile(
    r"تنحل|ينحل|(?<!\w)[تنيا]?[گقك]در|نساعد|يساعد|تساعد|(?<!\w)(?:ال)?مساعده|مو وحد|[يت]خف|[تي]عبر|نعبر|[يت]تحسن|امل|سوه|"
    r"help|hope|not alone"
)
_DIAGNOSIS = (
    "اكتياب", "كابه", "ذهان", "فصام", "انفصام", "ثنايي القطب", "وسواس قهري", "اضطراب", "صدمه نفسيه", "حاله نفسيه", "ptsd",
    "depression", "bipolar",
)  # fmt: skip
_MEDICINE = r"(?:ال)?(?:دوا\w{0,2}|علاج\w{0,2}|حباي\w*|حبوب|مهدي\w*|منوم\w*|بروزاك|سيروكسات|ترامادول|فاليوم)"


def about_suicide(item: Item) -> bool:
    """Say whether a text speaks of suicide or self-harm, or is said where it is near."""
    return not item.exempt and (item.in_danger or _ABOUT.search(item.plain) is not None)


def sm10_path_and_hope(item: Item) -> Iterator[Finding]:
    """Hold that a text that names suicide also brings a way to a person and a reason for hope."""
    if item.exempt or not _ABOUT.search(item.plain):
        return
    if not _PATH.search(item.plain):
        yield found(item, "SM10", FAIL, "speaks of suicide without a way to a person")
    if not _HOPE.search(item.plain):
        yield found(item, "SM10", FAIL, "speaks of suicide without a word of hope or help")


RULES: tuple[Rule, ...] = (
    pattern_rule("SM01", FAIL, _METHOD, "names a method, means or place", about_suicide),
    pattern_rule(
        "SM01",
        WARN,
        _METHOD,
        "may name a means: a clinician looks at it",
        lambda item: not item.exempt and not about_suicide(item),
    ),
    pattern_rule(
        "SM02",
        FAIL,
        near(
            r"ارتكب\w*|ارتكاب|اقترف\w*|اقدم\w* علي|جريمه|جنايه|ذنب|خطي\w+|كافر|كفر|حرام|النار|ضعف ايمان|قله ايمان|عيب|فضيحه|جبان|commit\w*",
            SUICIDE,
            40,
        ),
        "crime, sin or shame near suicide",
    ),
    pattern_rule(
        "SM03",
        FAIL,
        near(r"ناجح\w*|نجح\w*|فاشل\w*|فشل\w*|(?:un)?successful|failed", rf"{SUICIDE}|محاول\w*|attempt\w*", 14),
        "an outcome label on an attempt",
        lambda item: about_suicide(item) or "محاول" in item.plain or "attempt" in item.plain,
    ),
    pattern_rule(
        "SM04",
        FAIL,
        rf"(?:{SUICIDE}).{{0,30}}(?:بسبب|نتيجه|(?<!\w)لان|علمود|جراء|because|due to)",
        "one single cause for a suicide",
    ),
    pattern_rule(
        "SM05",
        FAIL,
        near(
            rf"(?<!\w)[اينت]?رتاح\w*|{whole('راحه', 'خلاص', 'حل', 'حلول')}|نهايه (?:الالم|العذاب)",
            rf"{SUICIDE}|{whole('الموت', 'موت')}",
            20,
        ),
        "death as rest or solution",
    ),
    pattern_rule(
        "SM06",
        FAIL,
        near(r"ظاهره|وباء|موجه|(?<!\w)الكل(?!\w)|هوايه? ناس|طبيعي", SUICIDE, 15) + rf"|\d+.{{0,15}}(?:{SUICIDE})",
        "suicide as common, normal or counted",
    ),
    pattern_rule(
        "SM07",
        FAIL,
        whole("منتحر", "منتحره", "منتحرين", "مجنون", "مجنونه", "مجانين", "مخبل", "مخبله", "مختل", "مختله", "مريض نفسي", "مريضه نفسيه"),
        "a label for a person",
    ),
    pattern_rule(
        "SM08",
        FAIL,
        r"كلشي (?:راح )?يصير زين|فكر\w? (?:ب)?ايجابي\w*|غيرك (?:اسو|اتعس|اشد)\w*|لا تكبر\w*ا|(?:^|[.،!؟]\s*)بسيطه(?=\s*(?:[.،!؟]|$))|"
        r"اصبر\w? وبس|(?<!\w)[اون]{1,2}عدك(?!\w)|ما راح نخبر احد|محد راح يعرف|don't worry|i promise",
        "a false promise, or makes it small",
    ),
    pattern_rule(
        "SM09",
        FAIL,
        r"(?:اوعد\w*ني|احلف\w*|عاهد\w*ني).{0,25}(?:ما|لا).{0,15}(?:تاذي|تاذين|تنتحر|تسوي|تقتل)",
        "a contract not to harm oneself",
    ),
    sm10_path_and_hope,
    pattern_rule(
        "SM13",
        FAIL,
        rf"(?:عندك|عندج|عندچ|يبين|تعاني\w*|انت\w?|هذا|هاي).{{0,12}}(?:{'|'.join(_DIAGNOSIS)})"
        rf"|(?<!\w)(?:خذ|خذي|اخذ|اخذي|اشرب\w?|بطل\w?|وگف\w?|وقف\w?|زيد\w?|قلل\w?|گطع\w?|اقطع\w?) (?:\w+ )?{_MEDICINE}"
        r"|\d+ ?(?:ملغم|ملغ|ملي|mg|حبه|حبات|حبايه|حبايات)",
        "a diagnosis, or a word on medicine or dose",
    ),
    pattern_rule(
        "SM15",
        WARN,
        r"^(?=.*(?:(?<!\w)(?:ال|ب)?(?:سر|سري|سريه)(?!\w)|خصوصي|محد (?:يعرف|يدري|يشوف)|ما ن[گق]ول))(?!.*(?:خطر|حياتك|سلامت)).*",
        "promises confidentiality without its limit (danger to life)",
    ),
    pattern_rule(
        "SM19",
        FAIL,
        r"تنسجن\w*|(?<!\w)(?:ال|بال|لل)?سجن(?!\w)|يحبسو\w*|ينحبس\w*|تنحبس\w*|يعاقب\w*|عقوب\w*|غرامه|(?:ال)?قانون\w* (?:يحمي|يعاقب|يمنع|ما)|"
        r"محد ي[گق]در يحاسب\w*|مسوول\w* قانوني\w*|illegal|jail|prison",
        "frightens or reassures with the law",
    ),
)  # fmt: skip
