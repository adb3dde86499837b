"""The action server: Rasa's custom actions, in one process that ends with its parent."""

import logging

from rasa_sdk.endpoint import create_app
from rasa_sdk.executor import ActionExecutor

from helpline.infra import logs
from helpline.infra.settings import settings


def main() -> None:
    """Serve bot.actions on loopback until stopped.

    rasa-sdk's own command starts worker processes, which would outlive it when it is killed and keep its
    port; one process is plenty for actions that only choose words.
    """
    logs.configure("actions", settings().log_level)
    logging.getLogger("sanic.root").setLevel(logging.WARNING)
    executor = ActionExecutor()
    executor.register_package("bot.actions")
    app = create_app(executor)
    app.run(host="127.0.0.1", port=settings().actions_port, single_process=True, access_log=False, motd=False)
