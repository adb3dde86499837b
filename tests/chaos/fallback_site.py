"""The page outside the server that docs/fallback.md asks for, with its blanks filled in."""

import re
import threading
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from helpline import content
from tests.conftest import ROOT

DOCUMENT = re.compile(r"```xml\n(.*?)```", re.DOTALL)
NUMBER, TEXT = "NUMBER-OF-THE-COUNSELLOR-ON-CALL", "THE TEXT fallback.outage"


def outage_text() -> str:
    """Return what somebody who writes is told while nothing of the server answers."""
    return content.text("fallback.outage", emergency=content.emergency_number(None))


def documents(on_call: str) -> dict[str, bytes]:
    """Return the documented TwiML by path, ready to be served."""
    voice, message = DOCUMENT.findall((ROOT / "docs" / "fallback.md").read_text(encoding="utf-8"))
    assert NUMBER in voice
    assert TEXT in message
    return {
        "/voice": voice.replace(NUMBER, on_call).encode(),
        "/message": message.replace(TEXT, escape(outage_text(), quote=False)).encode(),
    }


class FallbackSite:
    """A static server: it knows nothing of the helpline."""

    def __init__(self, port: int, on_call: str) -> None:
        pages = documents(on_call)

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                self.rfile.read(int(self.headers.get("Content-Length", 0)))
                page = pages.get(self.path.partition("?")[0])
                self.send_response(200 if page else 404)
                self.send_header("Content-Type", "text/xml; charset=utf-8")
                self.send_header("Content-Length", str(len(page or b"")))
                self.end_headers()
                self.wfile.write(page or b"")

            do_GET = do_POST

            def log_message(self, *args: object) -> None:
                """Write no line per request."""

        self.url = f"http://127.0.0.1:{port}"
        self._server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        """End it."""
        self._server.shutdown()
        self._server.server_close()
