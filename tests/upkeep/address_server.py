"""A server on this machine that answers as the Base Adresse Nationale does, or fails as it can."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

Answer = Callable[[str], "Reply"]


class Reply:
    def __init__(self, body: bytes, status: int = 200, delay: float = 0.0) -> None:
        self.body, self.status, self.delay = body, status, delay


def feature(
    label: str, lon: float, lat: float, score: float, type_: str = "housenumber", code: str = ""
) -> dict:
    """One answer, with the members that the real service gives and that we read."""
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [lon, lat]},
        "properties": {
            "label": label,
            "score": score,
            "type": type_,
            "citycode": code,
            "context": "68, Haut-Rhin, Grand Est",
            "importance": 0.6,
        },
    }


def collection(*features: dict) -> Reply:
    body = {"type": "FeatureCollection", "version": "draft", "features": list(features)}
    return Reply(json.dumps(body).encode())


class AddressServer:
    """What it was asked, in order, and how it answers."""

    def __init__(self) -> None:
        self.questions: list[str] = []
        self.paths: list[str] = []
        self.answer: Answer = lambda question: collection()


@contextmanager
def serving() -> Iterator[tuple[AddressServer, str]]:
    """The server and its host and port, until the end of the block."""
    state = AddressServer()

    class Handler(BaseHTTPRequestHandler):
        wbufsize = -1  # headers and body in one packet: two cost 40 ms an answer
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            asked = urlsplit(self.path)
            state.paths.append(asked.path)
            question = parse_qs(asked.query)["q"][0]
            state.questions.append(question)
            reply = state.answer(question)
            time.sleep(reply.delay)
            try:
                self.send_response(reply.status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(reply.body)))
                self.end_headers()
                self.wfile.write(reply.body)
            except (BrokenPipeError, ConnectionResetError):
                pass  # the client has given up, as a test of timeouts wants

        def log_message(self, *args: object) -> None:
            """Nothing on the terminal of the tests."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield state, f"127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
