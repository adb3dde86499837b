"""Whether somebody who speaks of violence speaks of a child of theirs, and not of themselves; pure."""

import re

from helpline.text import normalise

# «My son», «my sister's girl», «my little brother», a pupil; somebody's son («ابن عمي») may be who did it.
_CHILD = re.compile(
    r"(?:^| )(?:و|ب|ل|ال)?(?:بنتي|بتي|بنيتي|ابني|وليدي|طفلي|طفلتي|حفيدي|حفيدتي|جهالي|زغاري|اطفالي|ولادي|"
    r"(?:بنت|بت|ابن|وليد) (?:اخوي|اختي|بنتي|ابني|جيراننا|جيرانا|جارتنا|جارتي)|"
    r"(?:اخوي|اختي) (?:ال)?(?:زغير|زغيره|زغيرون|صغير|صغيره)|"
    r"(?:طالب|طالبه|تلميذ|تلميذه|طفل|طفله) (?:عندي|بصفي|بمدرستي|من طلابي))(?: |$)"
)
# «When I was little», and what was done to the writer.
_THEMSELVES = re.compile(
    r"(?:^| )(?:اني|انا|وانا|واني|[جچك]نت) (?:\w+ )?(?:زغير|زغيره|صغير|صغيره|طفل|طفله)(?: |$)"
    r"|(?:ضرب|غصب|غتصب|جبر|لمس|هدد|حبس|عنف|تحرش|استغل|صور)\w*ني(?: |$)"
    # «بيه» is in me and in him: of somebody's son who did it, in me.
    r"|(?:^| )(?:(?:ابن|وليد|بنت) (?:اخوي|اختي|جيراننا|جيرانا|جارتنا|جارتي)|اخوي (?:ال)?(?:زغير|صغير)) "
    r"(?:\w*(?:تحرش|عتدى|عتده|عتدي|غتصب|لمس|لعب)\w*)"
)


def is_spoken_of(text: str) -> bool:
    """Say whether a message names a child of the writer's, and not the writer as a child."""
    said = normalise(text)
    return bool(_CHILD.search(said)) and not _THEMSELVES.search(said)
