"""Words behind which stands what a quarter or a street is called, which is often the name of another place.

«شارع بغداد» is in Mosul, «حي السنابل الخضر» in no town of that name. Words are those of one folded spelling.
"""

from helpline.text.listed import folded

_QUARTERS = folded("حي بحي لحي وحي محلة بمحلة ومحلة زقاق بزقاق دربونة بدربونة مجمع بمجمع")
_STREETS = folded("شارع بشارع وشارع لشارع")


def is_street(word: str) -> bool:
    """Say whether the name of a street follows."""
    return word in _STREETS


def opens(word: str) -> bool:
    """Say whether the name of a street, of a quarter or of a part of one follows."""
    return word in _QUARTERS or word in _STREETS
