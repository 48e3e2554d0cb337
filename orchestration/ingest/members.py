"""Members of a gzip file, inflated one at a time: archives of the web compress each record by itself.

Belongs here: where a member begins, and its bytes. Does not: what is in them (`archives`).
"""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from isal import isal_zlib

if TYPE_CHECKING:
    from collections.abc import Iterator

_GZIP = 31  # window bits that ask for gzip's head and checksum
#: Bytes read at a time: what follows a member in its block is copied.
_BLOCK = 1 << 15


def members(file: IO[bytes], start: int, max_bytes: int) -> Iterator[tuple[int, bytes | None]]:
    """Offset and bytes of each member from `start` on; the last comes with None where it cannot be had whole.

    That is the case where it is larger than `max_bytes`, damaged or cut, and where none begins. The file is not to be
    moved meanwhile.
    """
    file.seek(start)
    rest = b""
    while block := rest or file.read(_BLOCK):
        inflater = isal_zlib.decompressobj(wbits=_GZIP)
        parts, size, consumed = [], 0, 0
        try:
            while block and not inflater.eof and size <= max_bytes:
                parts.append(inflater.decompress(block))
                size += len(parts[-1])
                consumed += len(block)
                block = b"" if inflater.eof else file.read(_BLOCK)
        except isal_zlib.error:  # type: ignore[misc]  # its stub tells the class as an instance
            size = max_bytes + 1
        if not inflater.eof or size > max_bytes:
            yield start, None
            return
        rest = inflater.unused_data
        yield start, parts[0] if len(parts) == 1 else b"".join(parts)
        start += consumed - len(rest)
