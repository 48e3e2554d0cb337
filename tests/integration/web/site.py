"""A small web on 127.0.0.1 with every fault a fetcher meets, and a log of who asked for what, when.

Hosts are told apart by the Host header, as on a shared server; `resolver` gives their names the loopback address.
"""

import contextlib
import dataclasses
import gzip
import http.server
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Iterator

Respond = Callable[["Handler"], None]

PARAGRAPHS = {
    "en": "Prime Minister Narendra Modi met Russian President Vladimir Putin in the Kremlin on Tuesday, and the two "
    "leaders spoke for two hours about trade, energy and defence. ",
    "hi": "प्रधानमंत्री नरेंद्र मोदी ने मंगलवार को क्रेमलिन में रूस के राष्ट्रपति व्लादिमीर पुतिन से मुलाकात की। दोनों नेताओं ने "
    "व्यापार, ऊर्जा और रक्षा पर दो घंटे तक बातचीत की। ",
    "ru": "Премьер-министр Индии Нарендра Моди встретился во вторник в Кремле с президентом России Владимиром Путиным. "
    "Лидеры два часа говорили о торговле, энергетике и обороне. ",
}


def article(language: str, title: str, body: str = "") -> str:
    """A page with an article that any reader finds; the body makes it one of its own."""
    text = "".join(f"<p>{PARAGRAPHS[language] * 3}{body}</p>" for _ in range(3))
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>{title}</title></head>'
        f"<body><article><h1>{title}</h1>{text}</article></body></html>"
    )


@dataclasses.dataclass(frozen=True)
class Request:
    """One line of the server's log; times are of the same clock."""

    began: float
    ended: float
    host: str
    path: str
    headers: dict[str, str]
    status: int | None


class Handler(http.server.BaseHTTPRequestHandler):
    """Looks the route up and logs the request."""

    protocol_version = "HTTP/1.1"
    server: "Server"
    sent: int | None = None

    def do_GET(self) -> None:
        began = time.monotonic()
        host = self.headers["Host"].partition(":")[0]
        route = self.server.routes.get((host, self.path), not_found)
        try:
            route(self)
        except (BrokenPipeError, ConnectionResetError, ssl.SSLError):
            pass  # the client had enough
        finally:
            headers = {k.lower(): v for k, v in self.headers.items()}
            self.server.log.append(Request(began, time.monotonic(), host, self.path, headers, self.sent))
            self.close_connection = True

    def head(self, status: int = 200, /, **headers: str) -> None:
        """Sends the status line and headers; underscores become hyphens."""
        self.sent = status
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def reply(self, body: bytes, status: int = 200, /, **headers: str) -> None:
        """Sends a whole answer."""
        usual = {"Content_Type": "text/html; charset=utf-8", "Content_Length": str(len(body))}
        self.head(status, **(usual | headers))
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing on the console: `Server.log` has it."""


class Server(http.server.ThreadingHTTPServer):
    """routes: by host and path with query."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.routes: dict[tuple[str, str], Respond] = {}
        self.log: list[Request] = []
        self.stopping = threading.Event()

    def url(self, host: str, path: str = "/") -> str:
        """The address of a route."""
        return f"http://{host}:{self.server_port}{path}"

    def put(self, host: str, path: str, respond: Respond | str | bytes) -> str:
        """Adds a route, or a page; returns its address."""
        if isinstance(respond, str | bytes):
            respond = page(respond)
        self.routes[host, path] = respond
        return self.url(host, path)

    def paths(self, host: str) -> list[str]:
        """What a host was asked for, in order."""
        return [r.path for r in self.log if r.host == host]

    def handle_error(self, *_: object) -> None:
        """A client that hangs up is no news."""


@contextlib.contextmanager
def running(tls: ssl.SSLContext | None = None) -> Iterator[Server]:
    """The server, listening."""
    server = Server()
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.stopping.set()
        server.shutdown()
        server.server_close()
        thread.join()


def resolver(host: str, port: int) -> list[str]:
    """Every name of `.test` is this machine."""
    return ["127.0.0.1"]


def not_found(handler: Handler) -> None:
    handler.reply(b"<html><body>Not here</body></html>", 404)


def page(content: str | bytes, **headers: str) -> Respond:
    body = content.encode() if isinstance(content, str) else content
    return lambda handler: handler.reply(body, **headers)


def status(code: int, **headers: str) -> Respond:
    return lambda handler: handler.reply(b"<html><body>No.</body></html>", code, **headers)


def redirect(location: str, code: int = 302) -> Respond:
    return lambda handler: handler.reply(b"", code, Location=location)


def after(*responds: Respond) -> Respond:
    """Each in its turn; the last one for ever."""
    turn = iter(responds)
    last = responds[-1]
    return lambda handler: next(turn, last)(handler)


def slow(content: str, seconds: float) -> Respond:
    """Whole and in time, but not at once."""

    def respond(handler: Handler) -> None:
        time.sleep(seconds)
        handler.reply(content.encode())

    return respond


def hanging(handler: Handler) -> None:
    """Takes the request and says nothing."""
    handler.server.stopping.wait(10)


def dripping(handler: Handler) -> None:
    """A byte now and then, each within the limit of a single read."""
    handler.head(Content_Type="text/html", Content_Length="100000")
    while not handler.server.stopping.wait(0.1):
        handler.wfile.write(b" ")


def dripping_head(handler: Handler) -> None:
    """The same, before the headers have come to their end."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Long: ")
    while not handler.server.stopping.wait(0.1):
        handler.wfile.write(b"x")


def truncated(content: str) -> Respond:
    """Hangs up in the middle of what it announced."""

    def respond(handler: Handler) -> None:
        body = content.encode()
        handler.head(Content_Type="text/html", Content_Length=str(len(body)))
        handler.wfile.write(body[: len(body) // 2])

    return respond


def truncated_chunks(handler: Handler) -> None:
    """Hangs up in the middle of a chunk."""
    handler.head(Content_Type="text/html", Transfer_Encoding="chunked")
    handler.wfile.write(b"400\r\n<html><body>")


def overlong(content: str, excess: bytes) -> Respond:
    """Sends more than it announced."""

    def respond(handler: Handler) -> None:
        body = content.encode()
        handler.head(Content_Type="text/html; charset=utf-8", Content_Length=str(len(body)))
        handler.wfile.write(body + excess)

    return respond


def zipped(content: bytes, *, keep: int | None = None, coding: str = "gzip") -> Respond:
    """Compressed; only the first `keep` bytes of it where that is given."""
    body = gzip.compress(content)[:keep]
    return page(body, Content_Encoding=coding)


def bomb(handler: Handler) -> None:
    """100 MB of blanks in 100 kB."""
    packer = zlib.compressobj(9, wbits=31)
    packed = b"".join(packer.compress(b" " * 1_000_000) for _ in range(100)) + packer.flush()
    handler.reply(packed, Content_Encoding="gzip")


def endless(handler: Handler) -> None:
    """100 MB in chunks, without saying so before."""
    handler.head(Content_Type="text/html", Transfer_Encoding="chunked")
    for _ in range(1600):
        handler.wfile.write(b"10000\r\n" + b"x" * 0x10000 + b"\r\n")
    handler.wfile.write(b"0\r\n\r\n")


def huge(handler: Handler) -> None:
    """100 MB, and says so."""
    handler.head(Content_Type="text/html", Content_Length="100000000")
    for _ in range(1600):
        handler.wfile.write(b"x" * 0x10000)


def garbage(handler: Handler) -> None:
    """No HTTP at all."""
    handler.wfile.write(b"\x16\x03\x01 220 ready\r\n\r\n")


def with_validators(content: str, etag: str, modified: str) -> Respond:
    """Answers 304 to who has this version."""

    def respond(handler: Handler) -> None:
        if handler.headers.get("If-None-Match") == etag and handler.headers.get("If-Modified-Since") == modified:
            handler.sent = 304
            handler.send_response(304)
            handler.end_headers()
        else:
            handler.reply(content.encode(), ETag=etag, Last_Modified=modified)

    return respond


def rss(*links: str, broken: bool = False) -> str:
    """A feed; a broken one ends in the middle of an item, with an entity that XML does not know."""
    items = "".join(f"<item><title>Story</title><link>{link.replace('&', '&amp;')}</link></item>" for link in links)
    end = "<item><title>Tea & talks &nbsp; <link>" if broken else "</channel></rss>"
    return f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>News</title>{items}{end}'
