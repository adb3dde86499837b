"""Each rule of safe messaging finds what it forbids and leaves its harmless neighbour alone."""

import pytest

from tests.unit.content.wording import codes, wording

WITH_HELP = " شخص من فريقنا يسمعك ونگدر نساعد، ومو وحدك."

FORBIDDEN = [
    ("SM01", "هاي حبوب خطرة على اللي يفكر بالانتحار"),
    ("SM01", "اخذ مسدس وفكر ينتحر"),
    ("SM01", "راح للجسر حتى ينتحر"),
    ("SM01", "took an overdose, suicide"),
    ("SM02", "ارتكب جريمة الانتحار"),
    ("SM02", "الانتحار حرام"),
    ("SM02", "اقدم على الانتحار"),
    ("SM02", "he committed suicide"),
    ("SM03", "انتحار فاشل"),
    ("SM03", "فشل بمحاولة انتحار"),
    ("SM03", "a failed attempt"),
    ("SM04", "انتحر بسبب الدراسة"),
    ("SM04", "انتحر علمود الديون"),
    ("SM05", "الموت راحة"),
    ("SM05", "ما الها حل غير الموت"),
    ("SM06", "الانتحار ظاهرة بالعراق"),
    ("SM06", "هواية ناس فكروا بالانتحار"),
    ("SM06", "صارت 300 حالة انتحار"),
    ("SM07", "هذا مجنون"),
    ("SM07", "مريض نفسي"),
    ("SM08", "لا تكبرها"),
    ("SM08", "كلشي راح يصير زين"),
    ("SM08", "بسيطة، تعدي"),
    ("SM08", "اوعدك تتحسن"),
    ("SM09", "اوعدني ما تأذي نفسك"),
    ("SM13", "عندك اكتئاب"),
    ("SM13", "هذا اضطراب"),
    ("SM13", "خذ حباية وارتاح"),
    ("SM13", "وگف الدوا"),
    ("SM13", "20 ملغم باليوم"),
    ("SM19", "القانون يعاقب عليها"),
    ("SM19", "يحبسوك عليها"),
]


@pytest.mark.parametrize(("code", "text"), FORBIDDEN)
def test_what_is_forbidden_fails(code: str, text: str) -> None:
    assert (code, "FAIL") in codes(wording(text + WITH_HELP))


ALLOWED = [
    ("SM01", "هذا اسم وقسم وجسم، والانتحار"),
    ("SM01", "گعدنا بالسطوح وشربنا چاي"),
    ("SM02", "مات بالانتحار، واهله يحتاجون ناس يمهم"),
    ("SM02", "البكي مو عيب"),
    ("SM03", "نجحت بالامتحان من ثاني محاولة تسجيل بالكلية"),
    ("SM03", "حاول الانتحار ونجا"),
    ("SM04", "مات بالانتحار، والاسباب هواية ومتشابكة"),
    ("SM05", "نلگي حل للمشكلة سوه"),
    ("SM05", "ارتاح شوية وارجع"),
    ("SM06", "البكي طبيعي بالحزن"),
    ("SM07", "الوجع النفسي مو جنون"),
    ("SM08", "خطوات بسيطة للنوم"),
    ("SM08", "تمارين بسيطة"),
    ("SM09", "احچيلي شنو صار"),
    ("SM13", "الاكتئاب يصير هواية وينعالج"),
    ("SM13", "خذ نفس طويل"),
    ("SM19", "اكو مساعدة قانونية بالمركز"),
]


@pytest.mark.parametrize(("code", "text"), ALLOWED)
def test_the_harmless_neighbour_passes(code: str, text: str) -> None:
    assert (code, "FAIL") not in codes(wording(text + WITH_HELP))


def test_a_means_in_a_text_that_is_not_about_suicide_is_reviewed_not_blocked() -> None:
    found = codes(wording("الحبوب المهدئة ويه الكحول خطرة، والطبيب يعرف."))
    assert ("SM01", "WARN") in found
    assert ("SM01", "FAIL") not in found


def test_a_means_said_to_somebody_in_danger_is_blocked_though_suicide_is_not_named() -> None:
    assert ("SM01", "FAIL") in codes(wording("بعّد الحبوب عنك", kind="danger", state="calling"))


def test_a_text_on_suicide_needs_a_way_to_a_person_and_hope() -> None:
    assert ("SM10", "FAIL") in codes(wording("الانتحار موضوع صعب."))
    assert ("SM10", "FAIL") in codes(wording("الانتحار موضوع صعب. شخص من فريقنا هنا."))
    assert ("SM10", "FAIL") in codes(wording("الانتحار موضوع صعب. هالاحساس يخف."))
    assert ("SM10", "FAIL") not in codes(wording("الانتحار موضوع صعب. هالاحساس يخف، وشخص من فريقنا يسمعك."))
    assert ("SM10", "FAIL") not in codes(wording("شلونك اليوم؟"))


def test_the_asq_questions_stay_literal_and_nothing_else_does() -> None:
    literal = "بآخر اسبوع، اجتك افكار عن قتل نفسك؟"
    assert not {
        code for code, level in codes(wording(literal, kind="screening", id="asq.3")) if level == "FAIL"
    }
    assert ("SM10", "FAIL") in codes(wording(literal, kind="screening", id="screening.intro"))


def test_confidentiality_without_its_limit_is_shown_to_a_person() -> None:
    assert ("SM15", "WARN") in codes(wording("كلامك سري ومحد يعرف بيه."))
    assert ("SM15", "WARN") not in codes(wording("كلامك سري، الا اذا صار خطر على حياتك."))
