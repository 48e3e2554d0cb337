"""`make bench`: how fast each part is, here and now, beside others on the same input in the same run."""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys

from tests.bench import archives, documents, language, pages, resolution


def main() -> None:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument(
        "part", nargs="*", help="language, pages, archives, documents, resolution; all of them if none is named"
    )
    parser.add_argument("--runs", type=int, default=7, help="language, pages: runs of which the median or best is told")
    parser.add_argument("--megabytes", type=int, default=archives.MEGABYTES, help="archives: compressed size")
    parser.add_argument("--documents", type=int, default=documents.DOCUMENTS, help="documents: pages")
    parser.add_argument("--mentions", type=int, default=resolution.MENTIONS, help="resolution: passages")
    options = parser.parse_args()
    parts = {
        "language": lambda: language.main(options.runs),
        "pages": lambda: pages.main(options.runs),
        "archives": lambda: archives.main(options.megabytes),
        "documents": lambda: documents.main(options.documents),
        "resolution": lambda: resolution.main(options.mentions),
    }
    if unknown := set(options.part) - parts.keys():
        parser.error(f"there is no part {', '.join(sorted(unknown))}")
    if len(options.part) == 1:
        [name] = options.part
        print(f"{name}: Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores")
        parts[name]()
        return
    # Each in a process of its own: the memory and the warm caches of one are not another's.
    numbers = [f"--{name}={getattr(options, name)}" for name in ("runs", "megabytes", "documents", "mentions")]
    for name in options.part or parts:
        subprocess.run([sys.executable, "-m", "tests.bench", name, *numbers], check=True)


if __name__ == "__main__":
    main()
