"""Flask's extensions as this console sets them up."""

import hashlib
from urllib.parse import urlsplit

from flask import Flask, request
from flask import session as cookie
from flask_compress import Compress
from flask_limiter import Limiter
from flask_login import LoginManager
from flask_talisman import Talisman
from flask_wtf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from console import alike
from helpline.infra import crypto
from helpline.infra.settings import Settings

CSP = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "media-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
# Nothing that a browser could do beyond showing pages, but for the sound of an alert.
PERMISSIONS = dict.fromkeys(("camera", "geolocation", "microphone", "payment", "usb"), "()")


def address() -> str:
    """Return the address of whoever asks, as a key that does not hold it."""
    return hashlib.sha256((request.remote_addr or "").encode()).hexdigest()[:24]


def whoever() -> str:
    """Return who asks, as a key: people of one office share an address, and a session is a person's."""
    token = cookie.get("_user_id")
    return hashlib.sha256(str(token).encode()).hexdigest()[:24] if token else address()


# A person who taps a lot stays far below; live events count once.
limiter = Limiter(whoever, default_limits=["600 per minute"])
csrf = CSRFProtect()
logins = LoginManager()


def set_up(app: Flask, settings: Settings) -> None:
    """Put cookies, CSRF, content security policy, limits and compression in place."""
    production = settings.environment == "production"
    app.config.update(
        SECRET_KEY=crypto.keyed_hash("console: signs cookies"),
        SESSION_COOKIE_NAME="__Host-console" if production else "console",
        SESSION_COOKIE_SECURE=production,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=86400,
        # A poll that began before a page took its messages off must not bring them back with an older cookie.
        SESSION_REFRESH_EACH_REQUEST=False,
        WTF_CSRF_TIME_LIMIT=None,  # a page stays open for a whole shift; the session's end ends it
        WTF_CSRF_SSL_STRICT=False,  # it wants a Referer, which not every browser sends
        MAX_CONTENT_LENGTH=256 * 1024,
        RATELIMIT_STORAGE_URI=settings.redis_url or "memory://",
        RATELIMIT_STRATEGY="fixed-window",
        RATELIMIT_SWALLOW_ERRORS=True,
        # Who cannot log in because Redis is away cannot help anybody: each process counts for itself then.
        RATELIMIT_IN_MEMORY_FALLBACK_ENABLED=True,
        RATELIMIT_KEY_PREFIX="console",
        # Events are streamed and must not wait for a compressor.
        COMPRESS_MIMETYPES=["text/html", "text/css", "text/javascript", "image/svg+xml"],
        COMPRESS_ALGORITHM=["br", "gzip"],
        COMPRESS_BR_LEVEL=4,
        COMPRESS_CACHE_BACKEND=alike.Compressed,
        COMPRESS_CACHE_KEY=alike.name_of,
    )
    if urlsplit(settings.redis_url).scheme.startswith("redis"):
        app.config["RATELIMIT_STORAGE_OPTIONS"] = {"socket_connect_timeout": 0.5, "socket_timeout": 0.5}
    if production:
        # It listens on loopback alone, so what it hears comes from the proxy before it.
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=1, x_host=1)  # type: ignore[method-assign]
    csrf.init_app(app)
    limiter.init_app(app)
    # Its own context would ask the database for the page that says that the database is away.
    logins.init_app(app, add_context_processor=False)
    # A phone changes its address all the time: sessions are kept and ended in the database instead.
    logins.session_protection = None
    Compress(app)
    talisman = Talisman(
        app,
        force_https=production,
        session_cookie_secure=production,
        content_security_policy=CSP,
        permissions_policy=PERMISSIONS,
        referrer_policy="same-origin",
        frame_options="DENY",
        strict_transport_security=production,
    )
    app.extensions["talisman"] = talisman
