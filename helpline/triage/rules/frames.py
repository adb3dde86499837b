"""Benign frames: idioms, games, songs, news and denials. The words they cover are not read as risk."""

from __future__ import annotations

from helpline.triage.rule import Frame

FRAMES: tuple[Frame, ...] = (
    # --- denials -----------------------------------------------------------------------------------
    Frame("not_want_die", "NEG ..1 WANT|FUT|INTENT|ناوي|افكر|THINK ..2 DIE|SUI|SUIN", "ما اريد اموت", "ما اريد اعيش"),
    Frame("not_suicide", "NEG SUI|DIE|DEADME !REST", "ما راح ابقى وما انتحر", "ليش ما تخلوني انتحر"),
    Frame("not_harm_self", "NEG ..1 FUT|WANT|THINK|افكر ..1 HURT|KILL ..1 SELF", "ما راح اقتل نفسي", "راح اقتل نفسي"),
    Frame("not_my_meaning", "مو قصدي|القصد DIE|انتحر|SUI ?صدگ", "مو قصدي اموت صدگ", "قصدي اموت صدگ"),
    Frame("afraid_to_die", "AFRAID ?من|لا DIE|DEATH", "خايف اموت", "مو خايف اموت"),
    # --- idioms ------------------------------------------------------------------------------------
    Frame("die_of_trifle", "?FUT|WANT DIE|DEADME|SUI|متنا|ميتين|متت ?من|بسبب|منورا ?كثر|كثرة|شدة|هذا|هاي TRIFLE", "راح انتحر من الامتحان", "اريد اموت من القهر"),
    Frame("dead_of_trifle", "?راح DIE|DEADME|متنا TRIFLE|LAUGH", "ميت جوع", "ميت من جوه"),
    Frame("die_for_you", "DIE YOU", "اموت بيج", "اموت وارتاح"),
    Frame("die_to_know", "DIE واعرف|واشوف|اعرف|واشوفك|واشوفج|وادري|وافتهم", "اموت واعرف شصار", "اموت واخلص"),
    Frame("over_my_dead_body", "لو DIE|متت NEG", "لو اموت ما اسويها", "لو اموت يرتاحون"),
    Frame("over_my_death", "على|عل موتي|جثتي", "على موتي", "انتظر موتي"),
    Frame("thing_kills", "THING KILLS", "راسي كتلني", "رجلي كتلني"),
    Frame("killed_by_thing", "KILLS THING|GAME|TRIFLE", "موتني الامتحان", "موتني القهر"),
    Frame("very", "تعبان|تعبانه|حلو|حلوه|احبه|احبها|احبك|احب|زين|طيب|لذيذ|خوش|مشتاق|يخبل|حار|برد DEATH|موت", "حلو موت", "اريد الموت"),
    Frame("dying_of_laughter", "LAUGH ..2 DIE|DEADME", "ههههه راح اموت", "راح اموت هسه"),
    Frame("died_laughing", "FUT DIE|DEADME ..2 LAUGH", "راح اموت هههه", "اريد اموت"),
    Frame("kill_time", "اقتل|قتل|نقتل وقت|الوقت|وقتي|ملل|الملل", "قتل الوقت", "اقتل نفسي"),
    Frame("phone_dead", "التلفون|تلفوني|الموبايل|موبايلي|الشحن|البطاريه|النت|السياره DEADME|يموت|مات", "التلفون ميت", "اني ميت"),
    # --- what is finished, left, rested from -------------------------------------------------------
    Frame("finish_task", "END|اخلص ?من TRIFLE|واجباتي|هالشغل|الواجب|السادس|الجامعه|الكليه|الشغله|المعامله|البيت|الباقه|رصيد|الرسم|السنه|الفصل|الكورس", "اخلص من هالشغل", "اخلص من حياتي"),
    Frame("rest_a_little", "?WANT REST ?شويه|شوي ..2 وارجع|ارجع|شويه|شوي|بالبيت|باچر|العطله|بالعطله|من الدوام|الشغل", "ارتاح شوية وارجع", "اريد ارتاح من هالدنيا"),
    Frame("vanish_from_app", "DISAPPEAR|اختفي|اغيب ?من|عن APP", "اريد اختفي من الفيس", "اريد اختفي من الدنيا"),
    Frame("tired_of_thing", "TIRED ?من TRIFLE|الاكل|اكل|APP|الحر", "مليت من الاكل", "مليت من حياتي"),
    # --- games, songs, news, information -----------------------------------------------------------
    Frame("game", "GAME ..4 SUI3PAST|SUI|KILLS|DIE|انتحر|KILLHIM|SUIPAST", "المدرب انتحر بالتشكيلة", "خسرت اللعبة"),
    Frame("in_game", "SUIPAST|SUI3PAST|KILLS|DIE|انكتلت|SUI|KILLHIM ..2 GAME", "انتحرت باللعبة", "اريد انتحر"),
    Frame("price_suicide", "السعر|سعر|سعرها|سعره|الاسعار|هذا|هاي SUIN", "السعر انتحار", "افكر بالانتحار"),
    Frame("bomber", "NEWS ..2 SUIADJ|SUIN|SUI3PAST", "تفجير انتحاري", "افكار انتحارية"),
    Frame("bomber_2", "SUIADJ ..3 NEWS|فجر|نفسه|استهدف", "انتحاري فجر نفسه", "افكار انتحارية عندي"),
    Frame("information", "INFO ..1 SUIN", "شنو علامات الانتحار", "شنو احسن طريقة للانتحار"),
    Frame("song", "SONG ..4 DIE|SUI|DEATH|SUIN|SUI3PAST|يموت|تموت", "اغنية اموت عليك حلوة", "اسمع اغاني واريد اموت"),
    Frame("my_life_you", "حياتي انت|انتي|عمري", "حياتي انت", "حياتي خلصت"),
)
