"""The plainest statements of danger in English, Sorani and Badini (Arabic and Latin script)."""

from __future__ import annotations

from helpline.triage.assessment import Level
from helpline.triage.rule import Rule

AMBER, RED = Level.AMBER, Level.RED


def _wish(id: str, pattern: str, fires: str, quiet: str) -> Rule:
    return Rule(id, AMBER, pattern, fires, quiet, (), True)


def _now(id: str, pattern: str, fires: str, quiet: str, *routes: str) -> Rule:
    return Rule(id, RED, pattern, fires, quiet, ("self_harm", *routes), True)


MACROS: dict[str, list[str]] = {
    "en_intent": [
        "kill|killing|hurt|hurting|cut|cutting|hang|shoot|drown myself",
        "want|wanna|wish|ready|going|gonna ?i ?to ?was ?were die|dead",
        "end|ending|take ?my|it ?own life",
        "end it ?all",
        "commit|committing suicide",
    ],
    "ku_intent": [
        "دەمەوێت|دەمەوێ|ئەمەوێ|ئەمەوێت|دەخوازم|ئەخوازم|حەزدەکەم|دڤێت|دڤێ|دخوازم|دەڤێت|damawe|damawet|dixwazim|dvet|divet|daxwazm ..2 بمرم|مرن|مردن|bmrm|bimirim|bmirm",
        "خۆم|خۆ|خوم|خو|xom|xo ..1 دەکوژم|ئەکوژم|بکوژم|کوژم|دکوژم|بکۆژم|kujim|bikujim|dakuzhm|bkuzhm|dakujm|bkujm",
        "دێ|de خۆ|خو|xo|xwe کوژم|kujim|bikujim",
        "خۆکوشتن|خۆکوژی|خوکوشتن|خوکوژی|xokushtn|xokushtin|xokuji",
        "xwe|xo bikujim|dikujim|kujim",
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
    # --- Kurdish -----------------------------------------------------------------------------------
    _wish("ku_wish", "{ku_intent}", "دەمەوێت بمرم", "دەمەوێت بخەوم"),
    _wish("ku_no_live", "نامەوێت|نامەوێ|ناخوازم|نەڤێت|ناڤێت|نڤێت|نەڤێ|namawe|namawet|naxwazim|navet ..2 بژیم|بژین|ژیان|ژیانێ|bzhim|bijim|bjim|zhyan|jiyan", "نامەوێت بژیم", "نامەوێت بڕۆم"),
    _wish("ku_tired_life", "بێزار|بێزارم|ماندووم|وەستیام|تەنگاڤم|bezarm|bezar ..3 ژیان|ژیانم|ژیانێ|zhyan|jiyan|jiyane", "بێزارم لە ژیان", "بێزارم لە ئیش"),
    _wish("ku_death_better", "مردن|مرن باشترە|چێترە|باشتر|خۆشترە|باشە", "مردن باشترە", "خواردن باشترە"),
    _now("ku_now", "{ku_intent} & {ku_now}", "ئەمشەو خۆم دەکوژم", "ئەمشەو دەخەوم"),
    _now("ku_pills", "حەب|حەبم|حەبەکان|حەبەکانم|دەرمان|دەرمانم|ژەهر|ژەهرم|hab|habm ..3 خوارد|خواردووە|خواردوە|خوارن|قووتدا|خواردم|ڤەخوار|xward|xwar & هەموو|زۆر|گشت|هەمی|گەلەک|ژەهر|ژەهرم|hamu|zor|hami|gelek", "حەبەکانم هەموو خوارد", "حەبێکم خوارد بۆ سەرئێشە", "medical"),
    _now("ku_blade", "چەقۆ|کێر|دەمانچە|شفرە|سلاح|پەت|تفەنگ ..2 دەستم|دەستمدایە|دەستێ|لەدەستمە|دەستدایە", "چەقۆ لە دەستم", "چەقۆ لە چێشتخانە"),
)
