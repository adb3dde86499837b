"""Somebody else's suicidality: AMBER, or RED when it is happening. Route third_party."""

from __future__ import annotations

from helpline.triage.assessment import Level
from helpline.triage.rule import Rule

AMBER, RED = Level.AMBER, Level.RED


def _other(id: str, level: Level, pattern: str, fires: str, quiet: str, *routes: str) -> Rule:
    return Rule(id, level, pattern, fires, quiet, ("third_party", *routes))


MACROS: dict[str, list[str]] = {
    "theirs": [
        "WANT3|راح|FUT ..2 SUI3",
        "SUI3",
        "WANT3|راح ..1 DIE3",
        "KILL3|HURT3 ..1 SELF3",
        "JUMP3 SELF3",
        "تسوي|يسوي|سوت|سوى ..1 SELF3 ..1 شي",
        "تسوي|يسوي ..1 شي ..1 SELF3",
    ],
}

RULES: tuple[Rule, ...] = (
    _other("kin_suicidal", AMBER, "{theirs}", "اخوي يكول يريد ينتحر", "اخوي يريد يسافر"),
    _other("kin_says_die", AMBER, "KIN ..4 SAY3 ..3 اموت|اريد اموت|انتحر|اقتل|اخلص", "اختي تكول اريد اموت", "اختي تكول اريد اكل"),
    _other("kin_thinks_suicide", AMBER, "PERSON ..6 SUIN & !NEWS & !INFO & !مات & !ماتت", "صديقي يفكر بالانتحار", "صديقي عنده بحث عن الانتحار"),
    _other("kin_tried", AMBER, "KIN ..3 حاول|حاولت ..2 SUI3|SUIN|DIE3|تنتحر|ينتحر|KILL3", "اختي حاولت تنتحر", "اختي حاولت تطبخ"),
    _other("kin_hurt_self", AMBER, "KIN ..3 HURT3 ..1 SELF3|ايدها|ايده|اديها|اديه|جسمها|جسمه & !KITCHEN", "بنتي جرحت ايدها", "بنتي جرحت ايدها واني اطبخ بالمطبخ", "self_harm"),
    _other("kin_swallowed", RED, "KIN|PERSON ..4 SWALLOW3 ..2 PILLS|POISON|LOTS & !MEDICAL & !AGO", "اختي بلعت حبوب", "ابني شرب الدوا مال السعال وصفه الدكتور", "medical"),
    _other("kin_swallowed_2", RED, "SWALLOW3 ..1 حبوب|الحبوب|POISON ..2 كلهن|هواي|علبه|كلها|SELF3|وهسه & KIN", "لگيت امي شاربه حبوب هواي", "امي شربت حبوب الضغط", "medical"),
    _other("kin_now", RED, "{theirs} & NOW & PERSON", "اخوي يريد ينتحر هسه", "اخوي هسه بالبيت"),
    _other("kin_today", RED, "{theirs} ..3 اليوم|NIGHT", "صديقي يكول ينتحر اليوم", "صديقي يجي اليوم"),
    _other("kin_at_edge", RED, "KIN ..4 STAND3 ..3 PLACE|EDGE & !CASUAL", "اخوي صاعد للسطح", "اخوي واگف عالجسر يصور", "self_harm"),
    _other("kin_with_means", RED, "MEANS|GUN ..1 بيده|بيدها|بايده|بايدها|براسه|براسها|برقبته & !KITCHEN & !يذبحني & !زوجي & !رجلي", "اخوي المسدس بيده ويبچي", "الشرطي المسدس بيده ويذبحني", "self_harm"),
    _other("kin_holds_means", RED, "KIN ..3 بيده|بيدها|بايده|ماسك|ماسكه|شايل|شايله ..1 MEANS & SELF3|نفسه|يبجي|ينتحر|يموت|DIE3", "اختي ماسكة سكين وتگول تموت", "اخوي شايل سكين للمطبخ", "self_harm"),
    _other("kin_locked_threat", RED, "{theirs} & قافل|قافله|الباب|باب|بالحمام|مايرد|السطح|سكين|مسدس", "قافلة الباب وتگول تقتل نفسها", "قافلة الباب ونايمة"),
    _other("kin_goodbye_gone", RED, "KIN|SAY3 ..4 وداع|وداعا|سامحوني|يودعنا|تودعنا|يودعني|السلامه ..8 مايرد|يرد|ترد|مغلق|طلع|طلعت|وين|سد|قافل|قفل|مسدود", "صديقي دزلي سامحوني وما يرد", "صديقي دزلي رسالة وما رديت"),
    _other("kin_hanging", RED, "KIN|PERSON ..4 شنق|شنقت|علق|علقت|علگ|علگت ..1 SELF3", "لگيت اخوي شنق نفسه", "اخوي علق الصورة", "medical"),
    _other("afraid_for_kin", AMBER, "AFRAID ..4 SUI3|يسوي|تسوي|HURT3|تاذي|ياذي|يموت|تموت ..1 SELF3|بنفسها|بنفسه|شي", "خايف على اختي تسوي بنفسها شي", "خايف على اختي من المدرسة"),
)
