"""Whole messages that ask or answer and say nothing more, whatever their letters remind of; pure.

«شسوي هسه» ends many cries for help, «عمري 15» stands in many stories: alone they are neither. Only the whole
message counts, and only where nothing but its letters makes it look like risk.
"""

import re

from helpline.text import normalise

_NUMBER = (
    r"(?:\d{1,2}|سبع|ثمان|ثمن|تسع|عشر|احدعش|اثنعش|تنعش|تلطعش|ثلطعش|اربعطعش|خمسطعش|سطعش|سبعطعش|ثمنطعش|"
    r"تسعطعش|عشرين)"
)
_WHO = r"(?:ابوي|ابويه|امي|ماما|بابا|اهلي|اخوي|اختي|احد|المدرسه|المعلمه|رجلي|زوجي)"
_PLAIN = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?:(?:هسه|هسة|وهسه|زين|يعني|طيب|مدري|بس|ما ادري|اي) )*(?:شسوي|شنسوي|شنو اسوي|شنو نسوي)"
        r"(?: (?:هسه|هسة|بسرعه|بسرعة|وياه|وياها|وياهم|شسوي|بالله|اني|رجاء|رجاءا))*",
        r"(?:(?:اني|انا|هو|هي) )?(?:(?:بنت|بنيه|بنية|ولد|شاب|صبي|طفل) )?"
        rf"عمر(?:ي|ه|ها) {_NUMBER}(?: (?:سنه|سنة|سنين))?",
        rf"لا ت(?:گول|كول|قول|خبر|حچ|حج)\w* ل?{_WHO}(?: (?:رجاء|رجاءا|عفيه|عفية|فدوه|بالله))*",
        r"(?:اليوم|باچر|باجر|البارحه|هسه)(?: (?:بالليل|الصبح|العصر|الظهر|الفجر))?",
        rf"(?:هو|هي|{_WHO}) وين(?: هسه)?|وين (?:هو|هي|{_WHO})(?: هسه)?",
        r"(?:(?:هسه|هو|هي|رجلي) )*(?:نايم|نايمه|طلع|طلعت|بالشغل|بالدوام|بالبيت|يمي|مو يمي)(?: هسه)?",
    )
)


def are_plain(text: str) -> bool:
    """Say whether a message is one of these and nothing else."""
    said = normalise(text).strip(" .!؟،«»\"'")
    return any(pattern.fullmatch(said) for pattern in _PLAIN)
