"""A server that answers as an OpenAI-compatible one does, on a free port of this machine."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Reply = tuple[int, dict[str, str], bytes]


def chat(
    content: Any, *, usage: dict[str, int] | None = None, model: str = "stub-2026-11"
) -> Reply:
    """A whole answer with this content."""
    text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
    body: dict[str, Any] = {"model": model, "choices": [{"message": {"content": text}}]}
    if usage is not None:
        body["usage"] = usage
    return 200, {}, json.dumps(body).encode()


def labels(*given: Any) -> dict[str, Any]:
    """An answer with these labels: a code, (code, value), or a whole entry."""
    entries = []
    for label in given:
        if isinstance(label, dict):
            entries.append(label)
            continue
        code, value = label if isinstance(label, tuple) else (label, None)
        entries.append({"code": code, "value": value, "confidence": 0.5, "quote": ""})
    return {"labels": entries}


class Stub:
    """Address of the server, and the requests it got."""

    def __init__(self, reply: Callable[[dict[str, Any], int], Reply]) -> None:
        self.reply = reply
        self.bodies: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.paths: list[str] = []
        self.address = ""


@contextmanager
def serving(reply: Callable[[dict[str, Any], int], Reply]):
    """Serve while the test runs; `reply` gets the request and how many came before it."""
    stub = Stub(reply)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            stub.bodies.append(body)
            stub.headers.append(dict(self.headers))
            stub.paths.append(self.path)
            status, headers, data = stub.reply(body, len(stub.bodies) - 1)
            if status == 0:
                self.connection.close()
                return
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    stub.address = f"http://127.0.0.1:{server.server_address[1]}/v1"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield stub
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def passage_of(body: dict[str, Any]) -> str:
    """The passage that a request asks about."""
    return json.loads(body["messages"][1]["content"])["passage"]
