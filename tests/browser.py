"""Find a browser for the browser tests: on PATH, Playwright's own, or Debian's package when root."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# The network is none of a test's business, and root has no sandbox of its own.
_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@contextmanager
def chromium() -> Iterator[Browser]:
    """A running Chromium; what needs it is skipped where none can be had."""
    with sync_playwright() as playwright:
        found = _executable(playwright)
        if found is None:
            pytest.skip("no Chromium on PATH, from Playwright or from Debian")
        browser = playwright.chromium.launch(executable_path=found, args=_ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()


def _executable(playwright: Playwright) -> str | None:
    """Return the path of a Chromium; None where none can be had."""
    return _on_path() or _playwrights_own(playwright) or _debians()


def _on_path() -> str | None:
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def _playwrights_own(playwright: Playwright) -> str | None:
    path = playwright.chromium.executable_path
    return path if path and Path(path).exists() else None


@lru_cache(maxsize=1)
def _debians() -> str | None:
    """Install Debian's package once, with the fonts that Arabic needs."""
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        return None
    quiet = {"capture_output": True, "env": os.environ | {"DEBIAN_FRONTEND": "noninteractive"}}
    subprocess.run(["apt-get", "update", "-q"], timeout=180, **quiet)  # type: ignore[call-overload]
    subprocess.run(  # type: ignore[call-overload]
        ["apt-get", "install", "-qy", "--no-install-recommends", "chromium", "fonts-noto-core"],
        timeout=420,
        **quiet,
    )
    return _on_path()
