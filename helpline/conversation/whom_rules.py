"""Phrases that ask for a woman or a man of the helpline, or say that anybody will do: data, in triage's language.

A clause is read as its words between BEGIN and FINISH (LAST where no «بس» takes it back at once); SHORT stands for
BEGIN in a message of a few words. Nouns with «ال» carry none of these classes: «البنية» is somebody they know.
"""

# ruff: noqa: E501  (a phrase and its example stay on one line, as in helpline/triage/rules)
from __future__ import annotations

from helpline.triage.rules import ENGLISH as _COMMON

# "(a|b)?c" lists variants, as in helpline/triage/rules/words.py.
CLASSES: dict[str, str] = {
    "WANT": (
        "(د|دا)?اريد (د|دا)?ارد اغيد كاغيد رايد رايده ودي بودي ابي ابغي ابغى بدي حاب حابه احب افضل اطلب طلبي طالب طالبه محتاج "
        "محتاجه احتاج خاطري بخاطري ياريت ريت ليت اتمنى نريد نحتاج "
        "areed arid ared ard areeda abi aby abee ariid ryd nreed "
    ),
    "CAN": "اقدغ اقدر اكدر اگدر يصير ميصير ممكن مممكن تكدر تقدر تكدرون تقدرون بلكي بلكت يمكن agdar akdar agdr mumkin momkn mumken ysir yseer",
    "ASK": (
        "يوجد توجد اكو ماكو ماكوش عدكم عندكم يمكم بيكم وياكم هناك منكم فيكم متوفر متوفره موجود موجوده aku ako makoo maku 3dkum 3adkum 3edkum 3indkum 3ndkum"
    ),
    "BRING": (
        "حولوني حولني حولوها حوليني وصلوني وصلني وصليني دزولي دزوا دزلي جيبولي جيبلي انطوني انطيني اعطوني خلوني خلوا خلو خلي خل خليني شوفولي "
        "شوفلي دورولي رتبولي رجاء حطولي عينولي اختارولي 7wluni 7awluni"
    ),
    # Asked of us: who is brought, and to whom.
    "MOVE": "(ت)?(حولوني|وصلوني|دزولي|جيبولي|حولني|وصلني|عينولي|رتبولي) دزوا دزولنه",
    "TALK": (
        "(د|دا)?(احچي|احجي|احكي|اتكلم|اسولف|افضفض|اشتكي|اشكي|احاچي|احاجي|اكلم|اتواصل|اسئل|اسال|اخابر|استشير|اراسل|اكتب|افتح|اتفاهم) "
        "التحدث اتحدث الكلام التكلم للتحدث نتحدث نحچي نحجي نحكي الحچي الحجي الحكي احچيلها احجيلها احكيلها اكللها a7chi a7chy ahchi ahchy a7ki ahki a7ji asolf atkalam a7chii ahchii at7acha"
    ),
    "WITH": "ويه ويا وي وياه ويى مع معا معه wya wyah weya wiya wia wye wiyah weyya wayya ma3 ma3a m3 wy wyya wiyya",
    "HER": "وياها وياهه ويها وياه معاها معها الها ياها لها عليها احاچيها احاجيها اكلمها اسولفلها اسالها اكتبلها wyaha wiyaha weyaha wyaha",
    "HIM": "وياه ويا معاه معه اله احاچيه احاجيه اكلمه wyah wiyah",
    # What she of the helpline would do: hear, answer, ring, talk.
    "SHE": (
        "(د|دا)?(تحچي|تحجي|تحكي|تتكلم|تسولف) تسمعني تسمعلي تسمع تحاچيني تحاجيني تحاكيني تجاوبني تجاوب ترد تخابرني تتصل تكلمني تدكلي تدزلي تكتبلي "
        "تتواصل تاخذ تستقبلني تتابع تتابعني تشوف تساعدني تكون ترشدني t7chi t7ji tis2al tsm3ni tisma3ni tjawbni ti7chi te7chi tehchi tihchi"
    ),
    "HE": (
        "يعرف يدري يقره يحچي يحجي يحكي يتكلم يسولف يسمعني يسمعلي يسمع يحاچيني يحاجيني يحاكيني يجاوبني يجاوب يرد يخابرني يتصل يكلمني يدكلي "
        "يدزلي يكتبلي يتواصل ياخذ يستقبلني يتابع يتابعني يشوف يكون yi7chi y7chi yihchi ysm3ni yetsil yitisil"
    ),
    "WITHME": "وياي ويايه ويانا معاي معايا معي بيه بينا الي علي wyay wiyay weyay wyaya",
    "WOMAN": (
        "بنيه بنت بنيا بنيات مره مريه مغا مغه امراه امراءه امرئه مرا حرمه انثى انثه ست اخت اخيه شابه نسوان نسوه نساء ستات خاتون "
        "bnaya bnayya bnyh bneya bniya bnia bnayyah bnt bint bnet benya bnye mara marra 7urma 7orma hurma horma imra2a untha untha"
    ),
    "ONEF": "وحده وحدا واحده wa7da wa7de we7da wi7da wahda wihda wahde",
    "PRO": (
        "دكتوره دكتورا دختوره طبيبه مرشده باحثه اخصائيه اخصاءيه اخصايه متخصصه مختصه معالجه مستشاره استشاريه موظفه كادره معلمه مشرفه منسقه نفسانيه "
        "محلله حكيمه مستمعه متطوعه زميله doctora dktora diktora duktora dktwra murshida morshida ba7tha bahtha mustashara m5tasa mu5tasa"
    ),
    "STAFF": "كادر ستاف طاقم فريق عنصر صوت موظفات مرشدات باحثات دكتورات طبيبات مختصات",
    "WOMEN": "بنات نسوان نساء دكتورات طبيبات مرشدات باحثات موظفات مختصات متطوعات bnat banat",
    "MAN": "رجال رجل غجال غجل زلمه زلم رجاجيل ذكر ذكور شاب ولد رياجيل زلام رجيل rijal rejal rajul rjal zlma zelma zalama zilma shab walad",
    "MEN": "=الرجال =للرجال =غجال =الغجال =الزلم =الرياجيل =الرجاجيل =الشباب =الولد =الذكور =رجاجيل =زلم =رجال =شباب =ولد =رياجيل =ذكور =زلمه =رجل",
    "MPRO": "دكتور طبيب مرشد باحث اخصائي مختص معالج مستشار موظف متخصص نفساني شيخ doctor dktor murshid",
    "NEG": "مو مب مش لا ما ولا وما ومو بدون بلا غير ماريد مااريد ماحب مااحب مااكدر ماكدر ماگدر مايصير mo mu ma la bidun bala mush",
    "SHY": "عيب حرام مستحيه منحرج خجلان استحي استحيت استحت اخجل خجلانه خجلان اخاف خايفه انحرج محرجه منحرجه اتحرج انكمش اكره احرج اتردد متردده استاحي ast7i asta7i akhaf a5af",
    "EASE": "ارتاح ارتاحلها مرتاح مرتاحه راحتي براحتي اريح اسهل احسن افضل يريحني ريحني تريحني اخذ اثق arta7 artah ar7atli",
    "ONLY": "الا بس فقط حصرا غير ila bas illa",
    "FROMYOU": "عدكم عندكم منكم يمكم بيكم فريقكم كادركم ناسكم جماعتكم الفريق فريق هنا الكادر الخط hna 3dkum 3adkum minkum",
    # --- what makes it another matter ------------------------------------------------------------------
    "LOVE": (
        "احبها حبيتها احب حب عشق اعشق عشقت حبيبه حبيبتي معجب معجبه عاجبتني عجبتني اتزوج اتزوجها زواج تزوجت خطبت اخطب خطوبه خطيبه "
        "اخطبها ارتبط مرتبط علاقه حامل احمل جنس الجنين جنين سونار اجيب اخلف حبلى خلفه يرزقني ترزقني رزقني صداقه صديقه اصادق اتعرف حبني تحبني "
        "ابوسها love married marry pregnant dating date girlfriend boyfriend"
    ),
    "KIN": (
        "رجلي زوجي ابوي ابويه ابوه ابوها اخوي اخوه اخوها امي مرتي زوجتي اختي خطيبي حبيبي حبيبتي اهلي عمي خالي ابني بنتي امه اخته عمامي حماتي صديقتي صديقي "
        "صاحبتي صاحبي خويه مديري استاذي جارنا جارتنا husband wife brother father sister mother boyfriend girlfriend"
    ),
    "REPORT": "كالولي كاللي كالتلي كلتله كلتلها كتله كتلها گتله گتلها كال كالت كالو كالوا يكول تكول يكولون يكولولي يتهمني تتهمني يشك تشك شاف شافني لزمني ضبطني سالفه",
    "WHERE": (
        "بالجامعه بالكليه بالمدرسه بالصف بالدوام بالشغل بالعمل بالشارع بالحي بالمحله بالانستا بالفيس بالنت بالتيك بالبيت بالمول بالقسم بالمعهد بالمنطقه "
        "بالطياره بالتاكسي بالباص قريبتي جيراننا جيرانا بالكروب باللعبه ببجي بالانستغرام بالفيسبوك اونلاين مسنجر سناب school university work office"
    ),
    "OTHERHELP": (
        "نسائيه اطفال اسنان سونار ولاده جلديه عيون تجميل توليد قلب مفاصل باطنيه تغذيه محاميه محامي خياطه خادمه شغاله مربيه حلاقه كوافيره داده "
        "مدرسه خصوصي رياضيات انكليزي تنظف lawyer dentist"
    ),
    "LANGUAGE": "كردي كوردي كردى تركماني انكليزي انجليزي سرياني ارمني",
    "HOW": "شلون شلونه كيف اعرف اتعلم تعلمت شون shlon how",
    "PAST": "حچيت حجيت حكيت سولفت حچت حجت حكت كانت كنت چنت جنت شفت شفتها تعرفت خابرت اجت راحت كالت talked spoke met",
    # --- anybody -------------------------------------------------------------------------------------
    "FINE": "عادي عادييي اوكي تمام مايهم ميهم ميخالف مايخالف عادى سوه سواء 3adi 3ady adi okay ok fine",
    "ANYONE": "واحد شخص احد حد منو كان وحده بني انسان wa7id wahid shakhs",
    "NODIFF": "يفرق تفرق يفرك تفرك فرق يهم مهم يهمني تهمني فارقه فارق يهمه ضروري شرط yfrq yifruq yhm muhim mohim farq",
    # --- other languages ------------------------------------------------------------------------------
    "ENWANT": "want wanna need prefer like rather request asking ask could can may wish please",
    "ENTALK": "talk speak chat talking speaking text write call",
    "ENWOMAN": "woman female lady girl women females ladies",
    "ENMAN": "man male guy men males",
    "ENPRO": "counsellor counselor therapist doctor psychologist person someone somebody operator volunteer staff one",
    "KUWANT": (
        "دەمەوێت دەمەوێ ئەمەوێ ئەمەوێت دەخوازم ئەخوازم حەزدەکەم دڤێت دڤێ دخوازم دەڤێت پێویستم دەتوانم دشێم ئەتوانم هەیە هەنە بەس تەنها تەنیا "
        "تکایە هیڤیدارم damawe damawet amawe amawet dixwazim divet dvet daxwazm datwanm hez"
    ),
    "KUTALK": (
        "قسە بدوێم ئاخفتن باخڤم بئاخڤم بئاخفم دەئاخڤم گفتوگۆ قسان qsa qse qisa baxvim biaxivim biaxvim biaxfim axaftin axiftin bduem"
    ),
    "KUWITH": "لەگەڵ لەگەل لەگەلا لگەل دگەل دگەڵ گەل لەتەک lagal lagall legel dgel digel bi",
    "KUWOMAN": (
        "ژن ژنێک ژنێك ژنەکێ ژنەک ژنان ئافرەت ئافرەتێک ئافرەتێك ئافرەتەک ئافرەتەکێ خانم خانمێک کچ کچێک کچەک کچەکێ خوشکێک خویشکەکێ مێ "
        "zhn zhnek zhnik jinek jineke jinekê jin afrat afratek afret afretek kchek kich kchik keçek xanm xanmek xanim"
    ),
    "KUMAN": "پیاو پیاوێک پیاوێك زەلام زەلامەکی زەلامەک مێر مێرەک نێر pyaw pyawek piawek zalam zelamek zelam",
    "KUNEG": "نامەوێت نامەوێ ناتوانم نەشێم نەڤێت ناڤێت ناخوازم شەرم نابێت namawe namawet natwanm nashem navet sharm",
    "KUANY": "هەرکەسێک هەرکەسێ هەرکەس هەرکەسەک فەرق جیاوازی گرنگ harkas harkasek",
    "KUFINE": "بێت بیت باشە نیە نییە ئاساییە گرنگ نینە bet bashe nia niya asaye",
}

# Latin words that are read as English and never as Arabic heard.
ENGLISH = _COMMON | frozenset(
    (
        "woman female lady girl women ladies male guy men counsellor counselor talk speak chat prefer "
        "therapist doctor someone somebody anyone anybody whoever matter mind fine either rather request "
        "only comfortable any person exit set sit site bent net post near mere mirror wild"
    ).split()
)

# Evaluated in this order within a clause; the first that fits tells. Each with an example that it is for.
ANYBODY: tuple[tuple[str, str], ...] = (
    ("FINE ..1 اي ANYONE", "عادي اي واحد"),
    ("اي ANYONE ..2 FINE", "اي واحد عادي"),
    ("SHORT ?لا ?FINE اي ANYONE ?ANYONE FINISH", "اي واحد"),
    ("NEG NODIFF ..2 MAN|MEN|WOMAN|MPRO|PRO ..1 MAN|MEN|WOMAN|MPRO|PRO", "ما يفرق رجال لو بنية"),
    ("MAN|MEN|WOMAN|MPRO|PRO لو|او|وله|ام MAN|MEN|WOMAN|MPRO|PRO ..2 FINE", "رجال لو بنية عادي"),
    ("MAN|MEN|WOMAN|MPRO|PRO لو|او|وله|ام MAN|MEN|WOMAN|MPRO|PRO ..1 NEG NODIFF", "رجال لو مرة ما يفرق"),
    ("FINE ..1 حتى|لو|اذا ..1 MAN", "عادي حتى لو رجال"),
    ("حتى لو MAN FINE", "حتى لو رجال عادي"),
    ("NEG عندي مانع ..2 MAN|MEN|MPRO", "ما عندي مانع يكون رجال"),
    ("anyone|anybody|whoever ..2 FINE|okay|good|works", "anyone is fine"),
    (
        "not|doesn't|doesnt|dont|don't matter|mind|care ..4 ENMAN|ENWOMAN|who|anyone or|is|anyone|who",
        "it doesn't matter man or woman",
    ),
    ("ENMAN or ENWOMAN ..3 FINE|okay|matter", "man or woman is fine"),
    ("KUANY KUFINE", "هەرکەسێک بێت"),
    ("KUMAN|KUWOMAN ?یان|يان|an KUMAN|KUWOMAN ..1 KUANY ?KUFINE", "ژن یان پیاو فەرق نییە"),
)

# «رجال مو بنية»: before the rules for a woman, which would find one in it.
MAN_RATHER: tuple[tuple[str, str], ...] = (
    (
        "WANT|CAN|BRING|ASK|WITH ..2 رجال|رجل|زلمه|شاب|ذكر|MPRO مو|مب|مش|وما ..1 WOMAN|PRO",
        "اريد رجال مو بنية",
    ),
    ("NEG ..1 TALK WITH WOMAN ..2 WANT|BRING|WITH MAN", "ما احچي ويه بنية اريد رجال"),
    ("NEG ?WANT WOMAN|PRO ..3 WANT|BRING MAN", "مو بنية اريد رجال"),
    ("NEG ..1 WANT WOMAN|PRO SHE ?WITHME & !LOVE & !KIN & !الا & !لا", "ما اريد مرة تحچي وياي"),
    ("لا تدزون|تدزولي|تحولوني|تنطوني|تجيبولي|تدزوا|تخلون ..1 WOMAN|PRO", "لا تدزولي بنية"),
    # «لا اريد بنية», «لا بنية رجاء»: no to somebody else, and they do want a woman.
    (
        "SHORT ..1 NEG ?WANT WOMAN|PRO ?هسه ?عفيه FINISH & اريد|احب|ماريد|مااريد|ماحب & !LOVE & !لا",
        "ما اريد مرشدة",
    ),
    ("SHORT ..2 NEG WOMAN|WOMEN رجاء|عفيه|لطفا & !لا", "بلا بنات رجاء"),
    (
        "NEG ..1 CAN|EASE|اعرف TALK ..2 WITH WOMAN|PRO & !LOVE & !KIN & !REPORT & !WHERE & !PAST & !الا & !HOW",
        "ما اگدر احچي هالسوالف ويه بنية",
    ),
    (
        "SHY TALK ..2 WITH|كدام|گدام WOMAN|PRO|WOMEN & !LOVE & !KIN & !REPORT & !WHERE & !PAST",
        "استحي احچي ويه مرة",
    ),
    (
        "NEG ..1 اريد|احب|اكدر|اگدر TALK WITH WOMAN|PRO|البنات|النسوان|بنات & !LOVE & !REPORT",
        "ما اريد احچي ويه بنية",
    ),
)

WOMAN: tuple[tuple[str, str], ...] = (
    # «اريد احچي ويه بنية»
    ("!HOW WANT|CAN|BRING ..2 TALK ..1 WITH|بس ?ONEF|ONLY WOMAN|PRO & !LOVE & !WHERE & !OTHERHELP & !PAST", "اريد احچي ويه بنية"),
    ("!HOW WANT|CAN|BRING ..2 TALK ..1 WITH ONEF & !LOVE & !WHERE & !OTHERHELP & !PAST & !صديقه & !واحد", "اريد احچي ويه وحدة"),
    ("NEG ..1 TALK|CAN|EASE|WANT ..2 ONLY WITH|ل ?ONEF WOMAN|PRO & !LOVE & !WHERE", "ما احچي الا ويه بنية"),
    ("TALK|EASE ONLY WITH WOMAN|PRO", "احچي بس ويه بنية"),
    ("WANT|CAN|BRING TALK ل|ال|مع ?ONEF WOMAN|PRO & !LOVE", "اريد احچي مع بنية"),
    ("MOVE ?ONEF WOMAN|PRO & !مره & !LOVE & !OTHERHELP & !ثانيه", "حولوني لدكتورة"),
    ("WANT|CAN TALK ?ONEF لمره|لبنيه|لدكتوره|لمرشده|لحرمه|لوحده|لامراه|لباحثه & !LOVE", "اريد اشكي لمرة مثلي"),
    ("WANT|BRING|CAN|ASK ONEF من بنات|البنات|النسوان|المرشدات|الباحثات|الدكتورات|الموظفات FROMYOU", "اريد وحدة من البنات يمكم"),
    ("ONLY WITH ?ONEF WOMAN|PRO TALK", "بس ويه بنية احچي"),
    ("NEG TALK اذا مو|ما ?تكون ?WITH WOMAN|PRO", "ما احچي اذا مو بنية"),
    ("اذا WOMAN|PRO ..1 TALK & !LOVE & !WHERE & !مره", "اذا بنية احچي"),
    ("ASK ?احد|واحد ?من WOMAN|WOMEN|PRO ..1 يجاوب|يجاوبون|يحچون|يحچن|يردون|يرد|يسمع|يسمعون|يسمعن|نفسيات & !LOVE & !KIN & !WHERE", "عندكم بنات يجاوبون؟"),
    ("SHORT ?هل اكو|يوجد|عدكم|عندكم|aku|3adkum WOMEN ?نفسيات ?هسه ?بالفريق LAST", "اكو بنات؟"),
    ("لو|اذا ..3 WOMAN|PRO ..1 TALK & !LOVE & !WHERE & !مره & !HOW", "لو اللي يجاوب بنية احچي"),
    ("TALK ONLY لمره|لبنيه|لدكتوره|لمرشده|لحرمه|لوحده", "احچي حصرا لمرة"),
    ("BEGIN TALK لمره|لبنيه|لدكتوره|لمرشده|لحرمه|لوحده FINISH", "احچي لمرة بس"),
    ("اذا اكو|عدكم|عندكم|موجود|ممكن ?ONEF WOMAN|PRO ..1 احسن|زين|افضل|LAST & !مره & !LOVE & !OTHERHELP", "اذا اكو مرشدة زين"),
    ("SHORT ONEF WOMAN SHE ?WITHME FINISH & !LOVE", "وحدة بنية تسمعني"),
    ("SHORT ?هل CAN ?ONEF PRO LAST & !OTHERHELP & !NEG", "ممكن استشارية"),
    ("BRING ..1 على|ويه|وي|ل|الى|عند ?ONEF WOMAN|PRO & !LOVE & !OTHERHELP", "حولوني على مرشدة"),
    # «اكو مرة اگدر احچي وياها», «اريد دكتورة احچي وياها»
    ("ASK|WANT|CAN|BRING ..2 WOMAN|PRO ..2 CAN ..1 TALK ..1 HER & !LOVE & !WHERE & !PAST", "اكو مرة اگدر احچي وياها"),
    ("ASK|WANT|CAN|BRING ..2 WOMAN|PRO ..2 TALK ..1 HER ?ONLY|هسه LAST & !LOVE & !WHERE & !PAST & !KIN", "اكو بنية احچي وياها"),
    ("ASK|WANT|CAN|BRING ..2 WOMAN|PRO ..1 احاچيها|احاجيها|اكلمها|اكلمهه|اسالها|اسئلها & !LOVE & !WHERE & !PAST & !KIN", "اكو دكتورة اكلمها"),
    ("ASK|WANT|CAN|BRING ..1 ONEF ..1 FROMYOU ..3 TALK|SHE", "اكو وحدة منكم احچي وياها"),
    ("ASK|CAN|WANT|BRING ONEF ..1 CAN|TALK ..1 TALK|HER ?HER & !LOVE & !WHERE & !PAST & !KIN", "اكو وحدة اگدر احچي وياها"),
    # «ممكن بنية تحچي وياي», «خلي بنية تتصل بيه»
    ("ASK|WANT|CAN|BRING ..1 ?ONEF WOMAN|PRO ..3 SHE ?WITHME & !LOVE & !WHERE & !PAST & !KIN & !OTHERHELP & !مره & !LANGUAGE", "ممكن بنية تحچي وياي"),
    ("ASK|WANT|CAN|BRING ..1 ?ONEF مره|مريه ..2 SHE ..1 WITHME|FINISH & !LOVE & !WHERE & !PAST & !KIN & !OTHERHELP", "ممكن مرة تحچي وياي"),
    ("ASK|WANT|CAN|BRING SHE WITHME ?ONEF WOMAN|PRO & !LOVE & !WHERE & !KIN", "ممكن تحچي وياي بنية"),
    ("ASK|WANT|CAN|BRING ONEF SHE & !LOVE & !WHERE & !PAST & !KIN & !OTHERHELP", "خلي وحدة تتصل بيه"),
    ("CAN|WANT|BRING|ياريت ..1 تكون ?اللي|الي ..3 WOMAN|PRO & !LOVE & !KIN", "ياريت تكون بنية"),
    ("CAN|WANT|BRING|ياريت ..2 المتصله|المستمعه|المرشده|الي|اللي ..3 SHE|HE ..2 WOMAN|PRO & !LOVE & !KIN & !PAST & !HOW & !اشوف & !مره", "ياريت اللي تحچي وياي بنية"),
    # of yours
    ("ASK|WANT|CAN|BRING ..2 WOMAN|PRO ..1 FROMYOU ..1 SHE|TALK|NEG|FINISH & !LOVE & !OTHERHELP & !PAST & !مره", "اكو بنية من عدكم"),
    ("محتاج|محتاجه|اريد|احتاج WOMAN|PRO من FROMYOU & !LOVE & !OTHERHELP", "محتاجة مرة من عدكم تسمعني"),
    ("BEGIN ?هل ?هو عدكم|عندكم|يمكم|بيكم ?ONEF WOMAN|PRO ?هسه|بالفريق|نفسيه|بالخط LAST & !مره & !OTHERHELP", "عدكم بنية"),
    ("WANT|ASK|BRING|CAN ..1 STAFF نسائي|نسائيه|نسوي|نساء|بنات", "اريد كادر نسائي"),
    ("ياريت|WANT|CAN اللي|الي ..3 تكون|يكون ?ONEF WOMAN|PRO & !LOVE & !KIN", "ياريت اللي تحچي وياي تكون مرة"),
    ("انا|اني يريد|تريد|يحتاج|نريد يحجي|يحچي|يحكي|تحجي|تحچي|تحكي|يتكلم WITH WOMAN|PRO & !LOVE & !KIN", "انا يريد يحجي مع مرة"),
    ("SHORT ?هل اكو|يوجد|توجد|عدكم|عندكم|aku|3dkum ?ONEF PRO ?هسه LAST & !OTHERHELP", "اكو دكتورة؟"),
    ("WANT|CAN|BRING|ASK صوت WOMAN|نسائي", "اريد صوت نسائي"),
    # alone: «اريد دكتورة», «abi wa7da bnaya»
    ("SHORT ..2 WANT|BRING ?TALK ?ONEF WOMAN|PRO ?نفسيه ?FROMYOU ?ONLY ?لطفا ?رجاء ?عفيه LAST & !مره & !LOVE & !KIN & !OTHERHELP & !WHERE & !NEG", "اريد دكتورة"),
    ("SHORT WANT ONEF مره ?عفيه LAST", "اريد وحدة مرة"),
    ("WANT ..1 ?ONEF PRO ?نفسيه ?ONLY LAST & !طبيبه & !LOVE & !KIN & !OTHERHELP & !WHERE & !NEG & !اصير & !اكون", "اني اريد دكتورة"),
    ("WANT|BRING|CAN|ASK ..1 PRO نفسيه|نفسانيه ?ONLY & !وين & !PAST & !اصير & !اكون & !KIN & !OTHERHELP", "اريد دكتورة نفسية"),
    ("SHORT ..1 WOMAN ?عفيه|رجاء|لطفا|please|plz|pls|اذا ?ممكن ?عفيه|رجاء FINISH & عفيه|رجاء|لطفا|ممكن|please|plz|pls & !مره & !LOVE", "بنية رجاء"),
    ("SHORT ?عفيه|رجاء|بس|ممكن WOMAN|PRO NEG MAN|MPRO & !اني & !انا & !ترى & !OTHERHELP", "بنية مو رجال"),
    ("WANT|CAN|BRING|WITH|SHE|ASK|EASE ..2 WOMAN|PRO|ONEF ..2 NEG MAN|MEN|MPRO & !LOVE & !KIN", "اريد وحدة مو رجال"),
    ("EASE ..3 WITH WOMAN|PRO|بنات|نسوان|النسوان|البنات|النساء & !LOVE & !WHERE & !KIN & !PAST", "ارتاح اكثر ويه بنية"),
    ("WANT|احسن|افضل WOMAN|PRO SHE WITHME & !LOVE & !KIN & !WHERE", "افضل مرة تحچي وياي"),
    # not a man: «ما احچي ويه رجال»
    ("NEG ..1 TALK|CAN|WANT|EASE|اعرف|اقبل|يصير ?TALK ..1 WITH MAN|MEN|MPRO & !KIN & !REPORT & !LOVE & !WHERE & !شلون & !دين & !غرباء & !غريب & !PAST & !الا & !زين", "ما احچي ويه رجال"),
    ("NEG ..1 CAN|WANT|TALK ..1 لرجال|لرجل|لزلمه|لغجال|للرجال & !KIN & !REPORT & !LOVE", "ما اكدر افضفض لرجال"),
    ("NEG ..1 اخذ راحتي WITH MAN|MEN", "ما اخذ راحتي ويه رجال"),
    ("SHY ..2 TALK ..2 WITH|كدام|گدام MAN|MEN|MPRO & !KIN & !REPORT & !LOVE & !WHERE & !PAST", "استحي احچي ويه رجال"),
    ("SHY من MAN|MEN ..1 & احچي|احجي|احكي|TALK|وحده|بنيه|مره & !KIN & !WHERE", "استحي من الرجال احچي ويه بنية"),
    ("NEG ..1 WANT|اقبل|يصير ?ان MAN|MEN HE & !KIN & !LOVE", "ما اريد رجال يحچي وياي"),
    ("لا تدزون|تدزولي|تحولوني|تنطوني|تجيبولي|تدزوا|تخلون ..1 MAN|MPRO", "لا تدزولي رجال"),
    ("SHORT ..1 NEG WANT|اريد MAN ?هسه ?عفيه FINISH", "ما اريد رجال"),
    ("SHORT ..2 NEG MAN|MEN رجاء|عفيه|لطفا", "مو رجال رجاء"),
    # English
    ("!how ENWANT ..3 ENTALK ..2 to|with|from ..1 ENWOMAN & !KIN & !LOVE & !WHERE", "i want to talk to a woman"),
    ("ENWANT|have|is|there|any ..2 ENWOMAN ENPRO|counsellors|therapists|doctors|staff & !KIN & !LOVE", "i need a female counsellor"),
    ("ENWANT|rather|only ..2 ENWOMAN ?to|please FINISH & !KIN & !LOVE & !like & !WHERE & !PAST", "i prefer a woman"),
    ("can|could|may ?a ENWOMAN ENTALK|help|answer|be ..2 me|here & !KIN & !LOVE", "can a woman call me"),
    ("ENWOMAN ENPRO please", "female counsellor please"),
    ("SHORT ?a ENWOMAN please FINISH", "a woman please"),
    ("is|are|have|any there|you|any|a ?any|a ENWOMAN ..4 ENTALK & !KIN & !LOVE & !WHERE", "is there a woman i can talk to"),
    ("comfortable ..2 with|to ..2 ENWOMAN & !KIN & !LOVE & !WHERE", "i feel more comfortable with a woman"),
    ("!how ENWANT ?a ENWOMAN ..1 ENTALK & !KIN & !LOVE", "need a female to talk to"),
    ("connect|transfer|put|give|get ..2 to|with|through ?to ?a ENWOMAN & !KIN", "could you connect me to a woman"),
    ("SHORT ?please not ?a ENMAN ?please FINISH", "please not a man"),
    ("only ENTALK to|with ?a ENWOMAN", "i only talk to women"),
    ("SHORT no|not ?a ENMAN ?please FINISH & please|only", "no men please"),
    ("not|dont|don't|cant|can't|cannot|uncomfortable ..3 ENTALK|comfortable ..3 to|with|a ENMAN & !KIN & !WHERE & !LOVE", "i can't talk to a man"),
    ("ENWANT|ENTALK ..4 ENWOMAN not ?a ENMAN & !KIN", "i want a woman not a man"),
    # Kurdish, and Kurds' Latin letters
    ("KUWANT ..1 KUWITH KUWOMAN ..2 KUTALK", "دەمەوێت لەگەڵ ژنێک قسە بکەم"),
    ("KUWITH KUWOMAN ..2 KUTALK ..3 KUWANT", "لەگەڵ ئافرەتێک قسە بکەم تکایە"),
    ("KUWITH KUWOMAN ?را|re|rê ..1 KUTALK & KUWANT", "dixwazim bi jineke re biaxivim"),
    ("SHORT ..1 KUWANT KUWOMAN ?قسە|KUTALK ..3 FINISH", "دڤێت ژنەک"),
    ("با|تکایە|دا|بلا ..1 KUWOMAN ..1 قسەم|قسە|ئاخفتنێ ..2 بکات|لەگەڵ|بکەت", "با ئافرەتێک قسەم لەگەڵ بکات"),
    ("KUWOMAN هەیە|هەنە|heye ..2 قسەی|قسە|KUTALK", "ئافرەتێک هەیە قسەی لەگەڵ بکەم"),
    ("KUWANT ..2 KUWOMAN بێت|بیت|bet|bit", "دەمەوێ دکتۆرەکە ژن بێت"),
    ("KUNEG ..2 KUWITH KUMAN ..2 KUTALK", "ناتوانم لەگەڵ پیاو قسە بکەم"),
    ("دکتۆرێکی|دکتۆری|دکتورا|دوکتۆرا|ڕاوێژکارێکی|ڕاوێژکاری KUWOMAN|ژنم|ژنم & KUWANT|دەوێت|دەوێ|ئەوێت", "دکتۆرێکی ژنم دەوێت"),
)  # fmt: skip

MAN: tuple[tuple[str, str], ...] = (
    ("!HOW WANT|CAN|BRING ..1 TALK ..1 WITH MAN & !LOVE & !WHERE & !PAST & !KIN & !NEG & !SHY", "اريد احچي ويه رجال"),
    ("!NEG ASK|WANT|CAN|BRING ..1 MAN ..3 TALK ..1 HIM|احاچيه|احاجيه|اكلمه & !دين & !LOVE & !WHERE & !PAST & !KIN & !NEG & !SHY", "اكو رجال احچي وياه"),
    ("!NEG ASK|WANT|CAN|BRING MAN ..3 HE ?WITHME & !LOVE & !WHERE & !PAST & !KIN & !NEG & !SHY & !WOMAN", "ممكن رجال يحچي وياي"),
    ("!NEG WANT|CAN|BRING ..1 رجال|رجل|زلمه ..2 يفهم|يسمع|من ..1 FROMYOU|بهالامور|عدكم & !KIN & !LOVE", "اريد رجال من عدكم"),
    ("SHORT ..1 WANT|BRING ?واحد رجال|رجل|زلمه ?عفيه FINISH & !KIN & !NEG", "اريد رجال"),
    ("!NEG WANT|CAN|BRING|ASK MPRO رجال|رجل|ذكر & !NEG", "اريد دكتور رجال"),
    ("NEG ..1 TALK|EASE|CAN ..1 TALK ?ONLY WITH WOMAN|بنات|نسوان|النسوان|البنات & !KIN & !LOVE & !WHERE & !REPORT & !الا & !HOW", "ما اگدر احچي ويه نسوان"),
    ("!NEG EASE ..2 WITH MAN|MEN & !KIN & !LOVE & !WHERE & !PAST & !NEG", "ارتاح اكثر ويه رجال"),
    ("!how|not|dont|don't|cant|can't ENWANT ..3 ENTALK to|with a ENMAN & !KIN & !LOVE & !not & !cant & !WHERE", "i want to talk to a man"),
    ("ENWANT|have|there ..1 ENMAN counsellor|counselor|therapist|doctor & !KIN & !not", "i need a male counsellor"),
    ("KUWANT ..1 KUWITH KUMAN ..2 KUTALK", "دەمەوێت لەگەڵ پیاوێک قسە بکەم"),
)  # fmt: skip
