"""A copy of some of the content's files, which a test may change while the console shows them."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from console import content, services
from helpline.content import catalogue
from helpline.content.campaigns import CAMPAIGNS
from helpline.content.directory.load import SERVICES
from helpline.content.hotlines import REGISTRY
from helpline.content.reviews import library
from helpline.content.verifications import registry

# Few, because each change has them all read again.
FILES = {
    "texts": ("screening.yml", "questionnaire.yml", "canned.yml", "control.yml"),
    "topics": ("06_sleep.yml",),
    "skills": ("01_breathing.yml",),
}
REAL = """\
# Real ones, of this test.
entries:
  - id: nineveh-mosul-civil-documents
    type: civil_documents
    governorate: نينوى
    district: الموصل
    mobile: false
    place: مكتب الاوراق
    for: [anyone]
    cost: بلاش
    hours: من تسعة للثلاثة
    reach: يم السوگ
    women_only: false
    accessible: true
    last_verified: 2026-01-05  # by mustafa
    placeholder: false
"""


@dataclass(frozen=True)
class Files:
    """Where the copies lie."""

    root: Path

    def edit(self, name: str, old: str, new: str) -> None:
        """Put other words into a file."""
        path = self.root / name
        words = path.read_text("utf-8")
        assert old in words
        path.write_text(words.replace(old, new), encoding="utf-8")

    def read(self, name: str) -> str:
        """Return what a file holds."""
        return (self.root / name).read_text("utf-8")

    def texts(self) -> list[str]:
        """Return the options by which a command finds the texts and campaigns."""
        folders = [str(self.root / name) for name in FILES]
        return [
            *("--texts", *folders),
            *("--services", str(self.root / "services"), "--campaigns", str(self.root / "campaigns")),
        ]

    def registry(self) -> list[str]:
        """Return the options by which a command finds hotlines and services."""
        return ["--hotlines", str(self.root / "hotlines.csv"), "--services", str(self.root / "services")]


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Files:
    """The copies, which the console reads in the place of what ships."""
    root = tmp_path / "content"
    for folder in catalogue.TEXTS:
        (root / folder.name).mkdir(parents=True)
        for name in FILES[folder.name]:
            shutil.copy(folder / name, root / folder.name)
    shutil.copytree(SERVICES, root / "services")
    (root / "services" / "entries_real.yml").write_text(REAL, encoding="utf-8")
    (root / "campaigns").mkdir()
    for path in sorted(CAMPAIGNS.glob("*.yml"))[:1]:
        shutil.copy(path, root / "campaigns")
    shutil.copy(REGISTRY, root)
    texts = tuple(root / name for name in FILES)
    monkeypatch.setattr(
        content,
        "PLACES",
        library.Places(texts, root / "services", root / "campaigns", (), root / REGISTRY.name),
    )
    monkeypatch.setattr(services, "PLACES", registry.Places(root / REGISTRY.name, root / "services"))
    return Files(root)
