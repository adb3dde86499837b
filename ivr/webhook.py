"""All webhooks of the phone."""

from flask import Blueprint

from ivr import alert

blueprint = Blueprint("ivr", __name__)
blueprint.register_blueprint(alert.blueprint)
