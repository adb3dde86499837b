"""How often, as people say it: understood where it is plain, and never guessed."""

import pytest

from helpline import content
from helpline.conversation.receive import triage
from helpline.screening.frequency import ANSWERS, DAYS, TIME, Unmeasured, understand
from helpline.triage import Level

PHQ = [
    ("ولا يوم", 0), ("ولا مره", 0), ("ابداً", 0), ("لا", 0), ("لا والله", 0), ("ما صار هيچ شي", 0),
    ("la", 0), ("لا الحمدلله ما عندي", 0), ("abad", 0), ("no", 0), ("1", 0), ("١", 0),
    ("چم يوم", 1), ("كم يوم", 1), ("جم يوم", 1), ("يمكن چم يوم", 1), ("يومين", 1), ("مرات", 1), ("شويه", 1),
    ("احيانا", 1), ("2", 1), ("٢", 1), ("رقم اثنين", 1), ("اثنين", 1), ("marat", 1),
    ("اكثر من نص الايام", 2), ("اكثر من النص", 2), ("اغلب الايام", 2), ("۳", 2), ("ثلاثة", 2),
    ("تقريبا كل يوم", 3), ("تقريباً كل يوم", 3), ("كل يوم", 3), ("كل يوم تقريبا", 3), ("دائما", 3),
    ("دايما", 3), ("يوميه", 3), ("كل يوم والله", 3),
    ("kul yom", 3), ("every day", 3), ("4.", 3), ("حسيت بيها كل يوم", 3),
]  # fmt: skip
WHO = [
    ("ولا مرة", 0), ("ولا وقت", 0), ("ابد", 0), ("لا", 0), ("1", 0),
    ("بعض الوقت", 1), ("شوية من الوقت", 1), ("مرات", 1), ("نادرا", 1),
    ("اقل من نص الوقت", 2), ("اقل من النص", 2), ("اكثر من نص الوقت", 3), ("اكثر من النص", 3),
    ("اغلب الوقت", 4), ("معظم الوقت", 4), ("اكثر الوقت", 4), ("كل الوقت", 5), ("دايما", 5), ("6", 5),
    ("٦", 5),
]  # fmt: skip
UNCLEAR = [
    "", "؟", "شنو يعني", "0", "٠", "5", "11", "مو كل يوم", "ما كل يوم", "لا چم يوم", "كل يوم بس هسه احسن",
    "چم يوم وبعدين كل يوم", "اقل من نص الايام", "يوم اي يوم لا",
    "ابوي كل يوم يصيح علينا واني ما اگدر احچي بشي",
]  # fmt: skip


@pytest.mark.parametrize(("said", "value"), PHQ)
def test_days_are_understood_however_they_are_said(said: str, value: int) -> None:
    assert understand(said, DAYS) == value


@pytest.mark.parametrize(("said", "value"), WHO)
def test_shares_of_the_time_are_understood(said: str, value: int) -> None:
    assert understand(said, TIME) == value


@pytest.mark.parametrize("said", UNCLEAR)
def test_what_is_denied_or_says_two_things_is_not_guessed(said: str) -> None:
    assert understand(said, DAYS) is Unmeasured.UNCLEAR


@pytest.mark.parametrize("said", ["بأي وقت", "باي وقت", "في أي وقت", "اي وقت", "any time", "at any time"])
def test_at_any_time_is_not_at_no_time(said: str) -> None:
    """Many copies of WHO-5 say the one for the other, which turns the score round."""
    assert not isinstance(understand(said, TIME), int)


def test_who5_never_offers_at_any_time_and_its_lowest_answer_denies() -> None:
    titles = [button.title for button in content.buttons("who5.answers")]
    assert not any("بأي" in title or "باي" in title or title.startswith("اي ") for title in titles)
    assert titles[0].startswith("ولا")
    assert titles[-1] == "كل الوقت"


@pytest.mark.parametrize(("name", "phrases"), [("phq9", DAYS), ("who5", TIME)])
def test_the_words_on_the_buttons_mean_what_the_buttons_do(name: str, phrases: object) -> None:
    for value, button in enumerate(content.buttons(f"{name}.answers")):
        assert button.id == f"value:{value}"
        assert understand(button.title, phrases) == value


@pytest.mark.parametrize(("name", "phrases"), [("phq9", DAYS), ("who5", TIME)])
def test_every_known_way_means_one_thing(name: str, phrases: tuple[tuple[str, ...], ...]) -> None:
    for value, of_value in enumerate(phrases):
        for phrase in of_value:
            assert understand(phrase, phrases) == value, phrase


@pytest.mark.parametrize("said", ["كافي", "نوگف", "خلص", "ما اريد اكمل", "نوگف هنا"])
def test_they_may_stop_in_a_word(said: str) -> None:
    assert understand(said, DAYS) is Unmeasured.ENOUGH


@pytest.mark.parametrize("said", ["ما ادري", "تخطي", "نعوفه", "عبّر", "ما اريد اجاوب", "skip", "نعوف هالسؤال"])
def test_an_item_may_be_skipped_in_a_word(said: str) -> None:
    assert understand(said, DAYS) is Unmeasured.SKIPPED


@pytest.mark.parametrize("said", ["اي", "نعم", "اي والله", "فكرت بيها"])
def test_that_it_is_so_is_heard_without_how_often(said: str) -> None:
    assert understand(said, DAYS) is Unmeasured.YES


@pytest.mark.parametrize("phrase", sorted(ANSWERS))
def test_an_answer_alone_is_no_danger_by_its_letters(phrase: str) -> None:
    assert triage(phrase, []).level == Level.GREEN
    assert triage(phrase, ["اتمنى انام وما اكعد"], "value:1").level == Level.GREEN


def test_a_wish_told_with_an_answer_is_heard() -> None:
    assert triage("كل يوم اتمنى اموت", []).level >= Level.AMBER
    assert triage("كل يوم اتمنى اموت", [], "value:3").level >= Level.AMBER
