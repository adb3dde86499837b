"""Who sits beside the phone, as far as the words tell."""

import pytest

from helpline.conversation.beside import is_watched


@pytest.mark.parametrize(
    ("text", "routes"),
    [
        ("رجلي يمي اخاف", ()),
        ("رجلي يمي", ("gbv",)),
        ("ما اگدر احچي رجلي گاعد يمي", ()),
        ("ابوي بصفي ما اگدر اكتب", ()),
        ("هو يمي وما اگدر احچي", ()),
        ("زوجي راح يشوف التلفون", ()),
        ("رجلي يفتش تلفوني كل يوم", ("gbv",)),
    ],
)
def test_who_is_feared_is_beside_the_phone(text: str, routes: tuple[str, ...]) -> None:
    assert is_watched(text, routes)


@pytest.mark.parametrize(
    ("text", "routes"),
    [
        ("ابوي يمي وفرحانين", ()),
        ("امي يمي وتسمعني", ("gbv",)),
        ("رجلي ما يساعدني بشي", ("gbv",)),
        ("رجلي يضربني", ("gbv",)),
        ("محد يمي", ("gbv",)),
        ("ابني ياخذ الموبايل ويلعب", ()),
        ("اخوي ياخذ الموبايل ويلعب", ()),
        ("", ()),
    ],
)
def test_nobody_who_is_feared_is_beside_the_phone(text: str, routes: tuple[str, ...]) -> None:
    assert not is_watched(text, routes)
