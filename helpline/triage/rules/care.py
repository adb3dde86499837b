"""BLUE, or RED where life is in danger by another hand or an illness: violence, children, medical, harm to others."""

from __future__ import annotations

from helpline.triage.assessment import Level
from helpline.triage.rule import Rule

BLUE, RED = Level.BLUE, Level.RED


def _care(id: str, level: Level, pattern: str, fires: str, quiet: str, *routes: str) -> Rule:
    return Rule(id, level, pattern, fires, quiet, routes, suicidal=False)


RULES: tuple[Rule, ...] = (
    # --- violence ----------------------------------------------------------------------------------
    _care("beaten_by", BLUE, "HITTER ..4 HITME", "رجلي كتلني", "الامتحان كتلني", "gbv"),
    _care("beaten_at_home", BLUE, "HITME & HITTER", "يضربني ابوي كل يوم", "يضربني الهوا", "gbv"),
    _care("threatened", BLUE, "THREAT & !NEWS", "مبتزني", "تهديد امريكا لايران بالاخبار", "gbv"),
    _care("sexual_violence", BLUE, "SEXUAL & !NEWS", "تحرش بيه", "قانون التحرش بالبرلمان", "gbv"),
    _care("locked_or_forced", BLUE, "GBVWORD", "حابسيني بالبيت", "قاعد بالبيت", "gbv"),
    _care("kill_threat", RED, "HITTER|يريدون|يردون|راح|اهلي|عمامي|اعمامي|عشيرتي ..5 KILLME & !THING & !GAME & !ضحك", "اهلي يريدون يذبحوني", "رجلي كتلني", "gbv"),
    _care("honour_threat", RED, "يغسلون|غسل ..1 عارهم|العار|عار", "يريدون يغسلون عارهم", "غسل الهدوم", "gbv"),
    _care("weapon_against_me", RED, "HITTER ..4 MEANS|GUN ..6 KILLME|عليه|يهددني|براسي|الباب|يصيح", "رجلي جايب سكين ويهددني", "رجلي جاب سكين للمطبخ", "gbv"),
    _care("beaten_now", RED, "NOW ..4 HITME & HITTER", "هسه رجلي دا يضربني", "هسه رجلي بالشغل", "gbv"),
    _care("being_beaten_now", RED, "HITTER ..3 ديضربني|ديكتلني|يضربني|يكتلني ..2 NOW", "ابوي يضربني هسه", "ابوي يضربني من زمان", "gbv"),
    _care("tortured", BLUE, "تعذبت|عذبوني|تعذيب|سجنوني|خطفوني|انخطفت", "تعذبت بالسجن", "تعبت بالسوك"),
    # --- children ----------------------------------------------------------------------------------
    _care("says_minor_age", BLUE, "CHILDAGE UNDER18 ?سنه & SAD|HITME|THREAT|SEXUAL|GBVWORD|TIRED|AFRAID", "عمري 14 وخايفة", "عمري 14 واحب كرة القدم", "child"),
    _care("child_beaten", BLUE, "يضرب|تضرب|يكتل|ضرب|يعذب|تعذب ..1 اطفالي|ابني|بنتي|الطفل|الجهال|ولدي|طفل|الاطفال|بناتي|اخوي|اختي", "يضرب اطفالي", "يضرب الكرة", "child", "gbv"),
    # --- medical -----------------------------------------------------------------------------------
    _care("cannot_breathe", RED, "NEG ديتنفس|يتنفس|تتنفس|دتتنفس", "ابوي ما ديتنفس", "يتنفس زين", "medical"),
    _care("takes_no_breath", RED, "NEG ..1 ياخذ|تاخذ|دياخذ|داخذ نفس", "ابوي ما ياخذ نفس", "ما ياخذ فلوس", "medical"),
    _care("unconscious", RED, "غايب|غايبه|فاقد|فاقده|مغمى|اغمى|غاب|غابت|فقد|فقدت ..1 وعيه|وعيها|الوعي|عليه|عليها|عن", "امي فاقدة الوعي", "فقدت تلفوني", "medical"),
    _care("call_ambulance", RED, "HELPNOW ..3 يموت|تموت|نزف|ينزف|تنزف|اسعاف|بسرعه|NOW", "الحكوني اخوي ينزف", "الاسعاف مر من يمنا", "medical"),
    _care("fit_or_stroke", RED, "جلطه|تشنج|يتشنج|تتشنج|متشنج|ذبحه|سكته ..4 NOW|اجته|اجتها|صارت|صار|ابوي|امي", "ابوي اجته جلطة هسه", "عمي صارت عنده جلطة قبل سنة وتعافى", "medical"),
    _care("chest_pain_now", RED, "صدري|گلبي|قلبي ..3 يعصر|ينعصر|ينغزني|يوجعني ..6 ايدي|خدرت|خدر|عرگان|عركان", "صدري ينعصر وايدي خدرت", "صدري ضايك", "medical"),
    # --- harm to others ----------------------------------------------------------------------------
    _care("kill_somebody", BLUE, "FUT|WANT|INTENT|والله|لازم|خاطري ..2 KILLHIM & !GAME & !LAUGH", "والله اقتله", "راح اقتله باللعبة", "harm_to_others"),
    _care("kill_him_if", BLUE, "KILLHIM ..1 لو|اذا|بيدي", "اذبحه لو اشوفه", "اذبحها للدجاجة", "harm_to_others"),
    _care("revenge", BLUE, "اخذ|ااخذ ثاري|ثاره|ثارنا|بثاري|تاري", "اخذ ثاري منهم", "اخذ ثيابي", "harm_to_others"),
    _care("kill_with_means_now", RED, "KILLHIM & MEANS|GUN|NOW|الليله & !GAME", "السكين بيدي وراح اذبحه", "اذبحه بالعيد للخروف", "harm_to_others"),
)

RULES = RULES + (
    _care("threat_quoted", RED, "HITTER|يكول|كال|يصيح|يهدد ..6 احركج|احرقچ|احرقج|اذبحچ|اذبحج|اموتج|اموتكم|اكتلج|اكتلكم", "زوجي يگول احرقچ", "زوجي يگول تعالي", "gbv"),
    _care("blade_on_my_neck", RED, "MEANS|BLADE برگبتي|برقبتي|براسي & HITTER|اخوي|رجلي", "اخوي حط السچينة برگبتي", "السكين بالمطبخ", "gbv"),
    _care("choked", RED, "HITTER ..2 خنكني|يخنكني|خنقني|يخنقني & NOW|وطلع|وفلتت|فلتت|بالشارع|هسه", "ابوي خنگني وفلتت منه", "ابوي مخنوق من الدخان", "gbv"),
    _care("hunted", RED, "يدور|يدورون|ملاحقني|وراي|ورايه ..2 عليه|ويصيح|وعنده|ومعاه & GUN|سلاح|مسدس|MEANS|حافيه|مختليه|مختلة|مقفله", "يدور عليه ومعاه مسدس", "يدور شغل", "gbv"),
    _care("planned_killing", RED, "=يكتلوني|يقتلوني|يگتلوني|يذبحوني & الليله|اليوم|هسه|برا|مجتمعين|وصلوا", "مجتمعين برا يگتلوني الليلة", "ضحكوني هواي", "gbv"),
    _care("child_not_moving", RED, "NEG|وما ..1 يتحرك|ديتحرك|تتحرك|ديتحرج & يضرب|ضرب|ضربه|ابني|بنتي|الولد|اخوي|الطفل", "ابوي ضرب اخوي والولد ما يتحرك", "السيارة ما تتحرك", "child", "medical"),
    _care("turned_blue", RED, "شفايفه|شفايفها|وجهه|وجهها زرك|ازرك|زرق|ازرق", "شفايفه زرگ", "قميص ازرق", "medical"),
    _care("child_choking", RED, "بلع|بلعت شي|قطعه|لعبه|بطاريه & ازرك|ازرق|نفس|يتنفس", "ابني بلع شي وازرق", "ابني بلع الاكل", "child", "medical"),
    _care("bleeding_mother", RED, "حامل|نفاس|والده|ولدت & انزف|نزف|تنزف|دم ..2 هواي|ساعه|فوطه|يوكف", "حامل وانزف من ساعة", "حامل بالشهر الرابع", "medical"),
    _care("face_drooped", RED, "حلكه|حلگه|وجهه|وجهها|حلكها مال|مايل|انعوج & حجيه|طاح|ثكل|ايده", "ابوي طاح وحلكه مال وحجيه ثكل", "المال والبنون", "medical"),
    _care("drug_emergency", RED, "كريستال|كرستال|كبتاجون|جرعه & صدري|كلبي|يدك|تنمل|يوكف & راح|هواي", "اخذت كريستال وگلبي راح يوگف", "صاحبي ياخذ كريستال", "medical"),
    _care("going_to_kill", RED, "رايح|رايحه|راح|والله ..4 KILLHIM|KILL|اطلع|اخلص ..1 عليه|اختي|راسه|دم & NOW|اليوم|GUN|MEANS", "رايح له هسه والكلاشنكوف وياي اخلص عليه", "رايح هسه للسوك", "harm_to_others"),
    _care("outside_his_house", RED, "كدام|يم|رايح ..1 بيته|لبيته|بيتهم & GUN", "كدام بيته والكلاشنكوف بالسيارة", "كدام بيته حديقة", "harm_to_others"),
    _care("child_in_danger_from_me", RED, "المخده|المخدة|اذبي|اخنكه|اذب|اخنك & الطفل|الطفله|وجهه|جهالي|بحضني & !اشتريت", "خليت المخدة على وجه الطفل", "اشتريت مخدة للطفل", "child", "harm_to_others"),
    _care("all_of_us_together", RED, "اخذ|اموت ..1 جهالي|اطفالي|بناتي|ولدي ..1 وياي|ونخلص", "اخذ جهالي وياي ونخلص كلنا", "اخذ جهالي للمدرسة", "child", "harm_to_others"),
)
