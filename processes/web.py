"""The web process: Twilio's webhooks, and nothing else that faces the internet."""

from flask import Flask, Response
from sqlalchemy import text
from werkzeug.exceptions import HTTPException

from helpline.infra import logs
from helpline.infra.database import engine
from helpline.infra.logs import log
from helpline.infra.settings import settings


def create_app() -> Flask:
    """Wire the webhooks."""
    import helpline.alerts.webhook
    import ivr.recordings.webhook
    import ivr.webhook
    import whatsapp.cards
    import whatsapp.media
    import whatsapp.webhook

    logs.configure("web", settings().log_level)
    app = Flask("wiyak")
    # A webhook is a small form; anything larger is not from Twilio.
    app.config["MAX_CONTENT_LENGTH"] = 256 * 1024
    app.register_blueprint(whatsapp.webhook.blueprint)
    app.register_blueprint(whatsapp.media.blueprint)
    app.register_blueprint(whatsapp.cards.blueprint)
    app.register_blueprint(ivr.webhook.blueprint)
    app.register_blueprint(ivr.recordings.webhook.blueprint)
    app.register_blueprint(helpline.alerts.webhook.blueprint)
    if settings().environment == "development":
        from processes import dev_state

        app.register_blueprint(dev_state.blueprint)
    app.errorhandler(Exception)(_error)
    app.get("/health")(_health)
    return app


def _health() -> Response:
    """Say whether a message could be stored now."""
    with engine().connect() as connection:
        connection.execute(text("SELECT 1 FROM alembic_version"))
    return Response("ok\n", mimetype="text/plain")


def _error(error: Exception) -> Response | HTTPException:
    """Answer an error without a word of what was being said; Twilio's fallback URL takes over."""
    if isinstance(error, HTTPException):
        return error
    log().error("request_failed", exc_info=error)
    return Response("error\n", status=500, mimetype="text/plain")
