"""On, back, on again, not at all: short messages in the middle of something, and what looks like them."""

import pytest

from helpline.text import cannot, consists, go_ahead, go_back, go_on, is_question


@pytest.mark.parametrize(
    "text", ["يله", "يلا", "يلة", "ياله", "يلا نبدي", "يله نكمل", "اي يلا", "يلاااا", "yalla"]
)
def test_come_on(text: str) -> None:
    assert go_ahead(text)


@pytest.mark.parametrize("text", ["يلا باي", "يله اروح انام", "يالله", "يا الله", "تعبت يلا عوفني", "", "؟"])
def test_goodbye_and_a_sigh_are_not_come_on(text: str) -> None:
    assert not go_ahead(text)


@pytest.mark.parametrize(
    "text", ["ارجع", "ارجعي", "رجعني", "ارجع خطوة", "نرجع للخطوة السابقة", "اريد ارجع لورا"]
)
def test_back(text: str) -> None:
    assert go_back(text)


@pytest.mark.parametrize("text", ["ارجع للبيت", "ما اريد ارجع", "اريد ارجع لاهلي", "نرجع للتمرين", "قبل"])
def test_going_back_elsewhere_is_not_back(text: str) -> None:
    assert not go_back(text)


@pytest.mark.parametrize(
    "text", ["كمل", "كملي", "نكمل", "خلينا نكمل", "نرجع للتمرين", "نكمل من وين ما وگفنا"]
)
def test_on_again(text: str) -> None:
    assert go_on(text)


@pytest.mark.parametrize("text", ["ما اريد اكمل", "كملت", "ما اگدر اكمل حياتي", "كمل الدراسة", "لا تكمل"])
def test_what_goes_no_further_is_not_on_again(text: str) -> None:
    assert not go_on(text)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "ما گدرت",
            "ماكو",
            "ما اعرف",
            "ما ساعدني",
            "والله مدري شنو اگول",
            "ما فادني هذا التمرين",
            "صعبة عليه",
        ),
        *("حاولت بس ما گدرت", "لا ما نفع", "ما اعرف شلون اگولها", "ماكو احد", "madri"),
    ],
)
def test_could_not(text: str) -> None:
    assert cannot(text)


@pytest.mark.parametrize(
    "text",
    [
        "ما گدرت انام",
        "ما اعرف ابوي وين",
        "ماكو شغل بالبلد",
        "ما عندي حيل",
        "ما اريد",
        "لا",
        "صعب الجو بالبيت",
    ],
)
def test_what_tells_of_something_is_not_could_not(text: str) -> None:
    assert not cannot(text)


@pytest.mark.parametrize("text", ["اضربهم؟", "شنو اسوي", "ليش", "really?", "اكو احد يسمعني"])
def test_a_question(text: str) -> None:
    assert is_question(text)


def test_a_long_message_is_none_of_them() -> None:
    assert consists("كمل كمل", ("كمل",), "")
    assert not consists("كمل " * 9, ("كمل",), "")
