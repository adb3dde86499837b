"""Wire the simulator together and serve it."""

from __future__ import annotations

import functools
import logging

from flask import Flask
from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from simulator import (
    control,
    control_account,
    control_calls,
    habits,
    page,
    rest,
    rest_account,
    rest_calls,
    rest_content,
    rest_messages,
    rest_rooms,
    settings,
    verbs,
)
from simulator.errors import RestError
from simulator.settings import Settings
from simulator.state import State


def create_app(config: Settings | None = None) -> Flask:
    """Build the application for one account (from the environment when none is given)."""
    state = State(config or settings.from_env())
    state.verbs = verbs.table()
    state.on_delivered.append(functools.partial(habits.tap_if_inclined, state))
    app = Flask("simulator", static_folder=None)
    app.extensions["simulator"] = state
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.json.sort_keys = False  # type: ignore[attr-defined]
    app.register_error_handler(RestError, rest.fail)
    app.register_blueprint(rest_account.blueprint(state))
    app.register_blueprint(rest_messages.blueprint(state))
    app.register_blueprint(rest_content.blueprint(state))
    app.register_blueprint(rest_calls.blueprint(state))
    app.register_blueprint(rest_rooms.blueprint(state))
    app.register_blueprint(control.blueprint(state))
    app.register_blueprint(control_account.blueprint(state))
    app.register_blueprint(control_calls.blueprint(state))
    app.register_blueprint(page.blueprint())
    return app


class _Quiet(WSGIRequestHandler):
    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Write no line per request: what matters is in the event stream."""


def serve(app: Flask) -> BaseWSGIServer:
    """Bind the configured port and return the server; call ``serve_forever`` on it."""
    config: Settings = app.extensions["simulator"].settings
    return make_server(config.host, config.port, app, threaded=True, request_handler=_Quiet)


def main() -> None:
    """Serve until interrupted."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(message)s")
    app = create_app()
    config: Settings = app.extensions["simulator"].settings
    server = serve(app)
    logging.getLogger("simulator").info(
        "phones and chats: %s  webhooks go to %s", config.api_url, config.public_url
    )
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        server.server_close()


if __name__ == "__main__":
    main()
