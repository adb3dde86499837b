"""BLUE: distress that deserves care, with no word of death in it."""

from __future__ import annotations

from helpline.triage.assessment import Level
from helpline.triage.rule import Rule

BLUE = Level.BLUE


def _blue(id: str, pattern: str, fires: str, quiet: str, *routes: str) -> Rule:
    return Rule(id, BLUE, pattern, fires, quiet, routes, suicidal=False)


def _mention(id: str, pattern: str, fires: str, quiet: str) -> Rule:
    return Rule(id, BLUE, pattern, fires, quiet, suicidal=False, despite_frames=True)


RULES: tuple[Rule, ...] = (
    _blue("sad", "!NEG SAD", "ضايج", "شلونكم"),
    _blue("no_mood", "مالي|ماكو|ما خلك|خلق|نفس|مزاج", "مالي خلق", "خلق الله"),
    _blue("no_strength", "NEG ?بيه|بيا حيل", "ما بيه حيل", "كل حيل"),
    _blue("soul_out", "روحي|نفسي طالعه|طكت|طگت|وصلت|تعبانه|واصله|ضايكه", "روحي طالعة", "نفسي بالدولمة"),
    _blue("chest_tight", "صدري|گلبي|قلبي|كلبي|چبدي|جبدي ضايك|ضايق|مگبوض|مقبوض|محروك|محروگة|محروكه|يوجعني|مكبوض|محترك", "گلبي مگبوض", "صدري دجاج"),
    _blue("at_my_limit", "وصلت|واصله|طفح ?وياي حدي|للخشم|الكيل|خشمي|لحدي", "وصلت حدي", "وصلت للدائرة"),
    _blue("heart_broken", "انكسر|مكسور|كسر ظهري|خاطري|گلبي|قلبي|كلبي|ضهري", "انكسر ظهري", "انكسر القلم"),
    _blue("carrying_sorrows", "شايل|شايله هم|هموم|جبال", "شايل هموم جبال", "شايل غراض"),
    _blue("no_appetite_sleep", "NEG ..1 اشتهي|انام|انامن|نمت|كدر|اقدر ..1 الاكل|اكل|انام|الليل|نوم", "ما اشتهي الاكل", "ما اريد اكل هسه شبعان"),
    _blue("nobody_feels", "محد|ما ?احد يحس|يسال|يفهمني|يسمعني|يفهم|يحبني", "محد يحس بيه", "محد بالبيت"),
    _mention("bereaved_own_hand", "KIN ..2 شنق|شنقت|علق|علقت|حرك|حركت|حرق|حرقت|شمر|شمرت|ذب|ذبت|قتل|قتلت|كتل|كتلت SELF3 & AGO|الفاتت|الفات|الماضيه|ومات|وماتت|ماتت|مات|يرحمه|يرحمها|عزا", "بنتي قتلت نفسها قبل سنة", "بنتي قتلت الوقت قبل سنة"),
    _mention("bereaved_suicide", "KIN ..1 SUI3PAST|منتحر|منتحره", "اخوي انتحر", "المدرب انتحر بالتشكيلة"),
    _mention("bereaved", "ابني|اخوي|ابوي|امي|زوجي|رجلي|اختي|بنتي|صديقي|ولدي|مرتي|اخويه ..1 استشهد|مات|ماتت|توفى|توفت|راح", "ابني استشهد", "ابني نجح"),
    _blue("asks_for_counsel", "احتاج|محتاج|محتاجه|اريد ..2 احد|واحد|حد|دكتور|معالج|مساعده|احجي|احچي|يسمعني", "محتاج احد يسمعني", "محتاج فلوس"),
    _mention("suicide_help_number", "رقم|خط ..1 للانتحار|الانتحار", "اكو رقم للانتحار", "رقم الدكتور"),
    _mention("suicide_and_religion", "حرام|حلال|كفر & SUIN", "الانتحار حرام؟", "الغيبة حرام"),
    _blue("mad_or_nervous", "راح اتخبل|انفجر|اختنك|انجن", "راح اتخبل", "راح اجي"),
)
