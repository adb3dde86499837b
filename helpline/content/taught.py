"""The single words that texts teach people to send. Whoever reads messages must obey every one of them."""

from __future__ import annotations

from collections.abc import Mapping

# What a word stands for, and its spellings in the languages a text may be in.
TAUGHT: Mapping[str, tuple[str, ...]] = {
    "danger": ("خطر", "danger", "مەترسی"),
    "person": ("انسان", "person", "مرۆڤ"),
    "stop": ("نهاية",),
    # The same word in English and Kurdish, where it says nothing but that.
    "stop_elsewhere": ("stop", "وەستان"),
    # What is a contact's own: their plan, their code word, a chat that looks harmless, being erased.
    "my_plan": ("خطتي",),
    "safety_plan": ("خطة الامان", "خطة امان"),
    "code_word": ("كلمة سر", "كلمة السر"),
    "hide_chat": (
        *("محادثة عادية", "خلي المحادثة عادية", "خليها محادثة عادية", "سويها محادثة عادية"),
        *("اخفي المحادثة", "اخفي المحادثة بسرعة", "بسرعة اخفي المحادثة"),
    ),
    # Back again, where a question waits because somebody had come in.
    "back_again": ("نكمل", "رجعت", "رجعنا", "رجعت نكمل"),
    "erase": ("امسح بياناتي",),
    "delete_chat": ("مسح المحادثة",),
    # The choice of the two questionnaires.
    "check": ("فحص",),
    # Where their referral, or their place in a group, stands.
    "my_referral": ("احالتي", "طلبي"),
    "my_seat": ("تسجيلي",),
    # In a question that may be skipped, gone back from, or left.
    "skip": ("نعوف هالسؤال", "نعوف السؤال", "نعوفه", "عبّر"),
    "back": ("ارجع",),
    "leave": (
        *("نوگف هنا", "نوگف", "كافي", "كافي هسه", "وگف", "وقف", "اوگف", "اوقف", "خلي نوگف", "الغاء", "الغي"),
        *("بطلت", "ما اكمل", "ما اريد اكمل", "اريد اطلع", "خلينا نوگف", "stop", "cancel", "quit"),
    ),
    # Words of a counsellor about the case they hold.
    "resolve": ("انهي", "انتهى", "انتهت", "خلصت الحالة"),
    "hand_over": ("حول",),
    "summary": ("ملخص",),
    "note": ("سجل",),
    "canned": ("ردود",),
    "commands": ("اوامر",),
    "open_chat": ("افتح المحادثة",),
    "present": ("موجود", "موجودة", "اني موجود", "اني موجودة"),
}
