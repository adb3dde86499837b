"""What somebody wrote, without who they are."""

import pytest

from helpline.content.deidentify import deidentify


@pytest.mark.parametrize(
    ("wrote", "leaves"),
    [
        ("اسمي زينب علي من الموصل", "اسمي [اسم] من [مكان]"),
        ("رقمي 0770 123 4567 اتصلوا", "رقمي [رقم] اتصلوا"),
        ("رقمي ٠٧٧٠١٢٣٤٥٦٧", "رقمي [رقم]"),
        ("رقمي صفر سبعة سبعة صفر واحد", "رقمي [رقم]"),
        ("عمري 16 واريد اموت", "عمري [عمر 12 الى 17] واريد اموت"),
        ("عمري ٤٥ سنة", "عمري [عمر 30 الى 59] سنة"),
        ("عمري ستطعش", "عمري [عمر]"),
        ("عمرها خمسة وعشرين", "عمرها [عمر]"),
        ("اني 22 سنة", "اني [عمر 18 الى 29]"),
        ("اخوي علي يضربني بالكرادة", "اخوي [اسم] يضربني [مكان]"),
        ("رجلي حسن كريم ضربني", "رجلي [اسم] ضربني"),
        ("ابو حسين گال لام عباس", "ابو [اسم] گال لام [اسم]"),
        ("عبد الله جاري", "[اسم] جاري"),
        ("ساكنين بشارع فلسطين", "ساكنين بشارع [مكان]"),
        ("ودوني لمستشفى اليرموك ببغداد", "ودوني لمستشفى [مكان]"),
        ("كتبولي على www.example.com او @hamodi_99", "كتبولي على [رابط] او [رابط]"),
        ("ismi mohammed w ani mn baghdad", "ismi [اسم] w ani mn [مكان]"),
    ],
)
def test_names_places_numbers_and_ages_are_replaced(wrote: str, leaves: str) -> None:
    assert deidentify(wrote) == leaves


@pytest.mark.parametrize(
    "wrote",
    [
        "اريد اموت ما عندي امل بالحياة وهواي علي",
        "احس روحي ثگيلة عليهم",
        "تعبت كلش والله مو زين",
        "وحيد بلا احد من 3 سنين",
        "3ali kolshi w ma7ad yes2al",
        "اسمي ما اريد اگوله",
        "اخذت قرار وعايشة بعذاب",
        "",
    ],
)
def test_what_tells_of_danger_stays_as_it_was(wrote: str) -> None:
    assert deidentify(wrote) == wrote


def test_no_number_of_seven_digits_is_ever_left() -> None:
    for wrote in ("07701234567", "0770-123-4567", "+964 770 123 4567", "(0770) 1234567", "0770.123.4567"):
        assert sum(map(str.isdigit, deidentify(f"دگ على {wrote} هسه"))) == 0
