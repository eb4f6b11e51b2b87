"""A mail server and a web server on loopback that keep what they are sent, for the gateways of the outbox."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Mailbox:
    """What a mail server was given. `refuse` maps an address to its answer to RCPT; `down` answers 421 to all."""

    port: int = 0
    letters: list[EmailMessage] = field(default_factory=list)
    refuse: dict[str, str] = field(default_factory=dict)
    down: bool = False


@contextmanager
def mail_server() -> Iterator[Mailbox]:
    """SMTP as RFC 5321 has it, as far as one letter needs it."""
    box = Mailbox()

    class Talk(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.say("421 busy" if box.down else "220 test")
            if box.down:
                return
            for raw in self.rfile:
                word = raw.decode().strip()
                verb = word.split(" ")[0].split(":")[0].upper()
                if verb == "RCPT":
                    self.say(next((told for to, told in box.refuse.items() if to in word), "250 ok"))
                elif verb == "DATA":
                    self.say("354 go on")
                    self.keep()
                    self.say("250 kept")
                elif verb == "QUIT":
                    self.say("221 bye")
                    return
                else:
                    self.say("250 ok")

        def keep(self) -> None:
            lines = []
            for raw in self.rfile:
                if raw == b".\r\n":
                    break
                lines.append(raw.removeprefix(b".") if raw.startswith(b"..") else raw)
            letter = message_from_bytes(b"".join(lines), policy=policy.default)
            assert isinstance(letter, EmailMessage)
            box.letters.append(letter)

        def say(self, line: str) -> None:
            self.wfile.write(f"{line}\r\n".encode())

    with _serving(socketserver.ThreadingTCPServer(("127.0.0.1", 0), Talk)) as server:
        box.port = server.server_address[1]
        yield box


@dataclass
class Hook:
    """What a web server was sent: (headers, body). `answers` are given first, then 204; 302 leads to `elsewhere`."""

    port: int = 0
    calls: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)
    elsewhere: str = ""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/messages"


@contextmanager
def web_server() -> Iterator[Hook]:
    hook = Hook()

    class Talk(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            hook.calls.append(({name.lower(): value for name, value in self.headers.items()}, body))
            self.send_response(hook.answers.pop(0) if hook.answers else 204)
            if hook.elsewhere:
                self.send_header("Location", hook.elsewhere)
            self.end_headers()

        def do_GET(self) -> None:
            hook.calls.append(({"method": "GET"}, b""))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *args: object) -> None:
            """Say nothing."""

    with _serving(ThreadingHTTPServer(("127.0.0.1", 0), Talk)) as server:
        hook.port = server.server_address[1]
        yield hook


@contextmanager
def _serving(server: socketserver.TCPServer) -> Iterator[socketserver.TCPServer]:
    server.daemon_threads = True  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
