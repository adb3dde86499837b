"""The only source of phone numbers: a registry with region, status and the day each was last verified."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

from helpline.text import normalise

REGISTRY = Path(__file__).parent / "hotlines.csv"
STALE_AFTER = timedelta(days=90)
FEDERAL = "federal"
KRI = "KRI"
_KRI_NAMES = (
    "اربيل هولير هەولێر erbil arbil hewler "
    "السليمانيه سليمانيه سليماني سلێمانی sulaymaniyah sulaimani slemani sulaymaniya "
    "دهوك دهۆک duhok dohuk حلبجه هەڵەبجە halabja كردستان kurdistan kri"
)


@dataclass(frozen=True, slots=True)
class Hotline:
    """One number. Only a verified one is ever given; needs_test_call and withheld ones are not."""

    number: str
    service: str
    role: str
    region: str
    last_verified: date | None
    status: str
    source: str

    def stale(self, today: date) -> bool:
        """Say whether it was last verified more than 90 days before today, or never."""
        return self.last_verified is None or today - self.last_verified > STALE_AFTER


def region_of(governorate: str | None) -> str:
    """Return "KRI" for Erbil, Sulaymaniyah, Duhok and Halabja, "federal" for any other or unknown place."""
    if governorate is None:
        return FEDERAL
    names = normalise(governorate).replace("محافظه", " ").split()
    return KRI if any(name in _kri_names() for name in names) else FEDERAL


def emergency_number(governorate: str | None) -> str:
    """Return the emergency number to give somebody there, however old its last check is."""
    return emergency_hotline(governorate).number


def emergency_hotline(governorate: str | None) -> Hotline:
    """Return the line of the emergency number to give somebody there.

    The Kurdistan Region's number is given once somebody has test-called it; until then the federal one,
    which is what DESIGN.md sets for an unknown region. check-content refuses a release before that.
    """
    region = region_of(governorate)
    verified = [h for h in all_hotlines() if h.role == "emergency" and h.status == "verified"]
    here = [h for h in verified if h.region == region] or [h for h in verified if h.region == FEDERAL]
    return here[0]


def usable(governorate: str | None = None) -> tuple[Hotline, ...]:
    """Return the verified numbers that serve a governorate, the emergency number first."""
    region = region_of(governorate)
    there = (h for h in all_hotlines() if h.status == "verified" and h.region == region)
    return tuple(sorted(there, key=lambda h: h.role != "emergency"))


@lru_cache(maxsize=1)
def all_hotlines() -> tuple[Hotline, ...]:
    """Return the whole registry, read on the first call. Raises ValueError where a row is wrong."""
    return load(REGISTRY)


def load(path: Path) -> tuple[Hotline, ...]:
    """Read a registry file. Raises ValueError for a bad row or without a federal emergency number."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = tuple(_parse(row) for row in csv.DictReader(lines))
    if not any(h.role == "emergency" and h.region == FEDERAL and h.status == "verified" for h in rows):
        raise ValueError(f"{path.name}: no verified federal emergency number")
    return rows


def _parse(row: dict[str, str]) -> Hotline:
    """Turn a row into a Hotline, naming what is wrong with it."""
    where = f"hotline {row['number']}"
    if row["status"] not in ("verified", "needs_test_call", "withheld"):
        raise ValueError(f"{where}: status is verified, needs_test_call or withheld, not {row['status']!r}")
    if row["status"] != "withheld" and row["region"] not in (FEDERAL, KRI):
        raise ValueError(f"{where}: region is federal or KRI, not {row['region']!r}")
    verified = date.fromisoformat(row["last_verified"]) if row["last_verified"] else None
    if row["status"] == "verified" and verified is None:
        raise ValueError(f"{where}: verified, but no date says when")
    return Hotline(
        number=row["number"],
        service=row["service"],
        role=row["role"],
        region=row["region"],
        last_verified=verified,
        status=row["status"],
        source=row["source"],
    )


@lru_cache(maxsize=1)
def _kri_names() -> frozenset[str]:
    """Return the names of the region's governorates in one spelling."""
    return frozenset(normalise(name) for name in _KRI_NAMES.split())
