"""AMBER, said in plain words: an own wish to die or intention, without "now". The acuity question comes first."""

from __future__ import annotations

from helpline.triage.assessment import Level
from helpline.triage.rule import Rule

AMBER = Level.AMBER


def _wish(id: str, pattern: str, fires: str, quiet: str) -> Rule:
    return Rule(id, AMBER, pattern, fires, quiet, (), True)


RULES: tuple[Rule, ...] = (
    _wish("will_suicide", "FUT|WANT|INTENT|THINK|خاطري|راسي ..3 SUI|SUIN", "افكر بالانتحار", "شنو علامات الانتحار"),
    _wish("i_suicide", "!المنتحر SUI", "انتحر", "انتحرت باللعبة"),
    _wish("suicidal_thoughts", "افكار|فكره|افكاري|هواجس SUIADJ|SUIN", "عندي افكار انتحارية", "تفجير انتحاري"),
    _wish("suicide_to_me", "SUIN ..3 THINK|VOICE|يراودني|تراودني|براسي|ببالي|بالي|راسي|حل|الحل|الي|احسن|اهون|تفكيري", "الانتحار ببالي", "محاضرة عن الانتحار"),
    _wish("suicide_noun_wish", "مقبل|مقبله|رغبه|الرغبه|برغبه|اقدم|اقدام ..1 SUIN", "عندي رغبة بالانتحار", "منع الانتحار واجب"),
    _wish("way_of_suicide", "طريقه|طرق|طريقة|وصفه|دواء|ادويه|شلون|كيف|اسهل|اسرع ..2 SUIN|SUI", "طريقة انتحار", "طريقة عمل الدولمة"),
    _wish("suicide_by", "SUIN|SUI & حبوب|الحبوب|المنوم|وصف|بدون ?الم|وجع|دوا|دواء", "الانتحار عن طريق حبوب", "الانتحار حرام"),
    _wish("tried_suicide", "!NEG TRY ..3 SUI|SUIN", "حاولت انتحر", "حاولت انجح"),
    _wish("tried_to_kill_self", "!NEG TRY ..3 KILL|END|DIE|HURT ..1 SELF|LIFE", "حاولت اقتل نفسي", "حاولت اخلص الواجب"),
    _wish("tried_to_die", "!NEG TRY ..2 DIE", "حاولت اموت", "حاولت انام"),
    # A frame may cover half of a wish: «I think of nothing else; do it or not».
    Rule("suicide_or_not", AMBER, "SUI لو|او|ولا ما|لا SUI", "محتار انتحر لو ما انتحر", "انتحر لو اعيش بالنعيم", (), True, despite_frames=True),
    Rule("tell_nobody_i_die", AMBER, "لا تكولون|تكول|تكولين|تكولوا|تخبرون|تخبر|تخبرين|تحجون|تحجي ..2 راح|رح DIE|SUI|KILL & !الضحك & !الجوع & !من", "لا تگولون لامي راح اموت روحي", "لا تگولون لامي راح اجي", (), True, despite_frames=True),
    Rule("place_to_die", AMBER, "WANT ..1 مكان|محل اموت|انتحر", "اريد مكان اموت بيه", "اريد مكان اخيط بيه", (), True, despite_frames=True),
    Rule("suicide_every_night", AMBER, "!ما|مو THINK_OWN SUI|SUIN كل ليل|ليله|يوم|ساعه", "والله افكر انتحر كل ليلة", "ما افكر انتحر كل ليلة", (), True, despite_frames=True),
    Rule("no_fear_of_suicide", AMBER, "NEG|بطلت ..2 اخاف|خايف|خايفه|اخشى ?بعد من SUIN", "بعد ما اخاف من الانتحار", "اخاف من الانتحار", (), True, despite_frames=True),
    _wish("imagine_how_i_die", "!NEG اتخيل|تخيل|تخيلت|داتخيل|اتصور ..1 شلون|كيف ..1 DIE|SUI|اشنق|اشنك|انشنق|انشنك", "اتخيل شلون انشنق", "اتخيل شلون اموت ضحك وياكم"),
    _wish("imagine_my_death", "!NEG اتخيل|تخيل|تخيلت|داتخيل|اتصور ..1 موتي|وفاتي|جنازتي|SUIN", "ارتاح من اتخيل موتي", "اتخيل موتيفات الزواج"),
    _wish("which_is_easier", "MEANS|ROPE|GUN|POISON لو|او ..5 اهون & !KITCHEN & !للقص & !المقص", "السم لو الحبل يا هو اهون", "السكين لو المقص اسهل"),
    _wish("convinced_of_suicide", "!NEG مقتنع|مقتنعه|اقتنعت|قناعه ..2 SUIN & !حرام & !مو", "صرت مقتنعة الانتحار حقي", "مو مقتنعة بالانتحار"),
    _wish("kill_self", "!NEG KILL ..1 SELF", "اقتل نفسي", "اقتل وقتي باللعب"),
    _wish("throw_self", "!NEG JUMP SELF", "اذب روحي", "انزل للسوك"),
    _wish("end_self", "!NEG END|KILL ?على|من SELF", "اخلص على نفسي", "اخلص من هالشغل"),
    _wish("end_life", "!NEG END|KILL ?من|هاي|هذه LIFE", "اخلص من حياتي", "اخلص من الدوام"),
    _wish("end_my_life_thought", "ENDING ..1 LIFE", "افكر بانهاء حياتي", "انهاء العقد"),
    _wish("want_to_die", "!NEG WANT|INTENT ..2 DIE !LAUGH", "اريد اموت", "اريد اروح للسوق"),
    _wish("wish_to_die", "WISH ..2 DIE", "اتمنى اموت", "اتمنى انجح"),
    _wish("when_die", "WHEN|بس ..1 DIE", "شوكت اموت وارتاح", "شوكت اجي"),
    _wish("let_me_die", "خلوني|خليني|عوفوني|اتركوني DIE", "خلوني اموت", "خلوني انام"),
    _wish("want_death", "WANT|WISH|ادعي|طالب|انتظر|ناطر|ناطره|اترجى ..1 DEATH", "اريد الموت", "اخاف من الموت"),
    _wish("wish_dead", "WISH|WANT ..3 DEADME", "ياليتني ميت", "التلفون ميت"),
    _wish("want_grave", "WANT|WISH|مشتاق|مشتاقه ..3 GRAVE", "اريد اروح للگبر", "زرت قبر ابوي"),
    _wish("not_want_live", "NEG ..1 WANT|ودي ..2 LIVE|LIFE & !انطي", "ما اريد اعيش", "ما اريد اموت"),
    _wish("not_live_anymore", "NEG LIVE ?بعد|اكثر & !مات & !مفقود", "بعد ما اعيش", "ما نروح"),
    _wish("no_wish_for_life", "NEG ..2 نفس|خلك|خلق|رغبه ..2 LIVE|LIFE", "ما عندي رغبة بالحياة", "ما عندي رغبة بالاكل"),
    _wish("cannot_live", "NEG ..1 CAN ..1 LIVE", "ما اقدر اعيش بعد", "ما اقدر اجي"),
    _wish("not_here_live", "NEG ..1 بيه|بيا ..1 LIVE", "ما بيه اعيش", "ما بيه اكل"),
    _wish("disappear_from_world", "DISAPPEAR|اروح|اطلع|ارحل|امشي ..2 هالدنيا|الدنيا|الحياه|هالحياه|الوجود", "اريد اختفي من الدنيا", "اختفي من الفيس"),
    _wish("do_something_to_self", "!NEG|مستحيل اسوي|سويت|دسوي SELF شي|فد", "اسوي بنفسي شي", "اسوي لنفسي چاي"),
    _wish("do_something_to_self_2", "!NEG اسوي|سويت ..1 شي ..1 SELF", "راح اسوي شي بروحي", "اسوي شي حلو"),
    _wish("harm_to_self_wish", "FUT|WANT|INTENT|THINK ..1 HURT ..1 SELF", "راح اأذي روحي", "ما راح اأذي احد"),
    _wish("cannot_guarantee_self", "NEG ..1 ضامن|ضامنه|اضمن|مامن|مسيطر SELF|على & !اشوفه & !اشوف", "مو ضامن نفسي", "مو ضامن الفوز"),
    _wish("death_better", "DEATH|الموته|الگبر ..1 BETTER|ارحملي|راحه|رحمه|حل", "الموت احسن", "موت سريري"),
    _wish("i_die_better", "DIE|DEADME ..2 BETTER", "اموت احسن الي", "احسن اكل"),
    _wish("better_die", "BETTER|احسن ..2 DIE|DEADME & !THING", "احسن لو اموت", "احسن لو تجي"),
    _wish("die_and_rest", "!FUT DIE ..1 REST|اخلص|افتك", "اموت وارتاح", "انام وارتاح"),
    _wish("finish_without_pain", "اخلص|اموت|انتهي ..1 بدون|بلا وجع|الم", "شلون اخلص بدون وجع", "اخلص الدرس بدون تعب"),
    _wish("easy_way", "شنو|اسهل|اسرع طريقه|اسهل|طريقة طريقه|ما|للموت|اموت", "شنو اسهل طريقة", "شنو احسن طريقة للدراسة"),
    _wish("dose_question", "شكد|كم|جم|شگد ..1 حبه|حبايه|حباية|حبوب|PILLS تموت|يموت|تقتل|تموّت", "شكد حباية تموّت", "شكد حباية اخذ للصداع"),
    _wish("tomorrow_suicide_if", "اذا|لو ..6 اقتل|اذبح|انهي SELF|LIFE", "اذا زوجوني اقتل نفسي", "اذا اجيت اجيب وياي خبز"),
    _wish("hate_life_want_out", "ابي|اريد|ودي ..1 افارق|اترك|اعوف|اغادر LIFE", "اريد اعوف الدنيا", "اريد اعوف التدخين"),
    _wish("decided_end", "قررت|قراري ..2 انهي|اخلص|اختم|انتهي|امشي|ارحل|اروح", "قررت انهي كلشي", "قررت اسافر"),
    _wish("decided_not_to", "قررت|قراري ..2 ما|NEG ..1 ابقى|ابقه|اكمل|اعيش|اصبح|اضل|اصحى|اكعد", "قررت ما ابقى", "اخذت قراري ما اقرا رسالتها"),
)
