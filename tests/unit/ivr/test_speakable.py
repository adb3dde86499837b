"""Written replies become words that a voice can say."""

from ivr.speakable import shortened, speakable


def test_pictures_and_links_are_not_spoken() -> None:
    said = speakable("هلا بيك 🌿👩🏽‍⚕️ التفاصيل https://example.org/a?b=1 هنا")

    assert said == "هلا بيك التفاصيل هنا."


def test_a_number_to_dial_is_said_digit_by_digit() -> None:
    assert "تسعة، واحد، واحد" in speakable("الطوارئ 911.")
    assert "تسعة، واحد، واحد" in speakable("الطوارئ ٩١١.")


def test_a_small_number_is_left_to_the_voice() -> None:
    assert speakable("خلال 15 دقيقة") == "خلال 15 دقيقة."


def test_lines_become_sentences_and_marks_go() -> None:
    assert speakable("*اول شي*\n• نفس عميق\n\nوبعدين؟") == "اول شي. نفس عميق. وبعدين؟"


def test_what_xml_refuses_is_not_spoken() -> None:
    assert speakable("هلا\x0b\x00 بيك") == "هلا بيك."


def test_a_long_answer_loses_whole_sentences_and_never_its_question() -> None:
    said = shortened(["جملة اولى. جملة ثانية. جملة ثالثة.", "شنو الاقرب الك؟"], most=40)

    assert said == ["جملة اولى. جملة ثانية.", "شنو الاقرب الك؟"]


def test_a_short_answer_is_left_alone() -> None:
    assert shortened(["هلا.", "شلونك؟"]) == ["هلا.", "شلونك؟"]
