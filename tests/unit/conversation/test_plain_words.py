"""A few words that ask or answer are no danger by their letters; with anything beside them they are read."""

import pytest

from helpline.conversation.doubt.plain_words import are_plain
from helpline.conversation.receive import triage
from helpline.triage import Level

PLAIN = [
    *("شسوي هسه", "هسه شسوي", "شسوي شسوي", "زين وهسه شسوي؟", "مدري شسوي هسه", "شسوي وياه", "شسوي بسرعة"),
    *("عمري 15", "عمري ١٠", "اني بنية عمري 14", "عمرها 13 سنة", "لا تگولون لأمي", "لا تخبرون احد رجاءً"),
    *("اليوم بالليل", "هي وين هسه", "هسه نايم", "رجلي بالشغل"),
    *(
        "ماكو قريب؟",
        "ماكو شي قريب",
        "اريد مكان",
        "بطلت ما اريد",
        "بطلت ماريد",
        "اريد اوكفه",
        "بس لا تخبرون اهلي",
    ),
    *("اخوي الزغير", "ابن عمي الزغير", "بس اختي الچبيرة", "بنت خالتي"),
    *("علمني اكون لطيف ويه نفسي", "علمني شلون افك روحي من افكاري", "شلون افهم بنتي انه جدتها ماتت"),
]


@pytest.mark.parametrize("text", PLAIN)
def test_they_are_calm_whatever_their_letters(text: str) -> None:
    assert are_plain(text)
    assert triage(text, []).level == Level.GREEN


@pytest.mark.parametrize(
    "text",
    [
        *("بلعت الحبوب شسوي هسه", "عمري 15 واريد اموت", "لا تگولون لأمي راح اموت روحي", "اليوم بالليل اخلص"),
        *("اختي شربت سم شسوي هسه", "هو نايم والسكين بيدي"),
        *("اخوي الزغير بلع حبوب", "اختي الزغيرة تريد تموت"),
        *("اريد مكان اموت بيه وحدي", "علمني شلون ارتاح من هالدنيا", "بطلت اريد اعيش"),
    ],
)
def test_with_anything_beside_them_they_are_read(text: str) -> None:
    assert not are_plain(text)
    assert triage(text, []).level >= Level.AMBER


def test_what_is_told_next_of_whom_they_named_is_read_with_it() -> None:
    assert triage("بلع كل الحبوب", ["اخوي الزغير"]).level == Level.RED
