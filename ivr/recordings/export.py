"""The script for a speaker: a table for a spreadsheet, and pages to read from."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from itertools import groupby
from pathlib import Path

from ivr.recordings.lines import Line
from ivr.recordings.manifest import Recording

SCRIPT_TABLE, SCRIPT_PAGES = "script.csv", "script.html"
FILES = frozenset({SCRIPT_TABLE, SCRIPT_PAGES})
COLUMNS = (
    "file", "id", "form", "variant", "language", "words", "hint", "hint_ar", "heard", "seconds", "recorded",
    "status",
)  # fmt: skip
# A group of lines in English and Arabic.
HEARD: Mapping[str, tuple[str, str]] = {
    "opening": ("The first half minute of a call", "أول نصف دقيقة من الاتصال"),
    "danger": ("Danger", "خطر"),
    "person": ("Waiting for a person", "انتظار شخص من الفريق"),
    "screening": ("Questions about suicide", "أسئلة صريحة عن الانتحار"),
    "keys": ("Keys and numbers", "الأرقام"),
    "talk": ("Talking with the assistant", "الكلام مع المساعد"),
    "skills": ("Small exercises", "تمارين صغيرة"),
    "counsellor": ("What a counsellor hears", "ما يسمعه المرشد"),
    "assistant": ("The assistant's answers", "أجوبة المساعد"),
}
LANGUAGES: Mapping[str, tuple[str, str]] = {
    "ar-IQ": ("Iraqi Arabic", "العربية العراقية"),
    "ckb": ("Kurdish (Sorani)", "کوردی"),
    "en": ("English", "الإنگليزية"),
}
_MANNER: Mapping[str, tuple[str, str]] = {
    "opening": ("Calm and slow, a warm welcome.", "بهدوء وعلى مهل، ترحيب دافئ."),
    "danger": ("Calm, slow and steady, close to the listener.", "بهدوء وثبات وعلى مهل، قريب من المستمع."),
    "person": ("Calm and slow, patient.", "بهدوء وعلى مهل وبصبر."),
    "screening": (
        "Calm, slow and plain; neither shy nor dramatic.",
        "بهدوء وعلى مهل وبوضوح، بلا خجل ولا تهويل.",
    ),
    "keys": ("Calm and slow, every number clear.", "بهدوء وعلى مهل، وكل رقم واضح."),
    "talk": ("Calm and slow, warm.", "بهدوء وعلى مهل وبدفء."),
    "skills": ("Calm, very slow and soft, with pauses.", "بهدوء وعلى مهل كثيراً، مع وقفات."),
    "counsellor": ("Calm and clear, to a colleague.", "بهدوء ووضوح، لزميل."),
    "assistant": ("Calm and slow, warm.", "بهدوء وعلى مهل وبدفء."),
}
_ADDRESSED: Mapping[str, tuple[str, str]] = {
    "neutral": ("To anybody, man or woman.", "الكلام للجميع، لرجل أو امرأة."),
    "male": ("To a man.", "الكلام لرجل."),
    "female": ("To a woman.", "الكلام لامرأة."),
    "button": ("The name of a choice; its number is said after it.", "اسم خيار، ويأتي رقمه بعده."),
}


def state(line: Line, recordings: Mapping[str, Recording]) -> str:
    """Return "yes", "placeholder" or "no": whether a line is recorded. `recordings` are by hash of words."""
    found = recordings.get(line.key)
    if found is None:
        return "no"
    return "placeholder" if found.placeholder else "yes"


def hint(line: Line) -> tuple[str, str]:
    """Return how a line is to be spoken, in English and Arabic."""
    (manner, manner_ar), (to, to_ar) = _MANNER[line.heard], _ADDRESSED[line.form]
    return f"{manner} {to}", f"{manner_ar} {to_ar}"


def write(target: Path, lines: Sequence[Line], recordings: Mapping[str, Recording]) -> tuple[Path, Path]:
    """Write the table and the pages into a folder, made if missing; returns their paths. Raises OSError."""
    target.mkdir(parents=True, exist_ok=True)
    written = target / SCRIPT_TABLE, target / SCRIPT_PAGES
    # With a byte order mark: a spreadsheet takes the file for Latin letters without one.
    written[0].write_bytes(table(lines, recordings).encode("utf-8-sig"))
    written[1].write_text(pages(lines, recordings), encoding="utf-8")
    return written


def table(lines: Iterable[Line], recordings: Mapping[str, Recording]) -> str:
    """Return the script as CSV, one row a line."""
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow(COLUMNS)
    for line in lines:
        english, arabic = hint(line)
        rows.writerow(
            (
                f"{line.name}.wav",
                line.id,
                line.form,
                line.variant,
                line.language,
                line.words,
                english,
                arabic,
                HEARD[line.heard][0],
                f"{line.seconds:.1f}",
                state(line, recordings),
                line.status,
            )
        )
    return out.getvalue()


def pages(lines: Sequence[Line], recordings: Mapping[str, Recording]) -> str:
    """Return the script as one HTML page to read from or print; it fetches nothing."""
    languages = list(LANGUAGES)
    ordered = sorted(lines, key=lambda line: languages.index(line.language))
    parts = []
    number = 0
    for language, of_language in groupby(ordered, key=lambda line: line.language):
        english, own = LANGUAGES[language]
        parts.append(f'<h2>{escape(own)} <small dir="ltr" lang="en">{escape(english)}</small></h2>')
        for heard, of_group in groupby(of_language, key=lambda line: line.heard):
            english, arabic = HEARD[heard]
            parts.append(f'<h3>{escape(arabic)} <small dir="ltr" lang="en">{escape(english)}</small></h3>')
            for line in of_group:
                number += 1
                parts.append(_card(number, line, state(line, recordings)))
    minutes = sum(line.seconds for line in lines) / 60
    return _PAGE.format(count=len(lines), minutes=f"{minutes:.0f}", body="\n".join(parts))


def _card(number: int, line: Line, recorded: str) -> str:
    english, arabic = hint(line)
    marks = [f"{line.seconds:.0f} s"]
    marks += {"yes": ["recorded"], "placeholder": ["placeholder"], "no": []}[recorded]
    marks += ["draft"] if line.status == "draft" else []
    direction = "ltr" if line.language == "en" else "rtl"
    return (
        f'<article class="{recorded}"><p class="words" lang="{line.language}" dir="{direction}">'
        f"<b>{number}</b> {escape(line.words)}</p>"
        f'<p class="hint">{escape(arabic)} <span dir="ltr" lang="en">{escape(english)}</span></p>'
        f'<p class="file" dir="ltr"><code>{escape(line.name)}.wav</code> <span>{" · ".join(marks)}</span></p>'
        "</article>"
    )


_PAGE = """\
<!doctype html>
<html lang="ar-IQ" dir="rtl">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Wiyak: script for a speaker</title>
<style>
:root {{ color-scheme: light; }}
body {{ margin: 2rem auto; max-width: 46rem; padding: 0 1.2rem; color: #17211f; background: #fff;
  font: 1rem/1.6 "Noto Naskh Arabic", "Noto Sans Arabic", "Segoe UI", Tahoma, sans-serif; }}
h1 {{ font-size: 1.9rem; margin: 0 0 .4rem; }}
h2 {{ font-size: 1.6rem; margin: 2.4rem 0 0; border-bottom: 3px solid #1f6f64; }}
h3 {{ font-size: 1.25rem; margin: 1.6rem 0 .4rem; color: #1f6f64; break-after: avoid; }}
small {{ font-size: .95rem; font-weight: normal; color: #55635f; margin-inline-start: .6rem; }}
article {{ border: 1px solid #c9d4d1; border-radius: .5rem; padding: .6rem 1rem; margin: .6rem 0;
  break-inside: avoid; }}
article.yes {{ border-inline-start: .6rem solid #1f6f64; }}
article.placeholder {{ border-inline-start: .6rem solid #c98a1b; }}
p {{ margin: .25rem 0; }}
.words {{ font-size: 1.65rem; line-height: 1.8; overflow-wrap: anywhere; }}
.words b {{ font-size: .9rem; font-weight: normal; color: #55635f; margin-inline-end: .4rem; }}
.hint {{ color: #38524c; }}
.hint span {{ display: block; font-size: .9rem; }}
.file {{ display: flex; flex-wrap: wrap; justify-content: space-between; gap: .3rem 1rem; font-size: .9rem;
  color: #55635f; }}
code {{ font-size: .9rem; color: #17211f; overflow-wrap: anywhere; }}
@media print {{ body {{ margin: 0; max-width: none; }} }}
</style>
</head>
<body>
<h1>نص التسجيل</h1>
<p>{count} جملة، حوالي {minutes} دقيقة. كل جملة في ملف وحدها، بالاسم المكتوب تحتها. في مكان هادئ بلا صدى،
والكلام كما هو مكتوب بالضبط. المسودة (draft) قد تتغير، وعندها يلزم تسجيلها من جديد.</p>
<p dir="ltr" lang="en">{count} lines, about {minutes} minutes. One file a line, named as below it. A quiet
room without echo; the words exactly as written. A draft may still change, and then loses its recording.</p>
{body}
</body>
</html>
"""
