"""Whose name is told after «اني», and how its bearer is addressed."""

import pytest

from helpline.text import clauses, normalise
from helpline.text.given_names import EITHER, MEN, NAMES, WOMEN, WORDS_TOO
from helpline.text.told_name import address_of, is_name, says_nothing_else, told


def _heard(text: str) -> tuple[str, str | None] | None:
    words = clauses(normalise(text))[0]
    place = told(words)
    if place is None:
        return None
    name = words[place[0] : place[1]]
    return " ".join(name), address_of(name)


@pytest.mark.parametrize(
    ("text", "name", "address"),
    [
        ("اني سارة", "ساره", "f"),
        ("وياك زينب", "زينب", "f"),
        ("هلو اني ام حسين", "ام حسين", "f"),
        ("انا محمد من الموصل", "محمد", "m"),
        ("السلام عليكم وياك مصطفى", "مصطفي", "m"),
        ("اني ابو علي", "ابو علي", "m"),
        ("وياكم اخوكم حيدر", "حيدر", "m"),
        ("زينب اني", "زينب", "f"),
        ("اني عبد الله", "عبد الله", "m"),
        ("اني نور", "نور", None),
        ("اني علي", "علي", "m"),
        ("ani Zainab", "zainab", "f"),
        ("ana mo7amad", "mo7amad", "m"),
    ],
)
def test_a_name_that_is_told(text: str, name: str, address: str | None) -> None:
    assert _heard(text) == (name, address)


@pytest.mark.parametrize(
    "text",
    [
        *("اني تعبانة", "اني من البصرة", "اني ام لثلاث اطفال", "اني علي ديون هواية", "اني احمد الله"),
        *(
            "وياك امل",
            "اني زين",
            "اني هنا",
            "اني وحيدة",
            "اني ليلي ونهاري",
            "معك حق",
            "اني موافق",
            "اني حاير",
        ),
        *("اني نور عيني راحت", "حيدر ضربني", "ani ta3bana", "ani mrid", "ani bas arid", "اني عبد ضعيف"),
    ],
)
def test_what_somebody_is_or_does_is_no_name(text: str) -> None:
    assert _heard(text) is None


def test_a_name_and_nothing_else() -> None:
    alone, more = ["هلو", "اني", "ساره"], ["اني", "ساره", "من", "البصره"]
    assert says_nothing_else(alone, (2, 3)) and says_nothing_else(["ساره", "اني"], (0, 1))
    assert not says_nothing_else(more, (1, 2))
    assert is_name(["زينب"]) and is_name(["ام", "علي"])
    assert not is_name([]) and not is_name(["زينب", "ضربتني"]) and not is_name(["تعبانه"])


def test_the_list_is_large_and_says_of_each_name_one_thing() -> None:
    assert len(NAMES) >= 300
    assert not MEN & WOMEN and not EITHER & (MEN | WOMEN)
    assert WORDS_TOO <= NAMES
