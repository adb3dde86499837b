"""Whoever waits for a person asks when one comes."""

import re

from helpline.text import normalise

# The whole message: «شوكت يجي» is about somebody of ours, «شوكت يجي يومي» is not.
_WHEN = re.compile(
    r"(?:و|بس |زين |طيب |يعني )?(?:شوكت|شوكتين|يمته|يمتي|متي|وين) "
    r"(?:يجي|تجي|تجون|يجون|يتصل|يتصلون|تتصلون|يرد|يردون|تردون|يجاوب|يجاوبون|تجاوبون|يوصل)"
    r"(?: (?:الموظف|المرشد|المرشده|مرشد|مرشده|احد|شخص|واحد|واحد منكم|الرد|الجواب|جوابكم|عليه|عليا|هسه))*"
)
# The same in English and Kurdish: no word may stand in it that is not listed.
_WHEN_ENGLISH = re.compile(
    r"(?:(?:ok|so|please|but|and) )*(?:when|how long)"
    r"(?: (?:will|does|do|can|is|it|take|until|till|before|somebody|someone|anyone|anybody|a|person|the|team|"
    r"you|they|from|answer|answers|reply|call|come|comes|write|writes|me|i|have|to|wait|be|here|please|must|should))+"
)
_WHEN_KURDISH = re.compile(
    r"(?:(?:ئەي|باشە|تا) )*(?:كەي|كەنگي|كەنگێ|چەند)"
    r"(?: (?:كەسێك|يەكێك|كەس|وەڵام|وەڵامم|وەڵامێك|دێت|دێ|دێن|دەداتەوە|دەدەنەوە|"
    r"دەدرێتەوە|پەيوەندي|پەيوەنديم|پێوە|دەكەن|دەكات|بۆم|دەنووسێت|چاوەڕێ|چاوەڕوان|بكەم|بم|تر|دەخايەنێت))+"
)


def asks_when(text: str) -> bool:
    """Say whether a message asks when somebody comes or answers, and nothing else."""
    said = normalise(text).strip(" .،!؟?")
    return any(when.fullmatch(said) for when in (_WHEN, _WHEN_ENGLISH, _WHEN_KURDISH))
