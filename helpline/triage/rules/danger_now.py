"""RED: an attempt under way or just done, means in hand, an intention for tonight, goodbye and preparation."""

from __future__ import annotations

from helpline.triage.assessment import Level
from helpline.triage.rule import Rule

AMBER, RED = Level.AMBER, Level.RED
_BODY = ("medical", "self_harm")

RULES: tuple[Rule, ...] = (
    # --- swallowed ---------------------------------------------------------------------------------
    Rule("swallowed_pills", RED, "!NEG SWALLOW ..2 PILLS|POISON & !MEDICAL & !AGO", "بلعت الحبوب", "بلعت حبة بنادول للصداع", _BODY, True),
    Rule("swallowed_many", RED, "!NEG SWALLOW|TOOK ..3 LOTS & PILLS & !AGO", "شربت الحبوب كلهن", "اخذت حليب للبيت", _BODY, True),
    Rule("took_many_pills", RED, "!NEG TOOK ..3 PILLS ..2 LOTS & !AGO", "اخذت حبوب هواي", "اخذت الحبوب بعد الاكل", _BODY, True),
    Rule("took_packets", RED, "!NEG TOOK|SWALLOW ..1 LOTS ..2 PILLS & !AGO", "شربت شريطين حبوب", "اخذت حبة وحدة", _BODY, True),
    Rule("took_pills_just_now", RED, "!NEG TOOK|SWALLOW ..3 قبل SOON|دقايق|NOW & PILLS|POISON|شي & !MEDICAL", "اخذت الحبوب قبل شوية", "اخذت حبوب الصداع قبل شوية", _BODY, True),
    Rule("took_pills_now_sleep", RED, "!NEG TOOK ..1 حبوب|الحبوب ..4 NOW|انام|دايخ|دايخه & !MEDICAL & !AGO", "شربت الحبوب وهسه دايخ", "شربت حبوب الضغط وهسه زين", _BODY, True),
    Rule("drank_poison", RED, "!NEG|هو|هوه|هي TOOK|SWALLOW ..2 POISON & !AGO & !هو & !هوه", "شربت سم فار", "الطفل لعب بالنفط", _BODY, True),
    Rule("drank_poison_just_now", RED, "!NEG TOOK|SWALLOW ..2 POISON & NOW|SOON|بطني|بلعومي|زوع", "شربت كلور قبل شوية", "غسلت الحمام بالكلور هسه", _BODY, True),
    Rule("about_to_swallow", RED, "SWALLOWNOW ..1 PILLS|POISON ..2 LOTS|وانام|واموت|واخلص & !MEDICAL", "راح ابلع الحبوب كلهن", "راح اشرب چاي", ("self_harm",), True),
    Rule("pills_to_swallow_all", RED, "PILLS|الحبوب ..3 SWALLOWNOW ..1 LOTS", "عندي حبوب وراح ابلعهن كلهن", "عندي حبوب ضغط اشربهن الصبح", ("self_harm",), True),
    # --- cut, bleeding, other attempts -------------------------------------------------------------
    Rule("cut_veins", RED, "!NEG HURTPAST|قطعت|گصيت ..1 VEIN & !AGO", "قطعت وريدي", "قطعت خيار وطماطة", _BODY, True),
    Rule("cut_and_bleeding", RED, "HURTPAST ..1 BODY|SELF & BLEED & !KITCHEN", "جرحت ايدي ودا انزف", "جرحت ايدي بالسكين واني اقشر بصل", _BODY, True),
    Rule("blood_does_not_stop", RED, "BLEED ..3 NEG ..1 يوكف|يوقف|يوگف & SELF|BODY|HURTPAST", "جرحت نفسي والدم ما يوكف", "دم الدورة ما يوقف", _BODY, True),
    Rule("poured_fuel_on_self", RED, "صبيت|كبيت|رشيت|دلقت|ذبيت ..1 FUEL ..1 على|ع|SELF", "صبيت النفط على روحي", "صبيت النفط بالمدفأة", ("self_harm",), True),
    Rule("rope_on_neck", RED, "ROPE ..2 رگبتي|برگبتي|بركبتي|رقبتي", "الحبل برگبتي", "الحبل بالحوش", ("self_harm",), True),
    Rule("gun_to_head", RED, "GUN ..2 راسي|براسي|حلكي|بحلكي|صدري", "المسدس براسي", "المسدس بالخزانة", ("self_harm",), True),
    Rule("attempt_just_done", RED, "!NEG TRY ..3 SUI|KILL|DIE ..4 SOON|اليوم|قبل|هسه & !AGO", "حاولت انتحر قبل شوية", "حاولت انتحر قبل سنين", _BODY, True),
    Rule("i_did_it", RED, "سويتها|خلصتها|نفذتها|بديتها ..1 NOW|خلص|سامحوني|اخيرا", "خلص سويتها سامحوني", "سويتها بالفرن وطلعت طيبة", ("self_harm",), True),
    Rule("gas_open", RED, "فتحت|فاتح|فاتحه|مفتوح ..1 الغاز|غاز & SELF|NOW|باب|الباب|نايم|سديت", "فتحت الغاز وسديت الباب", "فتحت الغاز واطبخ", ("self_harm",), True),
    # --- means in hand, at the place ---------------------------------------------------------------
    Rule("means_in_hand", RED, "MEANS|GUN|POISON ..1 INHAND|ايدي & !KITCHEN & !MEDICAL & !HURT & !HITTER & !زوجي", "السكين بيدي", "السكين بيدي واقشر بصل", ("self_harm",), True),
    Rule("hand_on_means", RED, "INHAND ..1 MEANS & !KITCHEN & !MEDICAL & !HURT & !چان & !HITTER & !زوجي", "ماسك المسدس", "ماسك السكين واقطع لحم", ("self_harm",), True),
    Rule("bought_means_to_die", RED, "BUY ..1 MEANS|PILLS|POISON & DIE|SUI|SELF|NIGHT|NOW|END", "اشتريت حبل وراح اخلص روحي", "اشتريت حبل غسيل", ("self_harm",), True),
    Rule("means_and_intent", RED, "MEANS & {intent} & !نفط", "عندي مسدس واريد انتحر", "عندي مسدس مرخص", ("self_harm",), True),
    Rule("standing_at_edge", RED, "واقف|واقفه|واكف|واكفه|صاعد|صاعده|وصلت|واصل|واصله|وقفت|صعدت|اني|باقي|طالع ..1 PLACE|EDGE & !CASUAL", "واگف عالسطح", "واگف عالجسر انتظر صديقي", ("self_harm",)),
    Rule("place_and_intent", RED, "PLACE|EDGE & {intent} & !كل & !كلما & !NEWS & !AGO & !بالليل", "اني بالسطح واريد اموت", "نمنا بالسطح بالصيف", ("self_harm",), True),
    Rule("place_and_jump", RED, "واقف|واقفه|واكف|واكفه|صاعد|صاعده|اني|STAND ..4 JUMP & PLACE & !كل & !كلما", "صاعد للسطح اطفر", "نزلت من السطح", ("self_harm",), True),
    Rule("jump_from_place", RED, "FUT|WANT|INTENT|NOW ..2 JUMP ..3 PLACE", "راح اذب روحي من الجسر", "راح اصعد للسطح انشر الهدوم", ("self_harm",), True),
    # --- now and intention -------------------------------------------------------------------------
    Rule("intent_now", RED, "!NEG {intent} & !مو NOW & !AGO & !AFRAID & !هسهلا", "اريد انتحر هسه", "هسه طالع من الدوام", ("self_harm",), True),
    Rule("why_not_now", RED, "!NEG {intent} & ليش مو NOW", "اريد انتحر ليش مو هسه", "اريد انام ليش مو هسه", ("self_harm",), True),
    Rule("intent_today", RED, "!NEG {intent} ..2 TODAY|الليله|الليلة|هالليله & !كل & !AGO", "راح اقتل نفسي اليوم", "اليوم عندي امتحان", ("self_harm",), True),
    Rule("today_intent", RED, "TODAY|الليله|الليلة|هالليله ..2 {intent} & !كل & !كلما & !AGO", "اليوم اخلص من حياتي", "باچر اخلص من الامتحانات", ("self_harm",), True),
    Rule("today_i_end_it", RED, "TODAY|NOW|NIGHT ..2 END|DOIT ..1 ALL", "اليوم اخلص كلشي", "اليوم خلصت كلشي بالبيت", ("self_harm",), True),
    Rule("end_it_today", RED, "END|DOIT ..1 ALL ..2 NOW|NIGHT", "راح انهي كلشي الليلة", "خلصت كلشي اليوم", ("self_harm",), True),
    Rule("tonight_i_do_it", RED, "NOW|TODAY|الليله ..1 DOIT & !كل", "الليلة اسويها", "الليلة اسوي كيك", ("self_harm",), True),
    Rule("do_it_tonight", RED, "!زغيره|صغيره|شغله|خطوه DOIT ..2 NOW|NIGHT", "راح انفذها هسه", "ساعدني اختار شغلة وحدة زغيرة اسويها هسه", ("self_harm",), True),
    Rule("not_here_tomorrow", RED, "باچر|بكره ..3 NEG ..2 موجود|موجوده|تلكوني|تلگوني|تشوفوني|اصبح|اكون|عايش|عايشه", "باچر ما راح اكون موجود", "باچر عطلة", ("self_harm",)),
    Rule("pray_for_me_soon", RED, "ادعولي|ادعيلي|ادعوا ?لي ?يا ?جماعه بالرحمه & ساعه|ساعتين|دقايق|NOW|SOON|الليله & !امي & !ابوي & !امتحان & !امتحاني & !LAUGH", "ادعولي بالرحمة ساعة وينتهي كلشي", "ادعولي بالنجاح بعد ساعة امتحاني", ("self_harm",)),
    Rule("not_see_morning", RED, "NEG ..2 اصبح|اوصل|اشوف|يطلع ..2 الصبح|للصبح|باچر|الشمس", "ما راح اوصل للصبح", "ما نمت للصبح", ("self_harm",)),
    Rule("tonight_last", RED, "NOW|هاي|هذا|هذي|الليل ..2 LAST دقايق|دقايقي|ساعه|ليله|ليلة|لحظه|ساعات|نفس & !مدرسه & !GAME", "الليلة اخر ليلة الي", "هذا اخر يوم بالمدرسة", ("self_harm",)),
    # --- goodbye -----------------------------------------------------------------------------------
    Rule("last_minutes", RED, "LAST دقايق|دقايقي|لحظاتي|ساعاتي|انفاسي|ايامي|نفس|ليله|ليلة & !GAME", "هاي اخر دقايقي", "اخر دقايق بالشوط الثاني", ("self_harm",)),
    Rule("last_message_end", RED, "رساله|رسالة|كلمه ..2 DIE|امشي", "بس رسالة وانتهي", "بس رسالة واجي", ("self_harm",)),
    Rule("will_and_locked", RED, "كتبت|كاتب|كاتبه WILL & باب|الباب|قفلت|INHAND|NOW|خلص", "كتبت وصيتي وقفلت الباب", "جدي كتب وصيته", ("self_harm",)),
    Rule("last_message_farewell", RED, "LAST MESSAGE & FAREWELL|NOW|اموت|تعبت|يمه|CARE", "هاي اخر رسالة سامحوني", "اخر رسالة دزيتها وصلتك", ("self_harm",)),
    Rule("farewell_and_end", RED, "FAREWELL & {intent}", "سامحوني راح انتحر", "سامحوني تأخرت بالرد", ("self_harm",), True),
    Rule("farewell_and_care", RED, "FAREWELL & CARE ..2 MINDON|على|MINE", "سامحوني وديروا بالكم على امي", "ديروا بالكم من الحر", ("self_harm",)),
    Rule("farewell_now", RED, "FAREWELL & NOW & !سفر & !مسافر & !هو & !هي & !PERSON", "سامحوني هسه خلص", "ودعتكم الله باچر نحچي", ("self_harm",)),
    Rule("forgive_me_tired", RED, "سامحوني|سامحيني|حللوني ..4 TIRED|خلص|ارتاح|رايح|رايحه|ماشي|ماشيه & !PERSON", "سامحوني تعبت", "سامحوني على التأخير", ("self_harm",)),
    Rule("finished_about_to_go", RED, "كملت|خلصت|رتبت|جهزت كلشي ..2 امشي|اروح|ارتاح|باقي|بقى|سلام|وداعا", "كملت كلشي وباقي امشي", "كملت كلشي بالدوام", ("self_harm",)),
    Rule("goodbye_world", RED, "FAREWELL|السلامه|سلام|باي|bye ..1 LIFE|دنيا|world|ياهل", "وداعا يا دنيا", "مع السلامة حبيبي", ("self_harm",)),
    Rule("save_me_from_myself", RED, "NEG ..1 ضامن|ضامنه|اضمن|اسيطر SELF|على & NOW", "هسه ما اضمن نفسي", "ما اضمن النجاح", ("self_harm",), True),
    # --- said after a disclosure -------------------------------------------------------------------
    Rule("disclosed_then_goodbye", RED, "FAREWELL|السلامه|وداعا|باي|bye|سلام", "مع السلامة", "شلونكم اليوم", ("self_harm",), after_disclosure=True),
    Rule("voice_commands_self", RED, "صوت|اصوات|الصوت|الاصوات ..3 يكول|يكلي|يكولي|تكول|تكلي|يامرني|تامرني|يصيح|كال ..2 اذب|اشمر|اطب|اقتل|انهي|اموت|اذي|ااذي|اخلص ..1 روحي|نفسي|حياتي", "صوت براسي يأمرني اذب روحي", "صوت براسي يگلي تعال", ("self_harm",), explicit=True),
    # After a disclosure a few words say that it is now; a question, or somebody who is beside them, does not.
    Rule("disclosed_then_now", RED, "NOW|الليله|NIGHT !احسن & !شسوي & !شنسوي & !شنو & !شلون & !شلونك & !وين & !ليش & !منو & !يمي & !يمه & !احسن & !زين & !زينه & !نايم & !انام & !رجع & !رجعت & !الحمد & !خلصت & !كافي & !ما & !مو", "هسه", "هسه شسوي", ("self_harm",), after_disclosure=True, longest=4),
    Rule("disclosed_then_done", RED, "سويتها|بلعت|شربت|DOIT|قررت|MEANS|INHAND & !استغفر", "سويتها", "شكرا الكم", ("self_harm",), after_disclosure=True, longest=5),
    Rule("disclosed_then_finished", RED, "خلص|خلصت|كملت|انتهى|ماشي", "خلص", "خلص الكلام وياه", ("self_harm",), after_disclosure=True, longest=1),
    Rule("disclosed_then_over", AMBER, "خلص|خلصت|كملت|انتهى|انتهت|ماشي & !شكرا & !الاسئله & !اسئله & !اسالتك & !اسئلتك & !الامتحان & !الحمد", "خلص عندي", "خلصت الاسئلة", ("self_harm",), after_disclosure=True, longest=3),
)
