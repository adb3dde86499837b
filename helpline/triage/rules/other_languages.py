"""The plainest statements of danger in English, Sorani, Badini, Turkish, Turkmen and Persian.

Kurdish and Turkmen in Arabic and in Latin letters. Accents are gone before a word is compared: ö is o, ş is s.
So are ۆ ێ ە ڕ ڵ (helpline/text/fold.py); an Arabic keyboard has no ژ either, and people take ز for it.
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
    "en_kin": ["husband|father|dad|brother|brothers|uncle|uncles|cousin|cousins|family|parents|fiance|ex|tribe|they|theyre"],
    # Whatever stands before an apostrophe is joined to what follows it: he'll is "hell".
    "en_kill_me": [
        "{en_kin} ..4 will|would|hell|theyll|hed|theyd|going|gonna|wants|want|wanted|threatened|threatens|threatening|threaten|trying|tried|swore|plan|planning ?to kill|murder|slaughter me",
        "theyll|theyd kill|murder|slaughter me",
    ],
    "en_armed": [
        "{en_kin} ..6 kill|murder|slaughter me & honour|honor|gun|pistol|rifle|knife",
        "{en_kin} ..2 threatened|threatens|threatening|threaten ?to ?kill me & gun|pistol|rifle|knife",
        "{en_kin} ..2 put|puts|held|holds|holding|pointed|points|pointing|pulled|has ..2 gun|pistol|rifle|knife ..2 me|throat|neck|head",
    ],
    "ku_intent": [
        "دەمەوێت|دەمەوێ|ئەمەوێ|ئەمەوێت|دەخوازم|ئەخوازم|حەزدەکەم|دڤێت|دڤێم|دڤێ|دخوازم|دخازم|دخوازيم|دەڤێت|damawe|damawet|amawe|amawet|dixwazim|dvet|divet|daxwazm ..2 بمرم|مرن|مردن|bmrm|bimirim|bmirm|bimrm",
        "حەز|حەزم|هەز|هەزم ..1 مردن|مردنە|مرنێ ..1 دەکەم|ئەکەم|دکەم",
        "حەز|حەزم|هەز|هەزم ..1 دەکەم|ئەکەم|دکەم ..1 بمرم",
        "خۆم|خۆ|خوم|خو|xom|khom|xo ..1 دەکوژم|ئەکوژم|بکوژم|کوژم|دکوژم|بکۆژم|دەکوزم|ئەکوزم|بکوزم|کوزم|دکوزم|kujim|bikujim|dakuzhm|akuzhm|akozhm|bkuzhm|dakujm|akujm|bkujm",
        "دێ|de خۆ|خو|خوە|xo|xwe کوژم|kujim|bikujim",
        "خوە دکوژم|بکوژم|کوژم",
        "خۆکوشتن|خۆکوشتنم|خۆکوژی|خوکوشتن|خوکوژی|xokushtn|xokushtin|xokuji",
        "xwe|xo bikujim|dikujim|kujim",
        "خۆم|خوم|خۆ ..1 لەناو|ناڤ دەبەم|ئەبەم|ببەم|دبەم|بەم|بەرم",
        "خۆم|خوم|خۆ لەناودەبەم|لەناوببەم|لەناوئەبەم|ژناڤببەم",
        "کۆتایی|کۆتاییم|کۆتای|دوماهی|دویماهی|دوماهیێ|دوماهیک|دوماهیکێ|دویماهیک|دویماهیکێ ..2 ژیانم|ژیانی|ژیانێ|ژیانا ..2 دەهێنم|ئەهێنم|بهێنم|دێنم|بێنم|دئینم|بئینم|ئینم|پێدێنم",
        "کۆتایی|کۆتای|دوماهی|دویماهی|دوماهیک|دوماهیکێ|دویماهیک|دویماهیکێ ..1 خۆم|خۆ ..1 دەهێنم|ئەهێنم|بهێنم|دێنم|بێنم|دئینم|بئینم",
        "ژیانم|ژیانی ..2 کۆتایی ..2 دەهێنم|ئەهێنم|بهێنم|دێنم|بێنم",
        "خۆم|خوم|خۆ ..1 بسووتێنم|بخنکێنم|هەڵبواسم|بسۆژم|بخەندقینم|بهەلاویسم|هەلاویسم|هلاویسم",
    ],
    "ku_method": [
        "خۆم|خوم ..1 دەسووتێنم|ئەسووتێنم|دەخنکێنم|ئەخنکێنم|هەڵدەواسم|هەڵئەواسم",
        "خۆ|خو|خوە ..1 سۆژم|دسۆژم|خەندقینم|دخەندقینم|دهەلاویسم",
        "خۆم|خۆ ئاگر تێبەردەدەم|تێبەرئەدەم|بەردەدەم|بەرددەم",
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
        "حەز|حەزم|هەز|هەزم ..1 ناکەم ..1 بژیم|بزیم|بژین",
        "حەز|حەزم|هەز|هەزم ..1 ژیان|ژیانە|ژیانێ|بژیم ..1 ناکەم|نەماوە|نەما|نییە",
    ],
    "ku_no_hope": [
        "هیچ|چ هیوایەکم|هیوایەک|هیوام|هیوا|ئومێدم|ئومێدێکم|هێڤی|هێڤیەک نەماوە|نەما|نەمایە|نییە|نینە",
        "هیوام|هیوای|هیوایەکم|ئومێدم|ئومێدی|هێڤی|هێڤیا ..1 ژیان|ژیانم|ژیانێ ..1 نەماوە|نەما|نەمایە|نییە|نینە",
        "بێهیوام|بێئومێدم|بێهێڤیمە",
        "بێ هیوام|ئومێدم|هێڤیمە",
        "بێ هێڤی مە",
    ],
    "ku_no_more": [
        "چیتر|ئیتر|ئێدی ..1 ناتوانم|نەشێم ..1 بەردەوام|بەرگە|بەرگەی|تەحەمول|تەحەموول",
        "چیتر|ئیتر|ئێدی ..1 بەرگە|بەرگەی|تەحەمول|تەحەمولی|تەحەموول ..1 ناگرم|ناکەم",
    ],
    "ku_no_strength": [
        "تەحەمولی|بەرگەی|تاقەتی|تاقەتا|توانای|سەبری|سەبرا ..1 ژیان|ژیانم|ژیانە|ژیانێ ..1 نەماوە|نەما|نەمایە|ناگرم|ناکەم|نییە|نینە",
        "ناتوانم|نەشێم ..2 ژیان|ژیانە|ژیانێ ..1 بگرم|ڕاگرم|هەلگرم|تەحەمول",
    ],
    "ku_jump": [
        "خۆم|خۆ ..3 فڕێ|هەڵدەدەم|هەڵئەدەم|هەڵدەدەمە|فڕێدەدەم|فڕێدەدەمە|دەهاوێم|دەخەمە|ئەخەمە|بخەمە|باڤێم|داڤێم|هاڤێم|هاڤێمە|بهاڤێم|هاڤێژم|بهاڤێژم & باڵەخانە|باڵەخانەکە|باڵەخانەکەم|باڵەخانەوە|باڵەخانەکەوە|سەربان|سەربانەکە|سەربانەوە|سەربانەکەوە|سەربانی|سەربانێ|بانی|بانێ|پرد|پردەکە|پردەکەم|پردەکەوە|پردێ|پرێ|ڕووبار|ڕووبارەکە|ڕووبارێ|ئاوەکە|دەریا|بەنداوەکە|شاخ|خوارەوە|خوارێ",
        "خۆم|خۆ ..1 دەخەمە|ئەخەمە|بخەمە|هاڤێمە ..1 سەیارە|سەیارەیەک|ئۆتۆمبێل|ترومبێلێ",
        "xom|xo ..3 fre|hal dadam|adam|bdam & sarban|balaxana|pird|prd",
    ],
    "ku_will_swallow": [
        "حەب|حەبەکان|حەبەکانم|دەرمانەکان|دەرمانەکانم ..2 هەموو|هەمووی|هەموویان|گشتی ..1 دەخۆم|ئەخۆم|بخۆم",
        "هەموو|گشت ?ئەو حەبەکان|حەبەکانم|حەبانە|دەرمانەکان|دەرمانەکانم ..1 دەخۆم|ئەخۆم|بخۆم",
        "حەبەکان|حەبەکانم|دەرمانەکان|دەرمانەکانم & هەمووی|هەموویان دەخۆم|ئەخۆم|بخۆم",
        "هەمی|هەمیا|گەلەک حەبا|حەبان|حەبێن|دەرمانا|دەرمانان|دەرمانێن ..2 خۆم|بخۆم|ڤەخۆم",
        "ژەهر|ژەهرم|ژەهرێ|مەرگەمووش & دەخۆم|دەیخۆم|ئەخۆم|بخۆم|دخۆم|ڤەخۆم",
    ],
    "ku_rope": ["پەت|پەتم|پەتەکە|پەتەکەم|پەتێک|گوریس|گوریسم|گوریسەکە|گوریسەکەم|گوریسێک|وەریس|وەریسێ|وەریسەک"],
    "ku_own_neck": ["ملم|ملمە|ملمدایە|گەردنم|گەردنمدایە", "ملی|گەردنی|ستۆیێ|حەفکا خۆم|خۆ|من"],
    "ku_weapon": ["چەقۆ|چەقۆی|چەقۆیەک|کێر|کێرێ|خەنجەر|دەمانچە|دەمانچەی|دەمانچەکە|دەمانچەکەم|دەمانچەکەی|دەبانجە|دەبانجێ|تفەنگ|تفەنگێ|چەک|سلاح"],
    "ku_last_words": [
        "دوا|کۆتا|ئاخیر|ئاخر نامەمە|پەیاممە|قسەمە|قسەکانمە",
        "دوا|کۆتا شەومە !لە|ل",
        "ئەمە|ئەوە دوا|کۆتا|ئاخیر|ئاخر نامەم|پەیامم|قسەم",
        "ئەڤە نامەیا|پەیاما|ئاخفتنا من ..1 دوماهیێ|دوماهیکێ|دویماهیێ|دویماهیکێ",
    ],
    "ku_seen_no_more": [
        "ئیتر|چیتر ..2 نامبیننەوە|نامبینیتەوە",
        "ئێدی من نابینن|نابینیت|نابیننەڤە|نابینیتەڤە",
    ],
    "ku_after_death": [
        "دوای|لەدوای مردنم|مەرگم|نەمانم",
        "پشتی مرنا من|خۆ",
        "ئەگەر|گەر|کاتێک|کاتێ مردم|نەمام",
        "دەخوێننەوە|دەخوێنیتەوە ?من مردووم",
    ],
    "ku_farewell_forever": [
        "{ku_bye} ..3 {ku_forever}",
        "بۆ|bo {ku_forever} {ku_bye}",
        "دەڕۆم|ئەڕۆم|چم|دچم بۆ|bo ..1 {ku_forever}",
        "بۆ ..1 {ku_forever} دەڕۆم|ئەڕۆم|دچم",
    ],
    "ku_entrust": [
        "ئاگاتان|ئاگات ..2 دایکم|باوکم|براکەم|براکانم|خوشکم|خوشکەکەم|منداڵەکانم|منداڵەکەم|کچەکەم|کوڕەکەم|ماڵەوە|خێزانەکەم ..1 دوای|لەدوای من|خۆم",
        "دوای|لەدوای|پشتی من ..1 ئاگاتان|ئاگات|ئاگەه|ئاگەهی|هشیاری",
    ],
    "ku_bye": ["ماڵئاوا|ماڵئاوایی|خواحافیز|خواحافیزی|خاترا|malawa|malava|xwahafiz"],
    "ku_forever": ["هەمیشە|یەکجاری|ئێکجاری|هەتاهەتایە|هەتاهەتایێ|هەتایە|هەتایێ|hamisha|hamishay|hatahataya|yakjari"],
    "ku_kill_me": [
        "دەمکوژن|ئەمکوژن|دەمکوژێت|ئەمکوژێت|دەمکوژێ|ئەمکوژێ|بمکوژێت|بمکوژن|بمکوژێ|damkuzhet|damkuzhe|amkuzhet|amkuzhe|damkujet|damkuzhn|amkuzhn|bmkuzhet|bmkuzhn",
        "من ..1 دکوژن|بکوژن|کوژن|دکوژیت|بکوژیت|کوژیت",
    ],
    "ku_kin": ["باوکم|باوکی|براکەم|برام|براکانم|مامم|مامەکانم|ماڵەوەمان|ماڵەوە|کەسوکارم|بنەماڵەکەم|خێزانم|خێزانەکەم|مێردەکەم|مێردم|هاوسەرەکەم|هاوسەرم|پیاوەکەم|ئامۆزاکەم|خەزوورم|بابێ|بابم|برایێ|برایێن|مێرێ|زەلامێ|مالباتا|مامێ|پسمامێ|bawkm|bawkim|brakam|brakanm|mamm|merdakam|merdekem|merdm", "کوڕی|کوڕێ مامم|خاڵم|مامێ|خالێ"],
    "ku_kill_you": [
        "دەتکوژم|ئەتکوژم|دەتکوژین|ئەتکوژین|datkuzhm|datkuzhim|atkuzhm",
        "تە کوژم|بکوژم|دکوژم|کوژین",
    ],
    "ku_threatens": ["هەڕەشەم|هەڕەشە|هەڕەشەی|گەف|گەفا|گەفان|گەفێن"],
    "ku_armed": [
        "{ku_kin} ..5 {ku_threatens} & {ku_weapon}",
        "{ku_kin} ..3 {ku_weapon} ..4 {ku_own_neck}",
        "{ku_kin} ..6 {ku_kill_me} & {ku_weapon}",
        "{ku_kin} ..6 {ku_kill_you} & {ku_weapon}",
    ],
    "ku_beats": [
        "لێم|لێمان|lem ..1 دەدات|ئەدات|دەدا|ئەدا|دەدەن|ئەدەن|dadat|dedat|dada|adat|ada|daden",
        "ل من ددەت|ددا|ددەن|ددەتن",
        "من دقوتیت|دقوتن",
    ],
    "ku_this_moment": ["ئێستا|ئێستە|نوکە|نوکێ|نها|esta|nuke|nuka"],
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
    _now("en_cut_veins", "i|i've|ive ?have|just cut|slit|slashed ..1 wrist|wrists|veins", "i cut my wrists", "i cut my hair", "medical"),
    _now("en_goodbye", "goodbye|farewell ..1 world|everyone|forever", "goodbye everyone", "goodbye for now my friend"),
    Rule("en_friend", AMBER, "he|she|friend|brother|sister|son|daughter|husband|wife|mother|father ..5 suicide|suicidal|himself|herself|die & kill|killing|suicide|suicidal|hurt|wants|die", "my brother wants to kill himself", "my brother likes himself", ("third_party",)),
    Rule("en_no_go_on", AMBER, "cant|can't|cannot|couldnt|couldn't go|carry on ?any like|living|anymore|longer|more", "i can't go on like this", "i can't go on the trip"),
    _wish("en_nothing_to_live", "nothing|nobody|noone ..1 live for", "i have nothing to live for", "nothing live on tv"),
    _wish("en_should_be_dead", "i|i'd should|deserve ?to ?just ?be dead|die", "i should be dead", "my phone should be charged"),
    _wish("en_jump", "going|gonna|want|wanna|ready|will ?to jump !in|into|on|for|around|up|rope|with & i|im|i'm|i'll", "i'm going to jump", "i'm going to jump in the pool"),
    Rule("en_no_point", AMBER, "no|dont|don't|any|see|seeing|wheres|what's|whats ?see ?the point|sense|meaning|purpose ..2 living|life|live|alive|anymore|existing|existence", "there is no point in living", "no point in going to the match"),
    Rule("en_cannot_any_more", AMBER, "cant|can't|cannot do|take|bear|stand|handle ..1 this|it|life ?any anymore|longer|more|life & !job|work|course|diet|class|homework|heat|noise|traffic|relationship", "i can't do this anymore", "i can't take this job anymore"),
    Rule("en_cannot_go_on_alone", AMBER, "i cant|can't|cannot go|carry on & !the|a|to|my|trip|date|vacation|holiday|stage|tour|air|foot|time|sunday|monday|friday", "i can't go on", "i can't go on the trip"),
    Rule("en_disappear", AMBER, "want|wanna|wish|like|could|just|rather ..2 disappear|vanish|disappearing|vanishing ..1 forever|completely|world|earth|everyone", "i feel like disappearing forever", "i want to disappear from work on thursday"),
    Rule("en_not_missed", AMBER, "nobody|noone|none ..1 miss me", "nobody would miss me", "nobody can miss the bus"),
    _care("en_kill_threat", RED, "{en_kill_me} & !if & !laughter|jokes", "my husband said he will kill me", "my father will kill me if I fail the exam"),
    _care("en_kill_threat_if", RED, "{en_kill_me} & if & !fail|failed|exam|exams|grade|grades|marks", "my brother will kill me if he finds out", "my father will kill me if I fail the exam"),
    _care("en_kill_if_fail", BLUE, "{en_kill_me} & if & fail|failed|exam|exams|grade|grades|marks", "my father will kill me if I fail the exam", "my brother will call me if I fail the exam"),
    _care("en_armed_threat", RED, "{en_armed}", "my dad threatened me with a gun", "my dad has a gun licence"),
    # --- Kurdish -----------------------------------------------------------------------------------
    _wish("ku_wish", "{ku_intent}", "دەمەوێت بمرم", "دەمەوێت بخەوم"),
    _wish("ku_no_live", "نامەوێت|نامەوێ|ناخوازم|نەڤێت|ناڤێت|نڤێت|نەڤێ|نەڤێم|ناڤێم|namawe|namawet|naxwazim|navet|navem ..2 بژیم|بژین|بزيم|ژیان|ژیانێ|bzhim|bijim|bjim|zhyan|jiyan", "نامەوێت بژیم", "نامەوێت بڕۆم"),
    _wish("ku_tired_life", "بێزار|بێزارم|ماندووم|وەستیام|وەستیامە|تەنگاڤم|bezarm|bezar ..3 ژیان|ژیانم|ژیانە|ژیانێ|zhyan|jiyan|jiyane", "بێزارم لە ژیان", "بێزارم لە ئیش"),
    _wish("ku_death_better", "مردن|مرن باشترە|چێترە|باشتر|خۆشترە|باشە", "مردن باشترە", "خواردن باشترە"),
    _now("ku_now", "{ku_intent} & {ku_now}", "ئەمشەو خۆم دەکوژم", "ئەمشەو دەخەوم"),
    _now("ku_pills", "حەب|حەبم|حەبەکان|حەبەکانم|دەرمان|دەرمانم|ژەهر|ژەهرم|hab|habm ..3 خوارد|خواردووە|خواردوە|خوارن|قووتدا|خواردم|ڤەخوار|xward|xwar & هەموو|زۆر|گشت|هەمی|گەلەک|ژەهر|ژەهرم|hamu|zor|hami|gelek", "حەبەکانم هەموو خوارد", "حەبێکم خوارد بۆ سەرئێشە", "medical"),
    _now("ku_blade", "چەقۆ|کێر|دەمانچە|شفرە|سلاح|پەت|تفەنگ ..2 دەستم|دەستمدایە|دەستێ|لەدەستمە|دەستدایە", "چەقۆ لە دەستم", "چەقۆ لە چێشتخانە"),
    _now("ku_will_swallow", "!نامەوێت|نامەوێ|دەبێت|ئەبێت {ku_will_swallow} & !دکتۆر|دکتۆرەکە|دکتۆری|پزیشک|نۆژدار|نۆژداری & !ڕۆژێک|ڕۆژانە", "حەبەکان لەبەردەستمن، هەمووی دەخۆم", "دکتۆر وتی حەبەکان هەمووی بخۆم", "medical"),
    Rule("ku_rope_ready", AMBER, "{ku_rope} ..2 ئامادە|ئامادەیە|ئامادەکردووە|بەرهەڤ|بەرهەڤە & !شاخەوانی|یاری|یاریێ|کارەبا|جلەکان", "پەتەکەم ئامادە کردووە", "پەتەکەم بۆ شاخەوانی ئامادە کردووە", ("self_harm",), True),
    _now("ku_rope_neck", "{ku_rope} ..2 {ku_own_neck}", "وەریس د ستۆیێ من دایە", "وەریس د ستۆیێ چێلێ دایە"),
    Rule("ku_weapon_end", AMBER, "کۆتایی|کۆتای|دوماهی|دوماهیێ|دوماهیکێ ..1 دەهێنم|ئەهێنم|پێدەهێنم|دئینم|ئینم & {ku_weapon}", "دەمانچەی باوکم هێناوە و کۆتایی پێ دەهێنم", "کۆتایی بە وانەکە دەهێنم", ("self_harm",), True),
    _wish("ku_no_life", "ژیانم|ژیانە|ژیانەم|ژیانەی ناوێت|ناوێ|نەڤێت|ناڤێت", "ئەم ژیانەم ناوێت", "ئەم نانەم ناوێت"),
    _wish("ku_no_wish_to_live", "{ku_no_wish_to_live}", "حەز ناکەم بژیم", "حەز ناکەم بخەوم"),
    _wish("ku_not_wake", "خۆزگە|بریا|کاشکی|خوزی|خوزیا|دەمەوێت|دەمەوێ|ئەمەوێ|دڤێت ..3 هەڵنەستمەوە|هەڵنەسمەوە|هەڵنەستم|هەڵناستمەوە|ڕانەبم|ڕانەبمەڤە|هشیارنەبم", "دەمەوێت بخەوم و هەڵنەستمەوە", "دەمەوێت زوو هەڵستم"),
    _wish("ku_not_wake_wanted", "نامەوێت|نامەوێ|ناخوازم|نەڤێت|ناڤێت ..2 هشیار|خەبەرم ببم|بم|ببێتەوە|بێتەوە & !زوو|دەوام|قوتابخانە|مەکتەب", "نامەوێت خەبەرم ببێتەوە", "نامەوێت زوو خەبەرم ببێتەوە"),
    _wish("ku_cannot_live", "ناتوانم|ناتوانین|نەشێم|نەشێین|نابێت|natwanm|nashem|neshem|nikarim|nabe|nabet ?چیتر|ئیتر|ئێدی بژیم|بزیم|بژین|بژیێم|bzhim|bijim|bjim", "ئیتر ناتوانم بژیم", "ناتوانم بخەوم"),
    _wish("ku_of_life_tired", "ژیان|ژیانم|ژیانێ|ژینێ|دنیا|دونیا|دنیایە|دونیایە|zhyan|jiyan|jiyane ..1 بێزار|بێزارم|بێزارین|ماندووم|ماندوو|وەستیام|وەستیامە|وەستیایم|تەنگاڤم|تێرم|وەڕسم|وەڕس|جاڕسم|bezarm|bezar", "لە ژیان بێزارم", "لە ئیش بێزارم"),
    _wish("ku_better_to_die", "مردن|مردنم|مرن|مرنا|مرنێ|بمرم ..2 باشترە|چێترە|باشتر|خۆشترە", "مردنم باشترە", "خواردنم باشترە"),
    _wish("ku_better_if_dead", "باشترە|چێترە|باشتر ..1 بمرم|مردنم|نەمێنم", "باشترە بمرم", "باشترە بخەوم"),
    _wish("ku_death_frees", "!لە|ژ مردن|مەرگ|مرن|مرنێ ..2 ڕزگار|ڕزگارم|ڕزگارمان|ڕێگەیە|ڕێگایە|چارەیە|چارەسەرە|چارەسەرییە !نییە|نیە|نینە", "تەنها مردن ڕزگارم دەکات", "لە مردن ڕزگارم بوو"),
    _wish("ku_let_me_die", "دەبا|بلا بمرم & !ئەگەر|گەر|هەکە", "بلا بمرم", "دەبا بمرم ئەگەر درۆ بکەم"),
    _wish("ku_no_strength", "{ku_no_strength}", "تەحەمولی ژیانم نەماوە", "تاقەتی خوێندنم نەماوە"),
    _wish("ku_own_life_tired", "ژیانی|ژیانا خۆم|خۆ|من ..1 بێزار|بێزارم|تێرم|وەڕسم|ماندووم", "لە ژیانی خۆم بێزارم", "لە ژیانی شار بێزارم"),
    _wish("ku_were_dead", "خۆزگە|خۆزگەم|خۆزگا|بریا|کاشکی|کاشکێ|خوزی|خوزیا|خۆزی|خۆزیا|xozga|kashki ..3 بمردمایە|بمردبام|بمردبوومایە|مردبوومایە|مردبام|مربام|بمرم|بمرما|نەمابام|نەمێنم|bmrdmaya", "خۆزگە بمردمایە", "خۆزگە بهاتمایە"),
    _wish("ku_not_born", "خۆزگە|خۆزگەم|بریا|کاشکی|کاشکێ|خوزی|خوزیا ?هەر ?من|ئەز ?لە|ژ ?دایک|لەدایک|دایکێ نەبوومایە|نەبوومایەت|نەبووبام|نەبام|نەببام", "خۆزگە لەدایک نەبوومایە", "خۆزگە نەخۆش نەبوومایە"),
    Rule("ku_thinks_death", AMBER, "بیر|بیرم|هزر|هزرا|هزرێ|فکر ..2 مردن|مردنم|مرن|مرنێ|خۆکوشتنێ ..1 دەکەمەوە|ئەکەمەوە|دەکەم|ئەکەم|دکەم|دکەمەڤە", "بیر لە مردن دەکەمەوە", "بیر لە مردنی باوکم دەکەمەوە"),
    _wish("ku_tried", "{ku_tried}", "هەوڵی خۆکوشتنم داوە", "هەوڵی خۆم داوە"),
    _wish("ku_burnt_self", "!دەستی|دەستێ|پێی|پێیێ|زمانی خۆم|خۆ ..1 سووتاند|سووتاندبوو|سۆت|خنکاند|خنکاندبوو|هەڵواسی|هەڵواسیبوو|خەندقاند|کوشتبا|کوشتبوو & !گەرم|چای|چایێ", "پارساڵ خۆم سووتاند", "خۆم سووتاند بە ئاوی گەرم"),
    _now("ku_method", "{ku_method}", "خۆم دەسووتێنم", "خۆم دەشۆم"),
    _wish("ku_jump", "{ku_jump} & !مەلە|مەلەوانی|مەلەڤانی|مەلەڤانیێ", "خۆم لە باڵەخانە فڕێ دەدەم", "خۆم دەخەمە ناو دەریا و مەلە دەکەم"),
    _now("ku_jump_now", "{ku_jump} & {ku_now} & !مەلە|مەلەوانی|مەلەڤانی|مەلەڤانیێ", "نوکە دێ خۆ ژ بانی هاڤێم", "ئێستا خۆم فڕێ دەدەمە ناو جێگا"),
    _now("ku_fuel", "{ku_fuel}", "نەوتم بە خۆمدا کردووە", "نەوتم بۆ خۆم کڕیوە", "medical"),
    _now("ku_pills_to_die", "حەب|حەبم|حەبەکان|حەبەکانم|حەبێن|قورس|قورسم|دەرمان|دەرمانم|دەرمانەکانم|مەرگەمووش ..3 خوارد|خواردووە|خواردوە|خواردم|خوارن|ڤەخوار|قووتدا & بمرم|مردن|مرن|مەرگەمووش", "حەبم خواردووە بۆ ئەوەی بمرم", "حەبم خوارد بۆ سەرئێشە", "medical"),
    _now("ku_cut_veins", "{ku_veins}", "دەمارەکانم بڕی", "ڕەگی دارەکەم بڕی", "medical"),
    Rule("ku_cut_self", AMBER, "دەستی|دەستێ|دەستەکانی|لەشی|لەشێ|باسکی|قاچی|جەستەی خۆم|خۆ بڕی|بڕیم|بڕیوە|دەبڕم|ئەبڕم|بڕیومە|بریە|دبڕم|ببڕم", "دەستی خۆم دەبڕم", "قژی خۆم دەبڕم", ("self_harm",), True),
    Rule("ku_hurt_self", AMBER, "خۆم|خوم|خۆ ئازار|بریندار|زامدار دەدەم|ئەدەم|بدەم|ددەم|دەکەم|ئەکەم|بکەم|دکەم", "خۆم ئازار دەدەم", "خۆم ئامادە دەکەم", ("self_harm",), True),
    Rule("ku_own_hurt", AMBER, "ئازاری|ئازارا خۆم|خۆ دەدەم|ئەدەم|بدەم|ددەم", "ئازاری خۆم دەدەم", "ئازاری دەستم هەیە", ("self_harm",), True),
    Rule("ku_absolve", AMBER, "گەردنم|گەردەنم|گەردنا ..1 ئازا|ئازاد ?بکەن|بکە|کەن|کە|بیت", "گەردنم ئازاد بکەن", "گەردنم ئازاری هەیە"),
    Rule("ku_absolve_badini", AMBER, "ل|لی من حەلال|حەلالی|ئازا بکەن|بکە|کەن|کە", "ل من حەلال بکەن", "خوارنا حەلال"),
    Rule("ku_farewell", AMBER, "ماڵئاوا|ماڵئاوایی ..2 هەمووتان|هەمووان|هەموان|هەمووتانەوە", "ماڵئاوا هەمووتان", "ماڵئاوا هاوڕێم"),
    Rule("ku_farewell_life", AMBER, "{ku_bye} ..3 ژیان|ژیانێ|دونیا|دنیا|دونیایە|دنیایە", "خواحافیز ئەی ژیان", "خواحافیز هەمووتان"),
    Rule("ku_farewell_forever", AMBER, "{ku_farewell_forever} & !ئەوروپا|ئەوروپایێ|ئەڵمانیا|ئەڵمانیایێ|تورکیا|دەرەوە", "خاترا هەوە بۆ هەتا هەتایێ", "بۆ هەمیشە دەڕۆم بۆ ئەوروپا"),
    Rule("ku_last_words", AMBER, "{ku_last_words}", "ئەمە دوا نامەمە", "دوا نامەی تۆ نەگەیشت"),
    Rule("ku_seen_no_more", AMBER, "{ku_seen_no_more} !لەو|لەوێ", "ئیتر نامبیننەوە", "ئیتر ناتبینم"),
    Rule("ku_after_death", AMBER, "{ku_after_death}", "دوای مردنم بیخوێنەوە", "دوای مردنی باوکم خەمبارم"),
    Rule("ku_entrust", AMBER, "{ku_entrust}", "ئاگاتان لە دایکم بێت دوای من", "ئاگاتان لە دایکم بێت دوای نیوەڕۆ"),
    Rule("ku_burden", AMBER, "بێ|بەبێ|بێی من ..1 باشترن|باشترە|باشترین|خۆشترن|ئاسوودەترن|چێترن|چێترە", "بەبێ من باشترن", "بێ شەکر باشترە"),
    Rule("ku_load", AMBER, "بارم|بارێکم|بارێک|بارگرانم|بارگرانیم ..1 بەسەر|لەسەر|لسەر|بۆ ..1 خێزانەکەم|خێزانم|ماڵەوە|خەڵکەوە|هەمووان|دایکم|کەسوکارم|مالا|ماڵباتا|سەریانەوە", "بارم بەسەر ماڵەوە", "بارێکم بار کرد بۆ بازاڕ"),
    Rule("ku_no_hope", AMBER, "{ku_no_hope}", "هیچ هیوایەکم نەماوە", "هیوام وایە باش بیت"),
    Rule("ku_no_meaning", AMBER, "ژیان|ژیانم|ژیانێ|ژیانا ..3 مانا|مانای|مانایەکی|مانایەک|واتای|واتایەکی|مەعنا|ڕامان|ڕامانەک ..1 نییە|نیە|نەما|نەماوە|نینە", "ژیان هیچ مانای نییە", "ئەم وشەیە مانای نییە"),
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
    _care("ku_kill_threat", RED, "{ku_kin} ..3 {ku_kill_me} & !دەرنەچم|دەرنەچووم|دەرنەکەڤم", "باوکم دەیەوێت بمکوژێت", "ئەگەر دەرنەچم باوکم دەمکوژێت"),
    _care("ku_kill_if", RED, "ئەگەر|گەر|هەکە|ئەگەرا ..4 بزانن|بزانێت|بزانێ|بزانیت|پێبزانن|بزانین|زانی|زانییان ..3 {ku_kill_me}", "ئەگەر بزانن دەمکوژن", "ئەگەر بزانن دەڵێن چی"),
    _care("ku_they_kill_me", RED, "دەیانەوێت|دەیانەوێ|ئەیانەوێ|ئەیانەوێت بمکوژن", "دەیانەوێت بمکوژن", "دەیانەوێت بڕۆن"),
    _care("ku_threat", RED, "هەڕەشەی|هەڕەشا|گەفا|گەفێن ..1 کوشتن|کوشتنم|کوشتنێ & لێم|لێدەکەن|لێدەکات|لێدەکرێت|دەکات|دەکەن|دکەن|دکەت", "هەڕەشەی کوشتنم لێدەکەن", "هەڕەشەی کوشتن لە هەواڵدا"),
    _care("ku_kill_you", RED, "{ku_kin} ..6 {ku_kill_you} & !دەرنەچیت|دەرنەچی|دەرنەکەڤی", "برایێ من دبێژیت دێ تە کوژم", "باوکم دەڵێت دەتکوژم ئەگەر دەرنەچیت"),
    _care("ku_kill_if_fail", BLUE, "{ku_kin} ..3 {ku_kill_me} & دەرنەچم|دەرنەچووم|دەرنەکەڤم", "ئەگەر دەرنەچم باوکم دەمکوژێت", "ئەگەر دەرنەچم باوکم تووڕە دەبێت"),
    _care("ku_armed", RED, "{ku_armed}", "مێردەکەم بە چەقۆ هەڕەشەم لێ دەکات", "مێردەکەم بە چەقۆ پیاز دەبڕێت"),
    _care("ku_beaten", BLUE, "{ku_kin} ..3 {ku_beats} & !زەنگ|زەنگم|تەلەفۆن|تەلەفۆنم|zang|zangm", "زەلامێ من هەر ڕۆژ ل من ددەت", "باوکم یارمەتی من دەدات"),
    _care("ku_beaten_now", RED, "{ku_kin} ..4 {ku_beats} & {ku_this_moment}", "مێردەکەم ئێستا لێم دەدات", "مێردەکەم هەموو ڕۆژێک لێم دەدات"),
)
