"""A free answer is read the safe way round: a yes at once, a no only when nothing is left over."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpline.screening import Answer, asks_why, begins_with_no, denies_before_but, leaves, understand

YES = [
    "yes", "نعم", "اي", "إي", "ا ي", "ايييي", "اي والله", "والله اي", "هيچ شي", "هيج شي", "اكيد",
    "طبعا", "مرات", "احيانا", "شوية", "يمكن", "فكرت بيها", "حاولت", "1", "١", "۱", "رقم واحد",
    "واحد", "👍", "ee", "na3am", "ey walla", "Yes", "yeah", "maybe", "اي بس ما راح اسوي شي",
    "اي لا تگولون لأحد", "اريد اموت", "areed amoot", "بەڵێ", "نعـــم",
]  # fmt: skip
NO = [
    "no", "لا", "ل ا", "لاااا", "لأ", "كلا", "ابد", "ابداً", "لا والله", "لا الحمد لله", "اكيد لا",
    "طبعا لا", "2", "٢", "اثنين", "ولا مرة", "ما عندي", "ماعندي هيچ افكار", "ما فكرت بهيچ شي",
    "لا ما اريد اموت", "ما افكر اقتل نفسي", "ما حاولت", "لا ما راح انتحر", "استغفر الله", "ماكو",
    "la", "la wallah", "la2", "ma fakkarit", "nope", "لا لا ابد", "نەخێر",
]  # fmt: skip
REFUSED = [
    "skip", "ما اريد اجاوب", "مااريد اجاوب", "لا ما اريد اجاوب", "ما اريد احچي", "ما اريد احجي",
    "9", "٩", "تسعة", "ما اريد", "ما ادري", "مادري", "مدري والله", "لا ادري", "ما اعرف",
    "مو متأكدة", "عوفني", "شعليك", "ma areed ajawb", "i don't know", "I’d rather not",
]  # fmt: skip
UNCLEAR = [
    "", "؟", "😂", "ما فهمت", "شنو", "ليش تسأل", "لا بس تعبان", "لا بس اريد اموت",
    "لا ما اريد اعيش", "لا اريد اموت", "لا اموت", "ما عندي غير الموت", "ماكو غير الموت",
    "ما عندي امل", "ما گدرت اموت", "لا والله اي", "اي لا", "لا... اكيد", "شلون لا", "ليش لا",
    "لا مو مرة", "لا مرة", "لا صارت", "لا فكرت", "لا عندي افكار", "لا كل يوم", "لا قبل شهر",
    "لا هسه بس باچر", "مو هسه", "ما", "ما راح انتحر", "ما اموت", "بعد ما اريد اعيش",
    "ما اريد افكر", "ما اريد الا اموت", "لا مو دائما", "no but i want to die",
    "la ma areed a3eesh", "la bas ta3ban", "3", "11", "0", "تمام",
]  # fmt: skip


@pytest.mark.parametrize("said", ["لا بس تعبان", "لا والله بس تعبان من الشغل", "لا بس خجلانة من الناس"])
def test_a_no_stays_one_with_a_complaint_beside_it_but_not_where_now_is_asked_about(said: str) -> None:
    assert understand(said, "asq.1") is Answer.NO
    assert understand(said, "asq.5") is Answer.UNCLEAR


LIFE = [
    "لا بس اريد اموت", "لا بس تعبان من الدنيا", "لا بس تعبان من حياتي", "بس تعبان", "مو بس تعبان",
    "لا بس شوية", "لا بس هواية", "لا بس اني", "لا بس اهلي", "لا بس رجلي",
]  # fmt: skip


@pytest.mark.parametrize("said", LIFE)
def test_a_complaint_about_life_is_no_mere_complaint(said: str) -> None:
    assert understand(said, "asq.1") is not Answer.NO


@pytest.mark.parametrize("said", YES)
def test_a_yes_is_believed_however_it_is_typed(said: str) -> None:
    assert understand(said) is Answer.YES


@pytest.mark.parametrize("said", NO)
def test_a_plain_no_is_a_no(said: str) -> None:
    assert understand(said) is Answer.NO


@pytest.mark.parametrize("said", REFUSED)
def test_refusing_or_not_knowing_is_a_refusal(said: str) -> None:
    assert understand(said) is Answer.REFUSED


@pytest.mark.parametrize("said", UNCLEAR)
def test_a_no_with_anything_left_over_is_never_taken_for_a_no(said: str) -> None:
    assert understand(said) is Answer.UNCLEAR


@pytest.mark.parametrize("said", ["مو هسه", "هسه لا", "لا مو هسه", "not now", "mo hassa", "لا ما عندي هسه"])
def test_not_now_answers_only_the_question_about_now(said: str) -> None:
    assert understand(said, "asq.5") is Answer.NO
    assert understand(said, "asq.3") is Answer.UNCLEAR


@pytest.mark.parametrize("said", ["لا مو هسه بس تعبانة", "مو هسه لا بس ضايج هواية"])
def test_being_tired_beside_not_now_takes_nothing_back(said: str) -> None:
    assert understand(said, "asq.5") is Answer.NO


@pytest.mark.parametrize(
    "said", ["لا مو هسه بس باچر", "لا بس تعبانة", "لا مو هسه بس تعبت من الحياة", "مو هسه بس تعبان"]
)
def test_about_now_nothing_else_stands_beside_a_no(said: str) -> None:
    assert understand(said, "asq.5") is Answer.UNCLEAR


def test_no_and_then_now_is_not_a_no_to_now() -> None:
    assert understand("لا، هسه", "asq.5") is Answer.UNCLEAR
    assert understand("لا خطر") is Answer.UNCLEAR


def test_no_danger_answers_the_question_about_danger_only() -> None:
    assert understand("لا، ماكو خطر") is Answer.NO
    assert understand("اي، اكو خطر") is Answer.YES
    assert understand("لا، ماكو خطر", "asq.3") is Answer.UNCLEAR


@given(st.text(max_size=60))
def test_any_text_gets_an_answer_and_none_is_silence(said: str) -> None:
    assert understand(said) in (Answer.YES, Answer.NO, Answer.REFUSED, Answer.UNCLEAR)


@given(
    st.sampled_from(["لا", "كلا", "لا والله", "no", "la"]),
    st.sampled_from(["بس", "لكن", "غير انه", "يعني", "bas", "but"]),
    st.sampled_from(
        ["اريد اموت", "تعبت", "افكر انتحر", "ما اريد اعيش", "اليوم اخلص", "areed amoot", "i want to die"]
    ),
)
def test_what_follows_a_but_is_never_lost_in_a_no(no: str, but: str, rest: str) -> None:
    assert understand(f"{no} {but} {rest}") is not Answer.NO


@pytest.mark.parametrize(
    "text", ["لا هسه زين بس اليوم تذكرت", "لا والله ضميري يوجعني", "كلا ابني اللي مريض", "لا خلص ماكو شي"]
)
def test_a_no_with_something_of_their_own_begins_with_no(text: str) -> None:
    assert begins_with_no(text)


@pytest.mark.parametrize(
    "text", ["لا بس مرات", "لا تسألني", "لا خلص ما اريد اكمل", "لا فكرت بيها قبل", "زين", "ما ادري", ""]
)
def test_what_may_take_the_no_back_does_not(text: str) -> None:
    assert not begins_with_no(text)


@pytest.mark.parametrize("text", ["شدخل الموت حجيت عن المدير", "ليش تسألني هيچ", "شنو هالاسئلة", "شنو دخلك"])
def test_asking_why_is_told_apart(text: str) -> None:
    assert asks_why(text)
    assert understand(text, "asq.1") is not Answer.NO


@pytest.mark.parametrize(
    "text", ["لا خلص ما اريد اكمل", "اوكف، ما اريد هالاسئلة", "تعبت من الاسئلة", "خلص عوفني"]
)
def test_a_sentence_ends_the_questions_as_a_word_does(text: str) -> None:
    assert leaves(text)


@pytest.mark.parametrize("text", ["لا لا جنت اشاقه", "هههه اتشاقه", "اشاقه وياك", "جنت امزح والله"])
def test_a_joke_taken_back_is_a_no(text: str) -> None:
    assert understand(text, "asq.1") is Answer.NO


@pytest.mark.parametrize("text", ["اشاقه بس صدگ اريد اموت", "لا مو شقه", "اشاقه مرات", "اضحك وابچي"])
def test_a_joke_with_anything_beside_it_is_no_no(text: str) -> None:
    assert understand(text, "asq.1") is not Answer.NO


def test_a_whole_no_before_but_is_one_unless_it_is_taken_back() -> None:
    assert denies_before_but("لا ما افكر بالموت بس اريد ابچي", "asq.1")
    assert not denies_before_but("لا بس مرات", "asq.1")
    assert not denies_before_but("ما فكرت بس تمنيت", "asq.1")
    assert not denies_before_but("بس تعبان", "asq.1")
    assert not denies_before_but("لا ما افكر بالموت", "asq.1")


@pytest.mark.parametrize(
    "text", ["ما فكرت بس مره", "ما افكر بس بالليل", "ما فكرت بس هسه صرت", "ما افكر بالموت بس قبل جنت"]
)
def test_but_is_also_except_and_only(text: str) -> None:
    assert not denies_before_but(text, "asq.1")


@pytest.mark.parametrize("text", ["لا امزح", "مستحيل اشاقه", "اضحك", "شقه", "اشاقه؟"])
def test_that_it_was_no_joke_is_no_no(text: str) -> None:
    assert understand(text, "asq.1") is not Answer.NO


@pytest.mark.parametrize("text", ["اشاقه وياك", "جنت امزح"])
def test_about_now_a_joke_is_no_answer(text: str) -> None:
    assert understand(text, "asq.5") is not Answer.NO
