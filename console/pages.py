"""A page of the console: a blueprint that lets in whoever has its right, and its place in the navigation.

To add a page: a module with `page = Page(…)` and views on it, its name in PAGES of console/app.py, its
template in console/templates, its words in console/texts/<language>/<page>.yml:

    page = Page("roster", __name__, right=Right.SEE_ROSTER, label="roster.nav", entry="week", order=20)

    @page.get("/roster")
    def week() -> str:
        return render_template("roster/week.html")

    @page.post("/roster/overrides")
    @needs(Right.CHANGE_ROSTER)
    def override() -> Response: …
"""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Blueprint, Flask, current_app, url_for

from console.rights import Right, has, require

F = TypeVar("F", bound=Callable[..., Any])


class Page(Blueprint):
    """Some views behind one right; `entry` is the view that the navigation names with the text `label`.

    Without `entry` the page is not in the navigation. A smaller `order` comes first, and the first entry that
    somebody may see is where they begin.
    """

    def __init__(
        self,
        name: str,
        import_name: str,
        *,
        right: Right,
        label: str = "",
        entry: str = "",
        order: int = 50,
        url_prefix: str | None = None,
    ) -> None:
        super().__init__(name, import_name, url_prefix=url_prefix)
        self.right, self.label, self.order = right, label, order
        self.entry = f"{name}.{entry}" if entry else ""
        self.before_request(lambda: require(right))


def passive(view: F) -> F:
    """Mark a view that the browser asks by itself (live events, polling): it keeps nobody logged in."""
    marked: Any = view
    marked.passive = True
    return view


def register(app: Flask, page: Page) -> None:
    """Add a page to the application."""
    app.register_blueprint(page)
    app.extensions.setdefault("console_pages", []).append(page)


def navigation() -> list[Page]:
    """Return the pages with an entry that whoever asks may see, in order."""
    known: list[Page] = current_app.extensions["console_pages"]
    return sorted((page for page in known if page.entry and has(page.right)), key=lambda page: page.order)


def first_page() -> str:
    """Return the address where whoever is logged in begins."""
    return url_for(navigation()[0].entry)
