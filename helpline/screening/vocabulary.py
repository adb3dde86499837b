"""The words an answer is made of, as people in Iraq type them. Compared by match key: گ is ك, چ is ج."""

from __future__ import annotations

from functools import lru_cache

from helpline.text import fold, normalise

YES = (
    "اي اكو ايه ايوه ايوا إي يي ي نعم اكيد طبعا بلى صح صحيح صدگ هيچي مرات احيانا شوية يمكن ممكن "
    "دائما دايما يوميا هواية كلش فكرت حاولت تمنيت بلي بەڵێ ئەرێ"
)
NO = "لا لاء لالا كلا ابد ابدا مستحيل نا نەخێر نخير"
# A no that also denies the words after it («ما عندي افكار», «ولا مرة»).
DENYING = "ما ولا ماكو ماعندي مافكرت ماحاولت ماصار ماافكر مافكر"
# A no of everyday speech: «استغفر الله», «معاذ الله», «اعوذ بالله».
FORBID = "استغفر معاذ اعوذ"

# Beside a no these change nothing. «بس», «يعني», «غير», «الا», «بعد», «مو» are left out on purpose: what
# follows them may be the real answer («لا مو مرة» is many times).
BESIDE_NO = (
    "والله وحياتك بالله لله الله صراحة بصراحة الحمد الحمدلله شكرا الشكر رب العالمين نهائيا مطلقا "
    "يا معود خوية حبيبي عيني عزيزي"
)
# What may follow a no after «بس» and takes nothing from it: «لا بس تعبان من الشغل». Not what life is called.
FEELINGS = (
    "تعبان تعبانة خجلان خجلانة ضايج ضايجة زعلان زعلانة حزين حزينة مقهور مقهورة متضايق متضايقة مهموم مهمومة "
    "سؤال سؤالي"
)
BESIDE_FEELINGS = "شوية هواية كلش اني من الشغل الدوام الدراسة الامتحان الامتحانات الناس البيت الزغار الجهال"
# These only where the no reaches them: «لا صارت» says that it did happen, «ما صارت» that it did not.
DENIED = (
    "فكرت افكر مفكر مفكرة حاولت احاول تمنيت اتمنى اجتني اجاني اجت صار صارت صاير عندي هيچ هيچي شي هالشي "
    "هالافكار افكار فكرة بهيچ بهالشي منها من هاي هذا اني انا انو انه عن مرة يوم بحياتي ببالي اريد وحدة"
)
# Denying an intention is not denying the thought: needs a plain no as well («لا ما راح انتحر»).
INTENT = "راح ناوي ناوية نية"
# Certainty counts with a no only right before it: «اكيد لا», while «لا... اكيد» may be a yes.
CERTAIN = "اكيد طبعا"
# Only for «is there danger?»: to a question about thoughts «ماكو خطر» is no answer.
DANGER = "خطر"
NOW = "هسه هسة حاليا بهاللحظة"

DEATH = (
    "اموت موت الموت بالموت موتي ميت ميتة انتحر انتحار الانتحار بالانتحار اقتل اكتل قتل بقتل اذي أأذي "
    "انهي اخلص اذبح"
)
SELF = "نفسي روحي عمري حالي حياتي"
# Never part of a no. Listed so that their Latin spellings are not taken for a word that is.
NOT_NO = "اعيش عيشة العيش الحياة عايش عايشة ابقى اصحى بس لكن غير الا يعني لو اذا امل احد حل"
FILLERS = "والله هلا شوف شوفي اگولك بصراحة صراحة الصراحة"
NEGATIONS = f"{NO} {DENYING} مو مب بدون"

YES_LATIN = [
    "yes",
    "yeah",
    "yep",
    "yea",
    "y",
    "ya",
    "ye",
    "ee",
    "eee",
    "eeh",
    "ey",
    "eh",
    "ay",
    "aye",
    "ii",
    "na3am",
    "naam",
    "akeed",
    "akid",
    "tab3an",
    "sometimes",
    "maybe",
]
NO_LATIN = [
    "no",
    "nope",
    "nah",
    "n",
    "never",
    "la",
    "laa",
    "la2",
    "la2a",
    "lala",
    "kella",
    "kalla",
    "abad",
    "abadan",
]
LATIN = {
    "walla": "والله",
    "wallah": "والله",
    "wala": "ولا",
    "7amdillah": "الحمدلله",
    "alhamdulillah": "الحمدلله",
}

REFUSED = (
    "ما اريد اجاوب",
    "مااريد اجاوب",
    "ماريد اجاوب",
    "ما راح اجاوب",
    "ما اريد احچي",
    "ما اريد اگول",
    "ما اگدر اگول",
    "ما احب اجاوب",
    "ما احب احچي",
    "ما اگدر اجاوب",
    "ما اگدر احچي",
    "ما حاب",
    "مو حاب",
    "مو حابة",
    "ما عندي جواب",
    "ماعندي جواب",
    "بدون جواب",
    "بلا جواب",
    "ما ادري",
    "ماادري",
    "مادري",
    "مدري",
    "ما اعرف",
    "ماعرف",
    "لا ادري",
    "لا اعرف",
    "ما متأكد",
    "مو متأكد",
    "مو متأكدة",
    "عوفني",
    "عوفوني",
    "عوفيني",
    "اتركني",
    "شعليك",
    "شعليكم",
    "ما يخصك",
    "مو شغلك",
    "تخطي",
    "ma areed ajawb",
    "ma areed ajawib",
    "ma arid ajawb",
    "ma adri",
    "madri",
    "don't know",
    "dont know",
    "not sure",
    "rather not",
    "don't want to answer",
    "dont want to answer",
    "no answer",
    "no comment",
    "skip",
    "pass",
)
# Whoever says so wants the questions to end: only the one about now is asked then.
# After a no these may be the real answer.
TAKES_BACK = (
    "مرات احيانا ساعات يمكن ممكن دايما دائما يوميا هواية فكرت افكر فكرة افكار حاولت تمنيت اتمنى ندمت "
    "بلي نعم اي صح صدگ ادري اعرف مدري اگدر"
)
# What was said is taken back as a joke: a no, beside nothing but laughter and who is spoken to.
JOKED = "اشاقه اشاقى اتشاقه اتشاقى دااشاقه شاقه اشاقيك اشاقيچ امزح دامزح"
WAS = "جنت چنت كنت"
BESIDE_JOKE = "وياك وياچ وياكم ويه بس دا والله اني عليك يمعود"
# What may follow a whole no after «بس», beside FEELINGS: they mourn.
MOURNS = "اريد ابچي ابجي ابكي اشتاق مشتاق مشتاقة اشتاقله اشتاقلها امي ابوي اخوي اختي ابني بنتي"
WHY = (
    *("ليش تسأل", "ليش تسألني", "ليش تسأليني", "ليش سألت", "ليش سألتني", "ليش تسألون", "ليش هالسؤال"),
    *(
        "ليش هالاسئلة",
        "شنو هالسؤال",
        "شنو هالاسئلة",
        "شنو هالحچي",
        "شدخل",
        "شنو دخل",
        "شنو دخلك",
        "شنو علاقة",
    ),
    *("شنو الغاية", "شتريد من هالسؤال", "why are you asking"),
)
LEAVES = (
    *("اوكف", "اوگف", "وگفي", "خلص ما اريد", "خلاص ما اريد", "خلص ماريد", "تعبت من الاسئلة", "بطل اسئلة"),
    *("هالاسئلة ما اريدها", "ما اريد هالاسئلة", "ماريد هالاسئلة", "ما احب الاسئلة", "طلعني من الاسئلة"),
    *("عوفني من الاسئلة", "بلا هالاسئلة", "خلص عوفني", "دوختوني", "دوختني"),
    "كافي",
    "بس كافي",
    "وگف",
    "وقف",
    "توقف",
    "ما اريد اكمل",
    "ماريد اكمل",
    "ما اريد اسئلة",
    "ماريد اسئلة",
    "مو اسئلة",
    "بلا اسئلة",
    "لا تسأل",
    "لا تسألني",
    "لا تسأليني",
    "بطلت",
    "enough",
    "stop asking",
)
# A wish for a person, in more than the one word that our texts teach.
PERSON = (
    "اريد انسان",
    "اريد شخص",
    "شخص حقيقي",
    "انسان حقيقي",
    "احچي ويه انسان",
    "احچي ويا انسان",
    "احچي ويه شخص",
    "احچي ويا شخص",
    "انسان مو برنامج",
    "اريد مرشد",
    "اريد مرشدة",
    "real person",
)
REFUSED_AT_END = ("ما اريد", "مااريد", "ماريد", "ma areed", "ma arid")
KEYS = {"1": "yes", "2": "no", "9": "refused", "واحد": "yes", "اثنين": "no", "ثنين": "no", "تسعة": "refused"}
KEY_FILLERS = "رقم الرقم خيار الخيار زر دوسة"


@lru_cache(maxsize=64)
def keys(words: str) -> frozenset[str]:
    """Return the match keys of a list of words."""
    return frozenset(fold(word) for word in normalise(words).split())


@lru_cache(maxsize=8)
def phrase_keys(phrases: tuple[str, ...]) -> tuple[str, ...]:
    """Return phrases word by word as match keys."""
    return tuple(" ".join(fold(word) for word in normalise(phrase).split()) for phrase in phrases)


@lru_cache(maxsize=1)
def heard_in_latin() -> tuple[str, ...]:
    """Return the words that Latin spellings are compared with, longest first."""
    lists = (BESIDE_NO, DENYING, DENIED, INTENT, CERTAIN, NOW, DEATH, SELF, NOT_NO, "مو")
    return tuple(sorted(set(normalise(" ".join(lists)).split()), key=lambda word: (-len(word), word)))
