"""What a free question is about: the kind of service, the place, and for whom it is.

Words are compared as helpline.text folds them, without the particles written onto their front and the endings
that say whose they are («بهويتي» meets «هوية»); what is mistyped by a letter meets its word less surely.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from helpline.content.directory.model import Directory
from helpline.text import fold, is_latin, normalise, quarters, skeleton, sounds_like, to_arabic, words

_FRONTS = ("وبال", "وال", "بال", "عال", "فال", "كال", "هال", "لل", "ال", "وب", "ول", "ب", "ل", "و", "ف", "ه")
# The ending that says whose it is, and what stands in its place in the dictionary.
_ENDINGS = (
    *((one, "ه") for one in ("تنا", "تهم", "تها", "تكم", "تي", "ته", "تك", "تج")),
    *(("ياتي", "يه"), ("اتنا", "ات"), ("اتي", "ات")),
    *((one, "") for one in ("نا", "ها", "هم", "كم", "ي", "ه", "ك")),
)
_LATIN_FRONTS = ("bil", "bel", "lil", "wil", "el", "al", "il", "b", "l", "w")
# What is written onto the name of a place, whose own ال stays.
_PLACE_FRONTS = (
    *(("لل", "ال"), ("عال", "ال"), ("وب", ""), ("ول", ""), ("ب", ""), ("ل", ""), ("و", ""), ("ع", "")),
    *((one, "") for one in _LATIN_FRONTS),
)
_SHORTEST = 3
# From so many letters on, one that is wrong leaves the word recognisable.
_FUZZY_FROM = 5
_ALIKE = 84
_ALIKE_PLACE = 88
_TYPO_WEIGHT = 0.7
_WEAK_WEIGHT = 0.4
_BESIDE = 0.25
# As much as one word of its own says, unmistyped.
_NAMED = 1.0
_LONGEST_NAME = 3
# Words; a longer answer to the question where somebody lives says more than a place.
_SHORT_ANSWER = 4
# Everyday words that are a letter away from a town's name.
_NO_PLACES = frozenset(
    fold(normalise(word))
    for word in (
        *("الصورة", "القائمة", "الطارمة", "السعودية", "المتنبي", "العمرة", "النومة", "العشاير", "السيدة"),
        *("الرطوبة", "الآبار", "القادة", "القاضية", "التأجيل", "المنارة", "الورقية", "الميتة", "النارية"),
    )
)
_BEFORE_PLACES = frozenset(
    fold(normalise(word))
    for word in (
        "من",
        "محافظة",
        "قضاء",
        "ناحية",
        "اهل",
        "ساكن",
        "ساكنة",
        "ساكنين",
        "مدينة",
        "يم",
        "بـ",
        "ب",
        "في",
    )
)


@dataclass(frozen=True, slots=True)
class Query:
    """What a question was understood as. `types` are the kinds of service it may mean, likeliest first."""

    types: tuple[str, ...] = ()
    governorate: str | None = None
    district: str | None = None
    age_group: str | None = None
    population_group: str | None = None
    # A man asks, as far as it is known.
    by_man: bool = False


def best_type(text: str, directory: Directory) -> str | None:
    """Return the likeliest kind of service, None where the text names none."""
    return next(iter(understand(text, directory).types), None)


def names_type(text: str, directory: Directory) -> bool:
    """Say whether a text names a kind of service in words that mean little else."""
    return bool(named_types(text, directory))


def named_types(text: str, directory: Directory) -> frozenset[str]:
    """Return the kinds of service that a text names in words that mean little else."""
    index = _index(_Same(directory))
    typed = words(normalise(text))
    used = _place([_place_key(word) for word in typed], index)[2]
    scores = _scores([(word, _forms(_key(word))) for at, word in enumerate(typed) if at not in used], index)
    return frozenset(kind for kind, score in scores.items() if score >= _NAMED)


def understand(text: str, directory: Directory, *, asked_where: bool = False) -> Query:
    """Return what a free text in the dialect asks for.

    `asked_where`: it answers the question where they live, so that a name that is an everyday word as well is
    a place, and so is a word a letter away from one.
    """
    index = _index(_Same(directory))
    typed = words(normalise(text))
    keys = [_key(word) for word in typed]
    is_place = asked_where and len(typed) <= _SHORT_ANSWER
    governorate, district, used = _place([_place_key(word) for word in typed], index, is_place)
    # A name of a place is no word for a service: «العمارة» is a town.
    free = [(typed[at], _forms(key)) for at, key in enumerate(keys) if at not in used]
    groups = {kind: _group([forms for _, forms in free], index, kind) for kind in ("age", "population")}
    return Query(_types(free, index), governorate, district, groups["age"], groups["population"])


def place_words(typed: Sequence[str], directory: Directory) -> set[int]:
    """Return which words of a text, by their position, name places; each word as it was typed."""
    return _place([_place_key(normalise(word)) for word in typed], _index(_Same(directory)))[2]


def _keys(text: str) -> list[str]:
    return [_key(word) for word in words(normalise(text))]


def _name(written: str) -> str:
    return " ".join(_place_key(word) for word in words(normalise(written)))


def _place_key(word: str) -> str:
    # Latin names stay Latin: read as Arabic, Amara would be امره (his order) and Akre اكره (I hate).
    return word if is_latin(word) else fold(word)


def _key(word: str) -> str:
    return fold(to_arabic(word) if is_latin(word) else word)


@lru_cache(maxsize=20_000)
def _forms(key: str) -> frozenset[str]:
    """Return a word as it may stand in the dictionary: whole, and without what is written onto it."""
    bare = {key, *(key[len(front) :] for front in _FRONTS if key.startswith(front))}
    bare = {one for one in bare if len(one) >= _SHORTEST} or {key}
    found = set(bare)
    for one in bare:
        for ending, instead in _ENDINGS:
            if one.endswith(ending) and len(one) - len(ending) >= _SHORTEST - 1:
                found.add(one.removesuffix(ending) + instead)
    return frozenset(one for one in found if len(one) >= _SHORTEST) or frozenset({key})


@dataclass(frozen=True)
class _Index:
    """The directory's words in the form in which they are looked up."""

    # Each phrase as its words' keys, with the kinds of service it may mean and how much it says.
    phrases: Mapping[tuple[str, ...], tuple[tuple[str, ...], float]]
    known: frozenset[str]
    # The words long enough to be found mistyped, and all by their sound for Arabic in Latin letters.
    vocabulary: tuple[str, ...]
    sounds: Mapping[str, tuple[str, ...]]
    groups: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
    names: Mapping[str, tuple[str, str | None]]
    names_when_asked: Mapping[str, tuple[str, str | None]]
    long_names: tuple[str, ...]


class _Same:
    """A directory by its identity: the index of the one that ships is made once."""

    def __init__(self, directory: Directory) -> None:
        self.directory = directory

    def __hash__(self) -> int:
        return id(self.directory)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.directory is self.directory


@lru_cache(maxsize=4)
def _index(same: _Same) -> _Index:
    directory = same.directory
    owners: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for type_ in directory.types.values():
        for phrase in {_phrase(written) for written in (type_.name, *type_.words, *type_.weak)}:
            owners[phrase].append(type_.id)
    weak = {_phrase(written) for type_ in directory.types.values() for written in type_.weak}
    groups = {
        kind: tuple(
            (_phrase(word), group.id)
            for group in directory.groups.values()
            if group.kind == kind
            for word in group.words
        )
        for kind in ("age", "population")
    }
    names: dict[str, tuple[str, str | None]] = {}
    for place in directory.places.values():
        for district, called in place.districts.items():
            names |= {_name(written): (place.name, district) for written in called}
        names |= {_name(written): (place.name, None) for written in place.names}
    when_asked: dict[str, tuple[str, str | None]] = {
        _name(written): (place.name, None)
        for place in directory.places.values()
        for written in place.when_asked
    }
    known = frozenset(word for phrase in owners for word in phrase)
    sounds: dict[str, list[str]] = defaultdict(list)
    for word in sorted(known):
        sounds[skeleton(word)].append(word)
    return _Index(
        {phrase: (tuple(types), _weight(phrase, types, weak)) for phrase, types in owners.items()},
        known,
        tuple(sorted(word for word in known if len(word) >= _FUZZY_FROM)),
        {sound: tuple(written) for sound, written in sounds.items()},
        groups,
        names,
        {**when_asked, **names},
        tuple(name for name in names if len(name) > _FUZZY_FROM),
    )


def _weight(phrase: tuple[str, ...], types: Sequence[str], weak: set[tuple[str, ...]]) -> float:
    """Return how much a phrase says: two words far more than one, what several kinds share less."""
    return float(len(phrase) ** 1.6) / len(types) * (_WEAK_WEIGHT if phrase in weak else 1.0)


def _phrase(written: str) -> tuple[str, ...]:
    """Return a phrase of the dictionary as its words' shortest sensible forms."""
    return tuple(_bare(key) for key in _keys(written))


def _bare(key: str) -> str:
    return key[2:] if key.startswith("ال") and len(key) - 2 >= _SHORTEST else key


def _types(said: Sequence[tuple[str, frozenset[str]]], index: _Index) -> tuple[str, ...]:
    scores = _scores(said, index)
    return tuple(sorted(scores, key=lambda one: (-scores[one], one)))


def _scores(said: Sequence[tuple[str, frozenset[str]]], index: _Index) -> dict[str, float]:
    heard = {one: 1.0 for _, forms in said for one in forms}
    for word, forms in said:
        if not forms & index.known:
            near = _by_sound(word, index) if is_latin(word) else _alike(forms, index.vocabulary)
            heard |= {one: _TYPO_WEIGHT for one in near if one not in heard}
    scores: dict[str, float] = defaultdict(float)
    for phrase, (types, weight) in index.phrases.items():
        sure = min((heard.get(word, 0.0) for word in phrase), default=0.0)
        if sure:
            for type_ in types:
                # What else is said for a kind counts, but many small words do not outweigh one that says it.
                low, high = sorted((scores[type_], weight * sure))
                scores[type_] = high + _BESIDE * low
    return dict(scores)


def _alike(forms: frozenset[str], vocabulary: Sequence[str]) -> set[str]:
    found = set()
    for one in forms:
        if len(one) >= _FUZZY_FROM:
            near = process.extractOne(one, vocabulary, scorer=fuzz.ratio, score_cutoff=_ALIKE)
            found |= {near[0]} if near else set()
    return found


def _by_sound(word: str, index: _Index) -> set[str]:
    """Return the dictionary's words that a Latin spelling may be, with what is written onto its ends."""
    starts = {word, *(word[len(one) :] for one in _LATIN_FRONTS if word.startswith(one))}
    bare = {one for one in starts if len(one) >= _SHORTEST}
    bare |= {one[:-2] + "a" for one in bare if one.endswith(("ti", "ty", "te"))}
    return {
        written
        for one in bare
        for written in index.sounds.get(skeleton(one), ())
        if len(written) >= _SHORTEST and sounds_like(one, written)
    }


def _group(forms: Sequence[frozenset[str]], index: _Index, kind: str) -> str | None:
    said = frozenset[str]().union(*forms)
    found = [(len(phrase), group) for phrase, group in index.groups[kind] if said.issuperset(phrase)]
    return max(found, key=lambda one: one[0])[1] if found else None


def _place(
    keys: Sequence[str], index: _Index, asked: bool = False
) -> tuple[str | None, str | None, set[int]]:
    """Return the last place that is named («from Falluja, now in Baghdad»), and which words name places.

    What a quarter is called counts where no other place is named, and what a street is called does not. An
    everyday word in such a name is no place.
    """
    found: list[tuple[str, str | None]] = []
    called: list[tuple[str, str | None]] = []
    used: set[int] = set()
    at, inside = 0, False
    while at < len(keys):
        before = keys[at - 1] if at else ""
        inside = quarters.opens(before) or (inside and before not in _BEFORE_PLACES)
        size, name = _name_at(keys, at, index, asked and (not inside or _says_where(keys, at)))
        if name is not None:
            # With a particle («شارع ببغداد») it says where that is.
            bare = quarters.opens(before) and name == " ".join(keys[at : at + size])
            if not (bare and quarters.is_street(before)):
                (called if bare else found).append(index.names_when_asked[name])
            used |= set(range(at, at + size))
        at += size
    found = found or called
    if not found:
        return None, None, used
    governorate, district = found[-1]
    # «سنجار نينوى», «بغداد الكرادة»: the district stays where its governorate is named beside it.
    beside = [one for where, one in found if where == governorate and one is not None]
    return governorate, district or (beside[-1] if beside else None), used


def _name_at(keys: Sequence[str], at: int, index: _Index, asked: bool) -> tuple[int, str | None]:
    names = index.names_when_asked if asked else index.names
    for size in range(min(_LONGEST_NAME, len(keys) - at), 0, -1):
        for form in _place_forms(" ".join(keys[at : at + size])):
            if form in names:
                return size, form
    if not (asked or _says_where(keys, at)):
        return 1, None
    for form in _place_forms(keys[at]):
        # A word of a service is that word, however near a town's name it looks.
        if len(form) > _FUZZY_FROM and form not in _NO_PLACES and not _forms(form) & index.known:
            near = process.extractOne(form, index.long_names, scorer=fuzz.ratio, score_cutoff=_ALIKE_PLACE)
            if near:
                return 1, near[0]
    return 1, None


def _says_where(keys: Sequence[str], at: int) -> bool:
    """Say whether a word stands where places stand: alone everyday words are too near to their names."""
    word, before = keys[at], keys[at - 1] if at else ""
    return len(keys) == 1 or word.startswith("ب") or before in _BEFORE_PLACES


def _place_forms(phrase: str) -> list[str]:
    """Return a name without the particles that are written onto it; its own ال stays."""
    return [phrase] + [
        instead + phrase[len(front) :]
        for front, instead in _PLACE_FRONTS
        if phrase.startswith(front) and len(phrase) - len(front) >= _SHORTEST
    ]
