"""What free questions in the dialect are understood as; the floor below which a change of words is a loss."""

import sys
import time
from pathlib import Path

import pytest

from helpline.content import directory
from helpline.content.directory import Query, understand

QUERIES = [
    line.split("\t") for line in Path(__file__).with_name("queries.tsv").read_text("utf-8").splitlines()
]
DIRECTORY = directory.all_services()


def read(text: str) -> Query:
    return understand(text, DIRECTORY)


def test_most_questions_are_understood(capsys: pytest.CaptureFixture[str]) -> None:
    first = third = place = 0
    for text, kind, governorate in QUERIES:
        query = read(text)
        first += query.types[:1] == (kind,)
        third += kind in query.types[:3]
        place += query.governorate == (governorate or None)
    total = len(QUERIES)
    with capsys.disabled():
        figures = f"first {first / total:.3f}, in three {third / total:.3f}, place {place / total:.3f}"
        sys.stdout.write(f"{total} questions: {figures}")
    assert total >= 80
    assert first / total >= 0.95
    assert third / total >= 0.97
    assert place / total >= 0.97


def test_a_question_about_lost_papers_in_mosul_is_one_about_civil_documents_in_nineveh() -> None:
    query = read("شهادة جنسية ضايعة بالموصل")
    assert (query.types[0], query.governorate, query.district) == ("civil_documents", "نينوى", "الموصل")


def test_a_letter_that_is_wrong_does_not_matter() -> None:
    assert read("استشاره نفسسية").types[0] == "counselling_individual"
    assert read("دورة خيياطه بالسليمانيا").governorate == "السليمانية"


def test_arabic_in_latin_letters_is_read() -> None:
    assert read("dawra khiyata bil ramadi").types[0] == "vocational_training"
    assert read("dawra khiyata bil ramadi").district == "الرمادي"


def test_where_somebody_is_now_counts_and_not_where_they_came_from() -> None:
    assert read("نازح من سنجار وهسه باربيل اريد شغل").governorate == "أربيل"


def test_a_district_stays_beside_the_name_of_its_governorate() -> None:
    query = read("مركز مجتمعي بسنجار بنينوى")
    assert (query.governorate, query.district) == ("نينوى", "سنجار")


@pytest.mark.parametrize(
    ("text", "governorate", "district"),
    [
        # An everyday word in what a quarter is called, and a street that is called after a city.
        *(("حي السنابل الخضر", None, None), ("شارع بغداد", None, None), ("محلة السلمان", None, None)),
        *(("البصرة حي السنابل الخضر", "البصرة", None), ("شارع الموصل الزبير", "البصرة", "الزبير")),
        *(("الموصل حي المنصور", "نينوى", "الموصل"), ("حي المنصور", "بغداد", "المنصور")),
        # The place itself, a quarter that is in the list, and where a street is.
        *(("الخضر", "المثنى", None), ("بالخضر", "المثنى", None), ("حي السنابل بالخضر", "المثنى", None)),
        *(
            ("حي العامل", "بغداد", "حي العامل"),
            ("شارع بالنجف", "النجف", None),
            ("شارع فلسطين", "بغداد", None),
        ),
        *(("حي الزهراء الفلوجة", "الأنبار", "الفلوجة"), ("بعدني حي بالموصل", "نينوى", "الموصل")),
    ],
)
def test_what_a_quarter_or_a_street_is_called_is_no_place_elsewhere(
    text: str, governorate: str | None, district: str | None
) -> None:
    query = understand(text, DIRECTORY, asked_where=True)
    assert (query.governorate, query.district) == (governorate, district)


@pytest.mark.parametrize(
    ("text", "age", "population"),
    [
        ("رسم للجهال", "children", None),
        ("رياضة للشباب", "youth", None),
        ("ابوي شايب كبير بالسن", "older", None),
        ("دورة خياطة للنسوان", None, "women"),
        ("اخوي معاق ويريد دورة", None, "disability"),
        ("اني نازح واريد شغل", None, "returnees"),
        ("اريد شغل", None, None),
    ],
)
def test_for_whom_it_is_is_heard(text: str, age: str | None, population: str | None) -> None:
    query = read(text)
    assert (query.age_group, query.population_group) == (age, population)


@pytest.mark.parametrize(
    "text",
    [
        "صدري يوجعني وگلبي يدگ",
        "سنوني توجعني",
        "حلو كلش",
        "الوضع صعب",
        "صرت قوية",
        "سألت عنه وماكو",
        "الجو رطب",
    ],
)
def test_everyday_words_are_no_places(text: str) -> None:
    assert read(text).governorate is None


def test_a_text_about_nothing_of_this_finds_no_service() -> None:
    assert read("هلو شلونكم").types == ()


def test_every_governorate_and_its_districts_are_known_by_every_name() -> None:
    assert len(DIRECTORY.places) == 19
    for place in DIRECTORY.places.values():
        for name in place.names:
            assert read(f"اني من {name}").governorate == place.name, name
        for district, names in place.districts.items():
            for name in names:
                query = read(f"اني من {name}")
                assert (query.governorate, query.district) == (place.name, district), name


@pytest.mark.parametrize(
    ("text", "governorate"),
    [
        ("حي العامل", "بغداد"),
        ("ساكن بابو غريب", "بغداد"),
        ("من قلعة سكر", "ذي قار"),
        ("يم باب المعظم", "بغداد"),
    ],
)
def test_quarters_and_towns_lead_to_their_governorate(text: str, governorate: str) -> None:
    assert read(text).governorate == governorate


@pytest.mark.parametrize(
    ("text", "governorate"),
    [
        ("الدورة", "بغداد"),
        ("بشارع فلسطين", "بغداد"),
        ("اني من الشعب", "بغداد"),
        ("بلد", "صلاح الدين"),
        ("الرفاعي", "ذي قار"),
    ],
)
def test_an_everyday_word_is_a_place_only_where_one_was_asked_for(text: str, governorate: str) -> None:
    assert read(text).governorate is None
    assert understand(text, DIRECTORY, asked_where=True).governorate == governorate


def test_a_longer_answer_to_the_question_where_is_no_name() -> None:
    assert understand("ما اريد هاي الدورة اللي گلتوها", DIRECTORY, asked_where=True).governorate is None


def test_every_name_that_is_an_everyday_word_is_known_where_one_was_asked_for() -> None:
    for place in DIRECTORY.places.values():
        for name in place.when_asked:
            assert read(f"اني {name}").governorate is None, name
            assert understand(name, DIRECTORY, asked_where=True).governorate == place.name, name


def test_it_takes_a_few_milliseconds() -> None:
    read("شهادة جنسية")
    began = time.perf_counter()
    for text, _, _ in QUERIES:
        read(text)
    assert (time.perf_counter() - began) / len(QUERIES) < 0.02
