"""AMBER, said sideways: a passive wish, being a burden, no hope with death in it, leave-taking, self-harm."""

from __future__ import annotations

from helpline.triage.assessment import Level
from helpline.triage.rule import Rule

AMBER = Level.AMBER


def _passive(id: str, pattern: str, fires: str, quiet: str, *routes: str) -> Rule:
    return Rule(id, AMBER, pattern, fires, quiet, routes)


RULES: tuple[Rule, ...] = (
    # --- tired of life -----------------------------------------------------------------------------
    _passive("tired_of_life", "!NEG TIRED ?من|كل|بهاي LIFE", "تعبت من الحياة", "تعبت من الدوام"),
    _passive("tired_of_living", "!NEG TIRED من|كل|حتى عيشتي|نفسي|روحي|حالي|عمري & !ادرس", "مليت من روحي", "مليت من الاكل"),
    _passive("not_a_life", "مو|مب|ماهي عيشه|حياه & !حلوه & !سهله", "مو عيشة هاي", "مو حياة سهلة"),
    _passive("dogs_life", "عيشه|عيشة كلاب|چلاب|كلب", "عيشة چلاب", "عندي چلاب"),
    _passive("life_no_meaning", "LIFE|وجودي|عيشتي|حياتي ..1 NEG|بلا|بدون|ملها|مالها ..2 MEANING", "حياتي ما لها معنى", "كلامك ما له معنى"),
    _passive("no_meaning_life", "NEG|شنو ..2 MEANING ..2 LIFE|وجودي|عيشتي|لوجودي|مني|بيه", "ما اشوف معنى لحياتي", "شنو معنى هالكلمة"),
    _passive("no_use_of_me", "NEG ..1 فايده|داعي|لازمه|قيمه ..1 مني|لوجودي|الي|بيه", "ماكو فايدة مني", "ماكو فايدة من الحچي وياه"),
    _passive("why_alive", "WHY ..1 عايش|عايشه|اعيش|BORN|موجود|موجوده", "ليش عايش", "ليش ساكن ببغداد"),
    _passive("what_live_for", "NEG ..4 LIVE علمود|علموده|عشان|لاجل|لشنو|علمودة", "ما بقالي شي اعيش علمودة", "عايش علمود ولدي"),
    _passive("living_without_soul", "عايش|عايشه بس|من|بلا|مثل ?قلت|قلة موت|الموت|الميت", "عايش من قلة الموت", "عايش مثل الملك"),
    _passive("never_born", "WISH|لو ..3 NEG ..1 BORN|موجود|موجوده", "ياريت ما انولدت", "ياريت ما اجيت متاخر"),
    _passive("better_not_exist", "BETTER|لو ..2 NEG ..1 موجود|موجوده", "احسن لو ما موجود", "احسن لو ما تجي"),
    _passive("no_hope_left", "NEG|فاقد|فقدت|فقدان|انعدام|مقطوع ..2 HOPE & !اجمل", "ما عاد عندي امل", "عندي امل بالله"),
    _passive("reached_end", "وصلت|واصل|واصله ..1 نهايه|للنهايه|النهايه|لاخر|حافه", "وصلت للنهاية", "وصلت للبيت"),
    _passive("cannot_go_on", "NEG ..1 CAN|بيه|بيا|CONTINUE ..1 CONTINUE|اكمل|استمر|اتحمل", "ما اقدر اكمل", "ما اقدر اجي"),
    _passive("no_more_bear", "بعد|ماعاد ..1 NEG ..2 CAN|اتحمل", "بعد ما بيه اتحمل", "اتحمل شوية وتعدي"),
    _passive("all_black", "كلشي اسود|سوده|سودا|ظلام|ظلمه", "كلشي اسود بعيني", "قميص اسود"),
    # --- sleep and not wake, rest ------------------------------------------------------------------
    _passive("sleep_not_wake", "SLEEP ..3 NEG ..1 WAKE", "انام وما اگعد", "انام ساعة واگعد"),
    _passive("not_wake", "WISH|يارب|ربي|احسن|WANT ..4 NEG ..1 WAKE & !دوام & !عطله & !الدوام", "ياريت ما اگعد الصبح", "ما گعدت الصبح للدوام"),
    _passive("want_rest_forever", "WANT ..1 REST !شويه|شوي|ساعه|بالبيت & !اقيس", "اريد ارتاح", "اريد اقيس راحتي"),
    _passive("want_vanish", "WANT|WISH ..1 DISAPPEAR", "اريد اختفي", "اختفى التلفون"),
    _passive("if_i_vanish", "لو|اذا DISAPPEAR|اختفيت|متت|مت|اموت|رحت|غبت|انتهيت ..3 NEG|محد|يرتاحون|THEYREST & !MEDICAL|مختص", "لو متت محد يدري", "اذا رحت لطبيب يعني ما متوكلة"),
    # --- death called, God take me -----------------------------------------------------------------
    _passive("envy_dead", "نيال|نيالهم|نياله|نيالها|غابط|اغبط|احسد|طوبى|محظوظ ..2 مات|الميتين|ماتوا|الميت|الاموات|ميت|ماتت|شهيد|الشهيد|GRAVE", "نيال اللي مات", "نيالك سافرت"),
    _passive("call_death", "يا DEATH & !SONG & !NEWS & !البعوض & !الحكومه", "يا موت وينك", "الموت حق"),
    _passive("come_death", "تعال|وينك|وينه|تعالي ..1 DEATH", "تعال يا موت", "تعال يمنا"),
    _passive("wait_death", "انتظر|ناطر|ناطره|منتظر|منتظره|ننتظر|ادور ..1 DEATH|اجلي|يومي|دوري", "انتظر الموت", "انتظر السيارة"),
    _passive("death_easy", "GRAVE|DEATH|الكفن ..1 BETTER|اهون", "الگبر اهون", "موت سريري"),
    _passive("god_take_trust", "GOD|رب ..3 TAKEME|تاخذ|ياخذ|خذ|خد|اخذ ..1 TRUST|روحي|عمري|يمك|عندك|وياك|امانتك", "ربي اخذ امانتك", "الله ياخذ حقك"),
    _passive("god_take_me", "GOD ..2 TAKEME", "يا رب خذني يمك", "يا رب خذ بايدي"),
    _passive("when_god_takes", "WHEN|WISH ..2 ياخذني|يفتكرني|يتوفاني|ياخدني", "شوكت ياخذني الله", "شوكت نروح للسوك"),
    _passive("dead_inside", "DEADME ..1 من جوه|وعايش|بس|حي", "ميت من جوه", "ميت من الجوع"),
    _passive("thinking_of_death", "THINK|احلم|اشوف ..2 DEATH|DIE & !الحمد & !AFRAID & !جلطه", "افكر بالموت", "افكر بالسفر"),
    _passive("love_of_death", "حب|احب|مشتاق|اشتاق|رغبه|الرغبه|رغبتي|برغبه ..1 DEATH|DIE", "حب الموت", "احب القهوة"),
    _passive("why_not_die", "WHY ..1 NEG DIE|متت|مت", "ليش ما اموت", "ليش ما تجي"),
    _passive("if_i_die_rest", "لو|اذا DIE|متت|مت ..2 THEYREST|REST|احسن", "لو اموت يرتاحون", "لو اموت ما اسويها"),
    # --- burden ------------------------------------------------------------------------------------
    _passive("burden_on_kin", "BURDEN ..2 عليهم|عليكم|عاهلي|اهلي", "اني حمل زايد عليهم", "الشغل ثقيل عليه"),
    _passive("kin_better_without", "BETTER|احسنلهم|اريحلهم|احسنلكم|THEYREST ..3 WITHOUTME !PILLS|دواء|علاج|تعب", "احسنلهم بدوني", "شنو احسن شي للارق بدون دوا"),
    _passive("without_me_better", "WITHOUTME ..2 BETTER|THEYREST|احسن", "بدوني الكل احسن", "النت احسن هسه"),
    _passive("kin_rest_of_me", "THEYREST|افكهم|اخلصهم ..1 مني", "اهلي يرتاحون مني", "اهلي يرتاحون بالعيد"),
    _passive("nobody_would_miss", "NEG|محد ..2 يفتقدني|يفقدني|يسال|يحس|يدري|يبجي|يبكي ..3 اختفيت|متت|مت|اموت|رحت|بعدي|بغيابي|يفتقدني", "محد يحس بيه لو اختفيت", "محد يسأل عليه"),
    _passive("nobody_misses_me", "NEG|محد ..1 يفتقدني|يفقدني", "محد راح يفتقدني", "افتقدتكم"),
    _passive("nobody_wants_me", "NEG|محد ?احد|حد يريدني|يحبني|رايدني|محتاجني", "ما احد يريدني", "محد يريد يجي"),
    # --- leave-taking without now ------------------------------------------------------------------
    _passive("last_message", "هاي|هذه|هذي|يمكن LAST MESSAGE", "هذه اخر رسالة", "وصلت اخر رسالة منك؟"),
    _passive("writing_will", "كتبت|بكتب|كاتب|كاتبه|دكتب|سجلت|اكتب ..1 وصيتي|وصيه|WILL & !شرعيه & !محامي", "بكتب وصيتي", "الوصية بالاسلام"),
    _passive("absolve_me", "ابروني|ابرولي|بروا|حللوني|حاللوني|وهبوني|ابرو", "ابروني الذمة", "برأته المحكمة"),
    _passive("farewell_entrust", "ودعتكم|استودعتكم|اودعكم|سامحوني|وداعا & !تاخرت & !TRIFLE & !المطعم & !مطعم & !SONG & !GAME", "ودعتكم الله", "وداع المدرسة حلو"),
    _passive("wont_see_me", "NEG ..2 تشوفوني|تشوفني|تلكوني|تلگوني|تسمعون ..1 بعد|مره|صوتي", "ما راح تشوفوني بعد", "ما شفتوني بالحفلة"),
    _passive("look_after_mine", "CARE ..1 MINDON ..1 على|ع|MINE ..1 MINE", "ديروا بالكم على جهالي", "دير بالك على روحك"),
    # --- self-harm and past attempts ---------------------------------------------------------------
    Rule("hurt_self", AMBER, "!NEG HURT ..1 SELF|حالي", "اجرح نفسي", "اجرح شعوره", ("self_harm",)),
    Rule("cut_own_body", AMBER, "!NEG HURT ..1 BODY|VEIN & !KITCHEN", "اشرّط ايدي", "عورت ايدي واني اقشر بصل", ("self_harm",)),
    Rule("have_cut_body", AMBER, "!NEG HURTPAST ..1 SELF|BODY|VEIN & !KITCHEN", "جرحت ايدي", "جرحت ايدي واني اقطع خيار", ("self_harm",)),
    Rule("self_hurting_noun", AMBER, "ايذاء|اذيه|اذى|تدمير|باذى|لايذاء|وايذاء|بايذاء النفس|نفسي|الذات|ذاتي & !لدرجه & !سوالكم & !جوابي", "محاولة ايذاء النفس", "ايذاء الجيران حرام", ("self_harm",)),
    Rule("hit_head_on_wall", AMBER, "اضرب|دكيت|ادق|ضربت|ادگ ..1 راسي|وجهي|روحي|نفسي ?بالحايط|بالحائط", "اضرب راسي بالحايط", "ضربت الكرة بالحايط", ("self_harm",)),
    Rule("past_overdose", AMBER, "SWALLOW|TOOK ..2 PILLS|POISON & AGO & لحكولي|لحگولي|انقذوني|مستشفى|غسلولي|المستشفى|نقلوني", "قبل شهر بلعت حبوب ولحكولي", "قبل شهر اخذت حبوب للمعدة", ("self_harm",), True),
    Rule("recent_overdose", AMBER, "!NEG SWALLOW ..2 حبوب|الحبوب|علبه|شريط & AGO & !MEDICAL", "قبل شهر بلعت حبوب", "قبل شهر بلعت حبة للصداع", ("self_harm",), True),
    Rule("saved_last_time", AMBER, "انقذوني|لحكولي|لحگولي|لحكوني|طلعوني ..1 اخر|قبل|المره|هديج|مره", "انقذوني اخر مرة", "لحكولي بالباص", ("self_harm",)),
    # --- after a disclosure what alone is everyday talk --------------------------------------------
    Rule("disclosed_then_tired", AMBER, "تعبت|تعبان|تعبانه|مليت|ماكدر|ارتاح|اروح|راح|نهايه|اخيرا|موت|CAN", "تعبت", "شكرا", (), after_disclosure=True),
)
