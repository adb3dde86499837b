"""The console's application."""

from importlib import import_module

from flask import Flask, Response, redirect, request
from sqlalchemy import text
from werkzeug.wrappers import Response as Answer

from console import assets, errors, extensions, language, pages, rights, roster_calendar, shown
from console.accounts import login, sessions, signed_in, welcome
from helpline.infra import logs
from helpline.infra.database import engine
from helpline.infra.settings import settings

# Modules with a `page`; the navigation is in the order that each gives.
PAGES = (
    "console.queue",
    "console.live",
    "console.case",
    "console.roster",
    "console.content",
    "console.services",
    "console.overview",
    "console.overview_reviews",
    "console.overview_errors",
    "console.overview_debrief",
    "console.me",
)


def create_app() -> Flask:
    """Wire the console; reads the settings once, at its start."""
    logs.configure("console", settings().log_level)
    app = Flask("console", static_folder=None)
    extensions.set_up(app, settings())
    extensions.logins.user_loader(sessions.load)
    errors.set_up(app)
    app.before_request(_only_known_people)
    app.after_request(_not_kept)
    for blueprint in (login.blueprint, welcome.blueprint, assets.blueprint, roster_calendar.blueprint):
        app.register_blueprint(blueprint)
    extensions.limiter.exempt(assets.blueprint)
    for name in PAGES:
        pages.register(app, import_module(name).page)
    app.jinja_env.globals.update(
        t=language.t,
        language=language,
        asset=assets.asset,
        navigation=pages.navigation,
        has=rights.has,
        Right=rights.Right,
        me=signed_in.current,
        when=shown.when,
        clock_time=shown.clock_time,
    )
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.get("/")(home)
    app.post("/language")(choose_language)
    app.get("/health")(extensions.limiter.exempt(app.extensions["talisman"](force_https=False)(health)))
    return app


# Views that whoever is not logged in may see; everything else is a page's, or `home`.
OPEN = ("health", "choose_language", "assets.file", "login.", "welcome.", "calendar.")


def _only_known_people() -> Answer | tuple[str, int, dict[str, str]] | None:
    """Send whoever is not logged in to the login, for an address that exists not as for one that does."""
    if request.endpoint and request.endpoint.startswith(OPEN):
        return None
    return None if signed_in.current() else login.sent_to_login()


def _not_kept(response: Response) -> Response:
    """Have no browser keep a page: a phone passes through many hands."""
    if response.mimetype in ("text/html", "application/json"):
        response.headers["Cache-Control"] = "no-store"
    return response


def home() -> Answer:
    """Send somebody to where they begin."""
    return redirect(pages.first_page())


def choose_language() -> Answer:
    """Remember a language, in the browser and in the account."""
    wanted = request.form.get("language", "")
    back = request.form.get("back", "/")
    answer = redirect(back if back.startswith("/") and not back.startswith(("//", "/\\")) else "/")
    if wanted in language.LANGUAGES:
        answer.set_cookie(
            language.COOKIE,
            wanted,
            max_age=assets.FOREVER,
            httponly=True,
            samesite="Lax",
            secure=settings().environment == "production",
        )
        sessions.remember_language(wanted)
    return answer


def health() -> Response:
    """Say whether a case could be read now."""
    with engine().connect() as connection:
        connection.execute(text("SELECT 1 FROM alembic_version"))
    return Response("ok\n", mimetype="text/plain")
