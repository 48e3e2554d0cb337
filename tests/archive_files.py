"""Bytes of web archives as crawlers write them, for tests and benchmarks."""

from __future__ import annotations

import gzip
import uuid


def warc_record(
    payload: bytes,
    *,
    url: str = "https://news.example/1",
    kind: str = "response",
    date: str = "2025-12-05T10:00:00Z",
    status: str = "200 OK",
    http_headers: str = "Content-Type: text/html; charset=utf-8",
    compress: bool = True,
) -> bytes:
    """One record; `response` records get an HTTP head, others hold the payload as it is, of the type given."""
    head = f"HTTP/1.1 {status}\r\n{http_headers}\r\n\r\n".encode() if kind == "response" else b""
    block = head + payload
    stated = "application/http; msgtype=response" if kind == "response" else http_headers.partition(": ")[2]
    lines = [
        "WARC/1.0",
        f"WARC-Type: {kind}",
        f"WARC-Record-ID: <urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, url)}>",
        f"WARC-Date: {date}",
        f"WARC-Target-URI: {url}",
        f"Content-Type: {stated}",
        f"Content-Length: {len(block)}",
    ]
    record = "\r\n".join(lines).encode() + b"\r\n\r\n" + block + b"\r\n\r\n"
    return gzip.compress(record, 6) if compress else record
