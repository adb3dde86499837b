"""What the simulated contacts write: a fixed sample, so that two runs measure the same work."""

from helpline.conversation.receive import triage
from helpline.triage import Level

# Ordinary talk, as it comes: dialect, Arabizi, a little English. None of it may need a screening.
EVERYDAY = (
    "هلو شلونكم",
    "السلام عليكم",
    "شكرا الكم الله يخليكم",
    "تعبانة من الشغل وما انام زين هالايام",
    "علموني تمرين التنفس",
    "shlonkum, ani ta3ban shwaya",
    "اكو يمكم مركز قريب بالبصرة",
    "زوجي مسافر واحس بالوحدة هواية",
    "كل ما اطلع للسوق كلبي يدك بسرعة",
    "شنو تسوون انتو بالضبط",
    "الامتحانات قربت وما اكدر اركز",
    "باجر عندي مقابلة شغل وخايف منها شوية",
    "ok thank you",
    "بتي صارت ما تحجي ويانا مثل قبل",
    "متوفي ابوي من شهر والبيت فارغ علينا",
    "اي زين خلي نكمل",
)
# A wish that is said is asked about; these lead to a screening, not at once to an alert.
CONCERN = (
    "ما اريد اعيش بعد",
    "تعبت من الدنيا واتمنى انام وما اكعد",
)
DANGER = (
    "راح انتحر هسه",
    "اني بخطر",
    "اليوم انهي حياتي، سامحوني كلكم",
)
LONGEST = 2000


def long_text() -> str:
    """Return a message of 2,000 characters, the longest the sample holds."""
    return " ".join(EVERYDAY * 10)[:LONGEST]


def sample() -> tuple[str, ...]:
    """Return the mixed sample: everyday talk, concern, danger, and one of 2,000 characters."""
    return (*EVERYDAY, *CONCERN, *DANGER, long_text())


def everyday() -> tuple[str, ...]:
    """Return the everyday texts that triage reads as such: one that starts a screening is other work."""
    return tuple(text for text in EVERYDAY if triage(text, []).level < Level.AMBER)


def danger() -> tuple[str, ...]:
    """Return the texts of danger that triage reads as RED, with the one word that our texts teach."""
    return tuple(text for text in DANGER if triage(text, []).level == Level.RED)
