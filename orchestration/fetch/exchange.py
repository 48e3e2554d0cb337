"""One HTTP request and its answer: pinned to a checked address, bounded in time and size, decompressed with care.

Belongs here: sockets, TLS, limits, content codings. Does not: which address may be asked for (`addresses`), when and
how often (`hosts`, `client`), and what an answer means.
"""

from __future__ import annotations

import dataclasses
import email.message
import http.client
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager

import urllib3
import urllib3.connection
import urllib3.exceptions

from orchestration.contracts.codes import FetchOutcome
from orchestration.fetch.addresses import Target

_CHUNK = 65536
_CODINGS = {"gzip": 47, "x-gzip": 47, "deflate": 47, "": 0, "identity": 0}


@dataclasses.dataclass(frozen=True, slots=True)
class Limits:
    """What one request may take, in seconds and bytes. max_bytes holds for the body before and after decompression."""

    connect_seconds: float = 10
    read_seconds: float = 20
    total_seconds: float = 90
    max_bytes: int = 20_000_000


@dataclasses.dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered. body: decompressed, and empty where it was not asked for; byte_size: as received."""

    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    byte_size: int

    def header(self, name: str) -> str | None:
        """The first header of this name."""
        return next((value for n, value in self.headers if n.lower() == name), None)

    @property
    def media_type(self) -> str:
        """The media type that the server states, without parameters; empty where it states none."""
        return (self.header("content-type") or "").partition(";")[0].strip().lower()

    @property
    def charset(self) -> str | None:
        """The character encoding that the server states."""
        message = email.message.Message()
        message["Content-Type"] = self.header("content-type") or ""
        return message.get_content_charset()


class ExchangeError(Exception):
    """There is no answer that can be used. status, media type and bytes received are kept where they are known."""

    def __init__(
        self, outcome: FetchOutcome, reason: str, *, status: int | None = None, media_type: str = "", byte_size: int = 0
    ) -> None:
        """Keeps how it ended, one sentence for a person, and what is known of the answer."""
        super().__init__(reason)
        self.outcome = outcome
        self.reason = reason
        self.status = status
        self.media_type = media_type
        self.byte_size = byte_size


def exchange(
    target: Target,
    addresses: Sequence[str],
    headers: Mapping[str, str],
    limits: Limits,
    *,
    tls: ssl.SSLContext,
    accepts: Callable[[str], bool],
) -> Answer:
    """Asks for a target at one of the IP addresses, the first that can be reached.

    Only the body of an answer 200 is read, and only where `accepts` says yes to its media type.

    Raises:
        ExchangeError: no connection, no TLS, no answer in time, too much of it, or an answer that is broken.
    """
    deadline = time.monotonic() + limits.total_seconds
    with _connected(target, addresses, limits, tls) as connection:
        watch = _Watch(connection, limits.total_seconds)
        try:
            return _answer(connection, target, headers, limits, accepts, deadline)
        except ExchangeError:
            if watch.is_over:
                raise _late(limits) from None
            raise
        except (TimeoutError, urllib3.exceptions.TimeoutError) as error:
            raise ExchangeError(FetchOutcome.TIMEOUT, f"No answer within {limits.read_seconds:g} seconds.") from error
        except (OSError, ValueError, http.client.HTTPException, urllib3.exceptions.HTTPError) as error:
            if watch.is_over:
                raise _late(limits) from error
            reason = f"The connection broke: {type(error).__name__}."
            raise ExchangeError(FetchOutcome.CONNECTION_FAILED, reason) from error
        finally:
            watch.stop()


class _Watch:
    """Ends a connection at its deadline, however slowly the server drips; each single read has a limit of its own."""

    def __init__(self, connection: urllib3.connection.HTTPConnection, seconds: float) -> None:
        self._connection = connection
        self.is_over = False
        self._timer = threading.Timer(seconds, self._end)
        self._timer.daemon = True
        self._timer.start()

    def _end(self) -> None:
        self.is_over = True
        if isinstance(self._connection.sock, socket.socket):
            try:
                # of the base class: that of TLS would take the ground from under the thread that reads
                socket.socket.shutdown(self._connection.sock, socket.SHUT_RDWR)
            except OSError:
                return  # it is closed already

    def stop(self) -> None:
        """The answer is there."""
        self._timer.cancel()


def _late(limits: Limits) -> ExchangeError:
    return ExchangeError(FetchOutcome.TIMEOUT, f"The answer was not complete within {limits.total_seconds:g} seconds.")


@contextmanager
def _connected(
    target: Target, addresses: Sequence[str], limits: Limits, tls: ssl.SSLContext
) -> Iterator[urllib3.connection.HTTPConnection]:
    """A connection to the first address that takes it; its name serves for TLS only and is not looked up again."""
    failure = ExchangeError(FetchOutcome.CONNECTION_FAILED, "The host's name leads nowhere.")
    for address in addresses:
        connection: urllib3.connection.HTTPConnection
        if target.scheme == "https":
            connection = urllib3.connection.HTTPSConnection(
                address, target.port, timeout=limits.connect_seconds, ssl_context=tls, server_hostname=target.host
            )
        else:
            connection = urllib3.connection.HTTPConnection(address, target.port, timeout=limits.connect_seconds)
        try:
            connection.connect()
        except ssl.SSLError as error:
            connection.close()
            why = getattr(error, "verify_message", "") or error.reason or "the handshake failed"
            raise ExchangeError(FetchOutcome.TLS_FAILED, f"No trusted connection: {why.rstrip('.')}.") from error
        except urllib3.exceptions.ConnectTimeoutError as error:
            failure = ExchangeError(FetchOutcome.TIMEOUT, f"No connection within {limits.connect_seconds:g} seconds.")
            failure.__cause__ = error
        except (OSError, urllib3.exceptions.HTTPError) as error:
            failure = ExchangeError(FetchOutcome.CONNECTION_FAILED, "The host takes no connection.")
            failure.__cause__ = error
        else:
            try:
                if connection.sock is not None:
                    connection.sock.settimeout(limits.read_seconds)
                yield connection
            finally:
                connection.close()
            return
        connection.close()
    raise failure


def _answer(
    connection: urllib3.connection.HTTPConnection,
    target: Target,
    headers: Mapping[str, str],
    limits: Limits,
    accepts: Callable[[str], bool],
    deadline: float,
) -> Answer:
    sent = {"Host": target.authority, "Accept-Encoding": "gzip, deflate", "Connection": "close", **headers}
    connection.request("GET", target.path, headers=sent, preload_content=False, decode_content=False)
    response = connection.getresponse()
    answer = Answer(response.status, response.reason or "", tuple(response.headers.items()), b"", 0)
    if answer.status != http.client.OK:
        return answer
    media = answer.media_type

    def failed(outcome: FetchOutcome, reason: str, byte_size: int = 0) -> ExchangeError:
        return ExchangeError(outcome, reason, status=answer.status, media_type=media, byte_size=byte_size)

    if not accepts(media):
        raise failed(
            FetchOutcome.WRONG_TYPE, f"The answer is {media[:80] or 'of no stated type'}, not what was asked for."
        )
    stated = answer.header("content-length") or ""
    too_large = f"The answer has more than {limits.max_bytes:,} bytes."
    if stated.isascii() and stated.isdigit() and int(stated) > limits.max_bytes:
        raise failed(FetchOutcome.TOO_LARGE, too_large)
    coding = (answer.header("content-encoding") or "").strip().lower()
    if coding not in _CODINGS:
        raise failed(
            FetchOutcome.BAD_ENCODING, f"The answer is compressed in a way that was not asked for: {coding[:40]}."
        )
    inflater = Inflater(limits.max_bytes) if _CODINGS[coding] else None
    received, body = 0, bytearray()
    try:
        while chunk := response.read1(_CHUNK):
            received += len(chunk)
            body += inflater.feed(chunk) if inflater else chunk
            if max(received, len(body)) > limits.max_bytes:
                raise failed(FetchOutcome.TOO_LARGE, too_large, received)
            if time.monotonic() > deadline:
                raise failed(FetchOutcome.TIMEOUT, _late(limits).reason, received)
        if inflater:
            inflater.finish()
    except (urllib3.exceptions.IncompleteRead, http.client.IncompleteRead, urllib3.exceptions.ProtocolError) as error:
        raise failed(FetchOutcome.TRUNCATED, "The answer ends before its stated length.", received) from error
    except InflateError as error:
        outcome = FetchOutcome.TOO_LARGE if error.is_too_large else FetchOutcome.BAD_ENCODING
        raise failed(outcome, str(error), received) from error
    return dataclasses.replace(answer, body=bytes(body), byte_size=received)


class InflateError(ValueError):
    """Compressed data are broken, end too early, or hold more than is taken."""

    def __init__(self, message: str, *, is_too_large: bool = False) -> None:
        """Keeps whether it is too much rather than broken."""
        super().__init__(message)
        self.is_too_large = is_too_large


class Inflater:
    """Decompresses gzip (several members too), zlib and bare deflate, never further than `max_bytes` in all.

    urllib3's own decoding takes a gzip stream that ends too early for a whole one.
    """

    def __init__(self, max_bytes: int) -> None:
        self._max_bytes = max_bytes
        self._left = max_bytes
        self._stream = zlib.decompressobj(47)
        self._is_first = True

    def feed(self, data: bytes) -> bytes:
        """What some more bytes decompress to.

        Raises:
            InflateError: see there.
        """
        out = bytearray()
        while data:
            if self._stream.eof:
                if not data.strip(b"\0"):
                    break  # padding after the last member
                self._stream = zlib.decompressobj(47)
            try:
                piece = self._stream.decompress(data, self._left + 1)
            except zlib.error as error:
                if not self._is_first:
                    raise InflateError("The answer's compression is broken.") from error
                self._is_first, self._stream = False, zlib.decompressobj(-15)  # deflate without its header
                continue
            self._is_first = False
            out += piece
            self._left -= len(piece)
            if self._left < 0:
                raise InflateError(
                    f"Decompressed, the answer has more than {self._max_bytes:,} bytes.", is_too_large=True
                )
            data = self._stream.unused_data if self._stream.eof else self._stream.unconsumed_tail
        return bytes(out)

    def finish(self) -> None:
        """Says that nothing more comes.

        Raises:
            InflateError: the data end too early.
        """
        if not self._stream.eof:
            raise InflateError("The answer's compression ends too early.")


def inflated(content: bytes, max_bytes: int) -> bytes:
    """A gzip file's content.

    Raises:
        InflateError: see there.
    """
    inflater = Inflater(max_bytes)
    body = inflater.feed(content)
    inflater.finish()
    return body
