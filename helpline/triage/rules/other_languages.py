"""The plainest statements of danger in English, Sorani, Badini, Turkish, Turkmen and Persian.

Kurdish and Turkmen in Arabic and in Latin letters. Accents are gone before a word is compared: ö is o, ş is s.
"""

from __future__ import annotations

from helpline.triage.assessment import Level
from helpline.triage.rule import Rule

BLUE, AMBER, RED = Level.BLUE, Level.AMBER, Level.RED


def _wish(id: str, pattern: str, fires: str, quiet: str) -> Rule:
    return Rule(id, AMBER, pattern, fires, quiet, (), True)


def _now(id: str, pattern: str, fires: str, quiet: str, *routes: str) -> Rule:
    return Rule(id, RED, pattern, fires, quiet, ("self_harm", *routes), True)


def _care(id: str, level: Level, pattern: str, fires: str, quiet: str) -> Rule:
    return Rule(id, level, pattern, fires, quiet, ("gbv",), suicidal=False)


MACROS: dict[str, list[str]] = {
    "en_intent": [
        "kill|killing|hurt|hurting|cut|cutting|hang|shoot|drown myself",
        "want|wanna|wish|ready|going|gonna ?i ?to ?was ?were die|dead",
        "end|ending|take ?my|it ?own life",
        "end it ?all",
        "commit|committing suicide",
    ],
    "ku_intent": [
        "دەمەوێت|دەمەوێ|ئەمەوێ|ئەمەوێت|دەخوازم|ئەخوازم|حەزدەکەم|دڤێت|دڤێم|دڤێ|دخوازم|دخازم|دخوازيم|دەڤێت|damawe|damawet|amawe|amawet|dixwazim|dvet|divet|daxwazm ..2 بمرم|مرن|مردن|bmrm|bimirim|bmirm|bimrm",
        "حەز|حەزم ..1 مردن|مردنە|مرنێ ..1 دەکەم|ئەکەم|دکەم",
        "حەز|حەزم ..1 دەکەم|ئەکەم|دکەم ..1 بمرم",
        "خۆم|خۆ|خوم|خو|xom|khom|xo ..1 دەکوژم|ئەکوژم|بکوژم|کوژم|دکوژم|بکۆژم|kujim|bikujim|dakuzhm|akuzhm|akozhm|bkuzhm|dakujm|akujm|bkujm",
        "دێ|de خۆ|خو|خوە|xo|xwe کوژم|kujim|bikujim",
        "خوە دکوژم|بکوژم|کوژم",
        "خۆکوشتن|خۆکوشتنم|خۆکوژی|خوکوشتن|خوکوژی|xokushtn|xokushtin|xokuji",
        "xwe|xo bikujim|dikujim|kujim",
        "خۆم|خوم|خۆ ..1 لەناو|ناڤ دەبەم|ئەبەم|ببەم|دبەم|بەم|بەرم",
        "خۆم|خوم|خۆ لەناودەبەم|لەناوببەم|لەناوئەبەم|ژناڤببەم",
        "کۆتایی|کۆتاییم|کۆتای|دوماهی|دویماهی|دوماهیێ ..2 ژیانم|ژیانی|ژیانێ|ژیانا ..2 دەهێنم|ئەهێنم|بهێنم|دێنم|بێنم|دئینم|بئینم|ئینم|پێدێنم",
        "کۆتایی|کۆتای|دوماهی|دویماهی ..1 خۆم|خۆ ..1 دەهێنم|ئەهێنم|بهێنم|دێنم|بێنم|دئینم|بئینم",
        "ژیانم|ژیانی ..2 کۆتایی ..2 دەهێنم|ئەهێنم|بهێنم|دێنم|بێنم",
        "خۆم|خوم|خۆ ..1 بسووتێنم|بخنکێنم|هەڵبواسم|بسۆژم|بخەندقینم|بهەلاویسم|هەلاویسم|هلاویسم",
    ],
    "ku_method": [
        "خۆم|خوم ..1 دەسووتێنم|ئەسووتێنم|دەخنکێنم|ئەخنکێنم|هەڵدەواسم|هەڵئەواسم",
        "خۆ|خو|خوە ..1 سۆژم|دسۆژم|خەندقینم|دخەندقینم|دهەلاویسم",
        "ئاگر ..1 خۆم|خۆ|خو ..1 بەردەدەم|بەرئەدەم|بەردەم|بەربدەم|تێبەردەدەم|تێبەرئەدەم|بەرددەم",
    ],
    "ku_fuel": [
        "نەوت|نەوتم|نەفت|نەفتم|بەنزین|بەنزینم ..1 خۆمدا|خۆما|خۆدا ..1 کردووە|کردوە|کرد|کر|ڕشت|ڕشتووە",
        "نەوت|نەوتم|نەفت|نەفتم|بەنزین|بەنزینم ..1 خۆ دا کر|کریە",
        "نەوت|نەوتم|نەفت|نەفتم|بەنزین|بەنزینم ڕشت|ڕشتە|ڕشتووە ..1 سەر خۆم|خۆ",
    ],
    "ku_veins": [
        "دەمارم|دەمارەکانم|ڕەگم|ڕەگەکانم|مەچەکم|شادەمارم ..1 بڕی|بڕیوە|بڕیم|بڕین|بڕیون|بڕیومە",
        "دەماری|دەمارەکانی|دەمارێن|ڕەگی|ڕەهێن|مەچەکی ..1 دەستم|خۆم|خۆ|دەستی|دەستێ ..1 بڕی|بڕیوە|بڕیم|بڕین|بریە|برین",
    ],
    "ku_tried": [
        "هەوڵی|هەولا|هەولێ|پێکۆلا ..1 خۆکوشتنم|خۆکوژیم ..1 دا|داوە|دابوو|دایە|کر|کریە",
        "هەوڵم|هەولم|هەول دا|داوە|دابوو|دایە ..1 خۆم|خۆ ..1 بکوژم|بسووتێنم|بخنکێنم|ببەم",
    ],
    "ku_no_wish_to_live": [
        "حەز|حەزم ..1 ناکەم ..1 بژیم|بژین",
        "حەز|حەزم ..1 ژیان|ژیانە|ژیانێ|بژیم ..1 ناکەم|نەماوە|نەما|نییە",
    ],
    "ku_no_hope": [
        "هیچ|چ هیوایەکم|هیوایەک|هیوام|هیوا|ئومێدم|ئومێدێکم|هێڤی|هێڤیەک نەماوە|نەما|نەمایە|نییە|نینە",
        "بێهیوام|بێئومێدم|بێهێڤیمە",
        "بێ هیوام|ئومێدم|هێڤیمە",
        "بێ هێڤی مە",
    ],
    "ku_no_more": [
        "چیتر|ئیتر|ئێدی ..1 ناتوانم|نەشێم ..1 بەردەوام|بەرگە|بەرگەی|تەحەمول|تەحەموول",
        "چیتر|ئیتر|ئێدی ..1 بەرگە|بەرگەی|تەحەمول|تەحەمولی|تەحەموول ..1 ناگرم|ناکەم",
    ],
    "ku_kill_me": [
        "دەمکوژن|ئەمکوژن|دەمکوژێت|ئەمکوژێت|دەمکوژێ|ئەمکوژێ|بمکوژێت|بمکوژن|بمکوژێ",
        "من ..1 دکوژن|بکوژن|کوژن|دکوژیت|بکوژیت|کوژیت",
    ],
    "ku_kin": ["باوکم|باوکی|براکەم|برام|براکانم|مامم|مامەکانم|ماڵەوەمان|ماڵەوە|کەسوکارم|بنەماڵەکەم|خێزانم|خێزانەکەم|مێردەکەم|مێردم|هاوسەرەکەم|هاوسەرم|پیاوەکەم|ئامۆزاکەم|خەزوورم|بابێ|بابم|برایێ|برایێن|مێرێ|زەلامێ|مالباتا"],
    "tr_now": ["simdi|gece|aksam|bugun|indi|bugece|shimdi", "su an|anda"],
    "tr_die": [
        "olmek|olmeyi ?cok istiyorum|istiyom|isterim|istirem|isterem|isteyirem|istiyem",
        "olmək istəyirəm|istirəm",
        "kendimi|kendımı|ozumu|ozimi|canima|canıma|ozume oldurmek|oldurecegim|oldurcem|oldurecem|olduruyorum|oldururem|oldurem|oldureceyem|asacagim|asacagım|asacam|yakacagim|yakacagım|yakacam|kiymak|kıymak|kiyacagim|kıyacagım|qıyacagam|qiyacagam|kesecegim|kesiyorum",
        "intihar etmek|edecegim|edecem|ediyorum|etmeyi|edicem|edeceyem|eleyecegem",
        "hayatima|hayatıma|yasamima|yasamıma son vermek|verecegim|verecem|veriyorum|vermeyi",
        "اولمك|اولماك|اولمگ|ئولمك ايستيرم|ايستيورم|استيورم|ايستورم|استيرم|استييرم",
        "اوزومو|اوزمو|اوزيمي|كنديمي|جانيما ..1 اولدورورم|اولدوررم|اولدوره|اولدورجغم|اولدوراجاغام|اولدورجم|قياجاغام|قيجم",
    ],
    "fa_die": [
        "ميخوام|ميخواهم|ميخام|مىخوام ..1 بميرم",
        "مي خواهم|خوام ..1 بميرم",
        "خودم|خودمو|خودمرا ?را|رو بكشم|ميكشم",
        "خودكشي ..1 كنم|ميكنم|كردم",
    ],
    "ku_now": ["ئێستا|ئەمشەو|ئەمڕۆ|ئێستە|نوکە|نوکێ|ئەڤشەڤ|ئەڤرۆ|ئەڤرو|نها|esta|emsho|amshaw|nuke|nuka|nha|evsheve|evro"],
}

RULES: tuple[Rule, ...] = (
    # --- English -----------------------------------------------------------------------------------
    _wish("en_wish", "!not|never|dont|don't {en_intent}", "i want to die", "i want to eat"),
    _wish("en_no_live", "dont|don't|not|no|cant|can't|cannot|never ..2 want|wanna|live|reason ..1 live|alive|life|living|here", "i don't want to live", "i don't live in Baghdad"),
    _wish("en_suicidal", "suicidal|suicide ..1 thoughts|thinking|feel|feeling|plan|thought", "i have suicide thoughts", "suicide prevention week"),
    _wish("en_feel_suicidal", "im|i'm|feel|feeling|am|i ..1 suicidal", "i feel suicidal", "suicidal bomber in the news"),
    _wish("en_better_dead", "better|rather ?off ?be dead|die", "i am better off dead", "better late than never"),
    _wish("en_tried", "tried|try|attempted ..2 suicide|die|kill", "i tried suicide", "i tried to cook"),
    Rule("en_burden", AMBER, "better|happier ..1 without me", "they are better without me", "life without coffee"),
    Rule("en_not_wake", AMBER, "never|not|don't|dont ..2 wake|waking ?up", "i want to sleep and never wake up", "i woke up late"),
    _now("en_now", "!not|never|dont|don't {en_intent} & now|tonight|today|goodbye|NOW", "i will kill myself tonight", "i will see you tonight"),
    _now("en_overdose", "i|i've|ive|just|have took|taken|swallowed|drank ..3 pills|tablets|bottle|poison|bleach & !doctor & !headache", "i took all the pills", "i took my pills for headache", "medical"),
    _now("en_overdosed", "i|i've|just overdosed|od'd", "i overdosed", "he overdosed in the film", "medical"),
    _now("en_means", "i|have|holding|got ..3 gun|knife|razor|blade|rope & hand|head|neck|wrist|ready|myself|die", "i have a knife in my hand to die", "i have a knife in the kitchen"),
    _now("en_edge", "i|i'm|im|standing|sitting ..4 roof|bridge|ledge|edge|rooftop & jump|jumping|die|goodbye|end|standing", "i am standing on the bridge", "the bridge is closed"),
    _now("en_cut_veins", "i|i've cut|slit|slashed ..1 wrist|wrists|veins", "i cut my wrists", "i cut my hair", "medical"),
    _now("en_goodbye", "goodbye|farewell ..1 world|everyone|forever", "goodbye everyone", "goodbye for now my friend"),
    Rule("en_friend", AMBER, "he|she|friend|brother|sister|son|daughter|husband|wife|mother|father ..5 suicide|suicidal|himself|herself|die & kill|killing|suicide|suicidal|hurt|wants|die", "my brother wants to kill himself", "my brother likes himself", ("third_party",)),
    Rule("en_no_go_on", AMBER, "cant|can't|cannot|couldnt|couldn't go|carry on ?any like|living|anymore|longer|more", "i can't go on like this", "i can't go on the trip"),
    _wish("en_nothing_to_live", "nothing|nobody|noone ..1 live for", "i have nothing to live for", "nothing live on tv"),
    _wish("en_should_be_dead", "i|i'd should|deserve ?to ?just ?be dead|die", "i should be dead", "my phone should be charged"),
    _wish("en_jump", "going|gonna|want|wanna|ready|will ?to jump !in|into|on|for|around|up|rope|with & i|im|i'm|i'll", "i'm going to jump", "i'm going to jump in the pool"),
    Rule("en_not_missed", AMBER, "nobody|noone|none ..1 miss me", "nobody would miss me", "nobody can miss the bus"),
    Rule("en_kill_threat", RED, "husband|father|brother|brothers|uncle|cousin|family|they ..2 wants|want|threatened|threatens|threatening|trying|tried ?to kill|murder me", "my brother wants to kill me", "my brother wants to help me", ("gbv",), suicidal=False),
    # --- Kurdish -----------------------------------------------------------------------------------
    _wish("ku_wish", "{ku_intent}", "دەمەوێت بمرم", "دەمەوێت بخەوم"),
    _wish("ku_no_live", "نامەوێت|نامەوێ|ناخوازم|نەڤێت|ناڤێت|نڤێت|نەڤێ|نەڤێم|ناڤێم|namawe|namawet|naxwazim|navet|navem ..2 بژیم|بژین|بزيم|ژیان|ژیانێ|bzhim|bijim|bjim|zhyan|jiyan", "نامەوێت بژیم", "نامەوێت بڕۆم"),
    _wish("ku_tired_life", "بێزار|بێزارم|ماندووم|وەستیام|وەستیامە|تەنگاڤم|bezarm|bezar ..3 ژیان|ژیانم|ژیانە|ژیانێ|zhyan|jiyan|jiyane", "بێزارم لە ژیان", "بێزارم لە ئیش"),
    _wish("ku_death_better", "مردن|مرن باشترە|چێترە|باشتر|خۆشترە|باشە", "مردن باشترە", "خواردن باشترە"),
    _now("ku_now", "{ku_intent} & {ku_now}", "ئەمشەو خۆم دەکوژم", "ئەمشەو دەخەوم"),
    _now("ku_pills", "حەب|حەبم|حەبەکان|حەبەکانم|دەرمان|دەرمانم|ژەهر|ژەهرم|hab|habm ..3 خوارد|خواردووە|خواردوە|خوارن|قووتدا|خواردم|ڤەخوار|xward|xwar & هەموو|زۆر|گشت|هەمی|گەلەک|ژەهر|ژەهرم|hamu|zor|hami|gelek", "حەبەکانم هەموو خوارد", "حەبێکم خوارد بۆ سەرئێشە", "medical"),
    _now("ku_blade", "چەقۆ|کێر|دەمانچە|شفرە|سلاح|پەت|تفەنگ ..2 دەستم|دەستمدایە|دەستێ|لەدەستمە|دەستدایە", "چەقۆ لە دەستم", "چەقۆ لە چێشتخانە"),
    _wish("ku_no_life", "ژیانە|ژیانەم|ژیانەی ناوێت|ناوێ|نەڤێت|ناڤێت", "ئەم ژیانەم ناوێت", "ئەم نانەم ناوێت"),
    _wish("ku_no_wish_to_live", "{ku_no_wish_to_live}", "حەز ناکەم بژیم", "حەز ناکەم بخەوم"),
    _wish("ku_not_wake", "خۆزگە|بریا|کاشکی|خوزی|خوزیا|دەمەوێت|دەمەوێ|ئەمەوێ|دڤێت ..3 هەڵنەستمەوە|هەڵنەسمەوە|هەڵنەستم|هەڵناستمەوە|ڕانەبم|ڕانەبمەڤە|هشیارنەبم", "دەمەوێت بخەوم و هەڵنەستمەوە", "دەمەوێت زوو هەڵستم"),
    _wish("ku_cannot_live", "ناتوانم|ناتوانین|نەشێم|نەشێین|natwanm|nashem|neshem|nikarim ?چیتر|ئیتر|ئێدی بژیم|بژین|بژیێم|bzhim|bijim|bjim", "ئیتر ناتوانم بژیم", "ناتوانم بخەوم"),
    _wish("ku_of_life_tired", "ژیان|ژیانم|ژیانێ|ژینێ|دنیا|دونیا|دنیایە|دونیایە|zhyan|jiyan|jiyane ..1 بێزار|بێزارم|بێزارین|ماندووم|ماندوو|وەستیام|وەستیامە|وەستیایم|تەنگاڤم|تێرم|وەڕسم|وەڕس|جاڕسم|bezarm|bezar", "لە ژیان بێزارم", "لە ئیش بێزارم"),
    _wish("ku_better_to_die", "مردن|مردنم|مرن|مرنا|مرنێ|بمرم ..1 باشترە|چێترە|باشتر|خۆشترە", "مردنم باشترە", "خواردنم باشترە"),
    _wish("ku_better_if_dead", "باشترە|چێترە|باشتر ..1 بمرم|مردنم", "باشترە بمرم", "باشترە بخەوم"),
    _wish("ku_were_dead", "خۆزگە|خۆزگەم|خۆزگا|بریا|کاشکی|کاشکێ|خوزی|خوزیا|خۆزی|خۆزیا|xozga|kashki ..3 بمردمایە|بمردبام|بمردبوومایە|مردبوومایە|مردبام|مربام|بمرم|بمرما|bmrdmaya", "خۆزگە بمردمایە", "خۆزگە بهاتمایە"),
    _wish("ku_not_born", "خۆزگە|خۆزگەم|بریا|کاشکی|کاشکێ|خوزی|خوزیا ?هەر ?من|ئەز ?لە|ژ ?دایک|لەدایک|دایکێ نەبوومایە|نەبوومایەت|نەبووبام|نەبام|نەببام", "خۆزگە لەدایک نەبوومایە", "خۆزگە نەخۆش نەبوومایە"),
    Rule("ku_thinks_death", AMBER, "بیر|بیرم|هزر|هزرا|هزرێ|فکر ..2 مردن|مردنم|مرن|مرنێ|خۆکوشتنێ ..1 دەکەمەوە|ئەکەمەوە|دەکەم|ئەکەم|دکەم|دکەمەڤە", "بیر لە مردن دەکەمەوە", "بیر لە مردنی باوکم دەکەمەوە"),
    _wish("ku_tried", "{ku_tried}", "هەوڵی خۆکوشتنم داوە", "هەوڵی خۆم داوە"),
    _now("ku_method", "{ku_method}", "خۆم دەسووتێنم", "خۆم دەشۆم"),
    _wish("ku_jump", "خۆم|خوم|خۆ ..3 فڕێ|هەڵدەدەم|هەڵئەدەم|هەڵدەدەمە|فڕێدەدەم|باڤێم|داڤێم|بهاڤێم & باڵەخانە|باڵەخانەکە|باڵەخانەوە|باڵەخانەکەوە|سەربان|سەربانەکە|سەربانەوە|سەربانەکەوە|سەربانی|پرد|پردەکە|پردەکەوە|پردێ|ڕووبار|ڕووبارەکە|شاخ|خوارەوە|خوارێ", "خۆم لە باڵەخانە فڕێ دەدەم", "خۆم فڕێ دەدەم ناو جێگا"),
    _now("ku_fuel", "{ku_fuel}", "نەوتم بە خۆمدا کردووە", "نەوتم بۆ خۆم کڕیوە", "medical"),
    _now("ku_pills_to_die", "حەب|حەبم|حەبەکان|حەبەکانم|حەبێن|قورس|قورسم|دەرمان|دەرمانم|دەرمانەکانم|مەرگەمووش ..3 خوارد|خواردووە|خواردوە|خواردم|خوارن|ڤەخوار|قووتدا & بمرم|مردن|مرن|مەرگەمووش", "حەبم خواردووە بۆ ئەوەی بمرم", "حەبم خوارد بۆ سەرئێشە", "medical"),
    _now("ku_cut_veins", "{ku_veins}", "دەمارەکانم بڕی", "ڕەگی دارەکەم بڕی", "medical"),
    Rule("ku_cut_self", AMBER, "دەستی|دەستێ|دەستەکانی|لەشی|لەشێ|باسکی|قاچی|جەستەی خۆم|خۆ بڕی|بڕیم|بڕیوە|دەبڕم|ئەبڕم|بڕیومە|بریە|دبڕم|ببڕم", "دەستی خۆم دەبڕم", "قژی خۆم دەبڕم", ("self_harm",), True),
    Rule("ku_hurt_self", AMBER, "خۆم|خوم|خۆ ئازار|بریندار|زامدار دەدەم|ئەدەم|بدەم|ددەم|دەکەم|ئەکەم|بکەم|دکەم", "خۆم ئازار دەدەم", "خۆم ئامادە دەکەم", ("self_harm",), True),
    Rule("ku_own_hurt", AMBER, "ئازاری|ئازارا خۆم|خۆ دەدەم|ئەدەم|بدەم|ددەم", "ئازاری خۆم دەدەم", "ئازاری دەستم هەیە", ("self_harm",), True),
    Rule("ku_absolve", AMBER, "گەردنم|گەردەنم|گەردنا ..1 ئازا|ئازاد ?بکەن|بکە|کەن|کە|بیت", "گەردنم ئازاد بکەن", "گەردنم ئازاری هەیە"),
    Rule("ku_absolve_badini", AMBER, "ل|لی من حەلال|حەلالی|ئازا بکەن|بکە|کەن|کە", "ل من حەلال بکەن", "خوارنا حەلال"),
    Rule("ku_farewell", AMBER, "ماڵئاوا|ماڵئاوایی ..2 هەمووتان|هەمووان|هەموان|هەمووتانەوە", "ماڵئاوا هەمووتان", "ماڵئاوا هاوڕێم"),
    Rule("ku_farewell_life", AMBER, "ماڵئاوا|ماڵئاوایی|خواحافیز|خواحافیزی|خاترا ..3 ژیان|ژیانێ|دونیا|دنیا|دونیایە|دنیایە|یەکجاری|ئێکجاری|هەتاهەتایە", "خواحافیز بۆ یەکجاری", "خواحافیز هەمووتان"),
    Rule("ku_burden", AMBER, "بێ|بەبێ|بێی من باشترن|باشترە|باشترین|خۆشترن|ئاسوودەترن|چێترن|چێترە", "بەبێ من باشترن", "بێ شەکر باشترە"),
    Rule("ku_load", AMBER, "بارم|بارێکم|بارێک|بارگرانم|بارگرانیم ..1 بەسەر|لەسەر|لسەر|بۆ ..1 خێزانەکەم|خێزانم|ماڵەوە|خەڵکەوە|هەمووان|دایکم|کەسوکارم|مالا|ماڵباتا|سەریانەوە", "بارم بەسەر ماڵەوە", "بارێکم بار کرد بۆ بازاڕ"),
    Rule("ku_no_hope", AMBER, "{ku_no_hope}", "هیچ هیوایەکم نەماوە", "هیوام وایە باش بیت"),
    Rule("ku_no_meaning", AMBER, "ژیان|ژیانم|ژیانێ|ژیانا ..1 مانای|مانایەکی|مانایەک|واتای|واتایەکی|مەعنا|ڕامان ..1 نییە|نیە|نەما|نەماوە|نینە", "ژیان هیچ مانای نییە", "ئەم وشەیە مانای نییە"),
    Rule("ku_meaningless", AMBER, "ژیان|ژیانم|ژیانێ|ژیانا ..1 بێمانایە|بێماناییە|بێواتایە", "ژیانم بێمانایە", "ئەم فیلمە بێمانایە"),
    Rule("ku_without_meaning", AMBER, "ژیان|ژیانم|ژیانێ|ژیانا ..1 بێ مانا|مانایە|واتا|واتایە|مەعنایە|رامانە", "ژیان بێ مانایە", "قسەکە بێ مانایە"),
    Rule("ku_no_more", AMBER, "{ku_no_more}", "چیتر بەرگە ناگرم", "چیتر ناتوانم وەرزش بکەم"),
    Rule("ku_not_go_on", AMBER, "ناتوانم|نەشێم بەردەوام بم|ببم & !خوێندن|خوێندنەکەم|کار|کارەکەم|ئیش|ئیشەکەم|وەرزش|دەوام|زانکۆ|خاندنێ", "ناتوانم بەردەوام بم", "لە خوێندن ناتوانم بەردەوام بم"),
    Rule("ku_friend", AMBER, "هاوڕێکەم|هاوڕێم|برادەرەکەم|برادەرم|براکەم|برام|خوشکەکەم|خوشکم|کچەکەم|کچم|کوڕەکەم|کوڕم|مێردەکەم|هاوسەرەکەم|ژنەکەم|دایکم|باوکم|هاوڕێیەکم|هەڤالێ|هەڤالا|هەڤالەکێ|خوشکا|خویشکا|برایێ|کچا|کوڕێ ..5 خۆی|خۆ|خو دەکوژێت|ئەکوژێت|بکوژێت|دەکوژێ|ئەکوژێ|بکوژێ|بکوژیت|دکوژیت|کوژیت|بسووتێنێت|دەسووتێنێت|سووتاند|سووتاندووە|بسۆژیت & !دەستی|قاچی|پەنجەی|زمانی|دەستێ", "هاوڕێکەم دەیەوێت خۆی بکوژێت", "هاوڕێکەم دەیەوێت خۆی بشوات", ("third_party",)),
    # --- Turkish and Turkmen ------------------------------------------------------------------------
    _wish("tr_die", "{tr_die}", "ölmek istiyorum", "yemek istiyorum"),
    _now("tr_now", "{tr_die} & {tr_now}", "bu gece kendimi öldüreceğim", "bu gece yemek yiyeceğim"),
    _wish("tr_no_live", "yasamak|yasamayi|yasamayı|yasamaq|yashamak ?artik|artık|daha istemiyorum|istemiyom|istemirem|istemirəm|istəmirəm|istemeyirem", "artık yaşamak istemiyorum", "burada çalışmak istemiyorum"),
    _wish("tr_no_live_turkmen", "ياشاماك|ياشاماق|يشامك|ياشامك ايستهميرم|ايستميرم|استميرم|ايستميورم|استمييرم|ايستمييرم", "یاشاماق ایستەمیرم", "یاشاماق گۆزەل"),
    _wish("tr_better_dead", "olsem|oleyim daha|keske|kurtulsam|iyi|kurtulurum", "ölsem daha iyi", "gelsem daha iyi"),
    _wish("tr_were_dead", "keske|kaska|keshke ..1 olsem|olseydim|olsaydim|dogmasaydim|dogmasaydım|uyanmasam", "keşke ölsem", "keşke gelsem"),
    Rule("tr_kin", AMBER, "arkadasim|arkadasım|kardesim|oglum|kizim|kızım|kocam|esim|annem|babam|abim|ablam|qardasim ..2 kendini|ozunu|intihar", "kardeşim kendini öldürecek", "kardeşim kendime bir elma verdi", ("third_party",)),
    # --- Persian ------------------------------------------------------------------------------------
    _wish("fa_die", "{fa_die}", "میخوام بمیرم", "میخوام بخوابم"),
    _wish("fa_no_live", "نميخوام|نميخواهم|نميخام ..1 زنده|زندگي", "دیگه نمیخوام زنده باشم", "نمیخوام برم"),
    _now("fa_now", "{fa_die} & امشب|الان|امروز|همين", "امشب خودمو میکشم", "امشب میام"),
    # --- Kurdish: violence -------------------------------------------------------------------------
    _care("ku_kill_threat", RED, "{ku_kin} ..3 {ku_kill_me}", "باوکم دەیەوێت بمکوژێت", "ماندوویی دەمکوژێت"),
    _care("ku_kill_if", RED, "ئەگەر|گەر|هەکە|ئەگەرا ..4 بزانن|بزانێت|بزانێ|بزانیت|پێبزانن|بزانین|زانی|زانییان ..3 {ku_kill_me}", "ئەگەر بزانن دەمکوژن", "ئەگەر بزانن دەڵێن چی"),
    _care("ku_they_kill_me", RED, "دەیانەوێت|دەیانەوێ|ئەیانەوێ|ئەیانەوێت بمکوژن", "دەیانەوێت بمکوژن", "دەیانەوێت بڕۆن"),
    _care("ku_threat", RED, "هەڕەشەی|هەڕەشا|گەفا|گەفێن ..1 کوشتن|کوشتنم|کوشتنێ & لێم|لێدەکەن|لێدەکات|لێدەکرێت|دەکات|دەکەن|دکەن|دکەت", "هەڕەشەی کوشتنم لێدەکەن", "هەڕەشەی کوشتن لە هەواڵدا"),
    _care("ku_beaten", BLUE, "{ku_kin} ..2 لێم|لێمان ..1 دەدات|ئەدات|دەدا|ئەدا|دەدەن|ئەدەن & !زەنگ|زەنگم|تەلەفۆن|تەلەفۆنم", "مێردەکەم لێم دەدات", "باوکم یارمەتی من دەدات"),
    _care("ku_beaten_badini", BLUE, "{ku_kin} ..2 ل من ددەت|ددا|ددەن|ددەتن", "مێرێ من ل من ددەت", "بابێ من ل مالە"),
)
