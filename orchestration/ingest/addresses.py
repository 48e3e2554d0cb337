"""One address for one story: what a page calls its own address, believed where it can be, and in one spelling.

Belongs here: addresses as text. Does not: markup (`pages`), fetching, redirects.
"""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from courlan import extract_domain, normalize_url

#: Parts of an address that ask for the same story in another dress.
_DRESSES = frozenset({"amp", "print", "amp.html", "printable"})
_DRESS_PARAMETERS = frozenset({"amp", "outputtype", "print", "printable", "m_view", "output", "view"})
_DRESS_VALUES = frozenset({"", "1", "amp", "print", "true", "amphtml"})
#: Hosts that keep copies of other publishers' pages.
_CACHES = ("ampproject.org", "google.com")


def canonical_url(fetched: str | None, stated: str | None) -> str | None:
    """The address under which versions of a story meet; None where there is none.

    What the page states is believed unless it names another publisher (caches aside) or a front page, as templates
    that went wrong do. fetched: address that the page came from, or None.
    """
    if stated is not None and _is_credible(stated, fetched):
        return _one_spelling(stated)
    return _one_spelling(fetched) if fetched is not None else None


def _is_credible(stated: str, fetched: str | None) -> bool:
    try:
        path = urlsplit(stated)
        is_story = bool(path.path.strip("/") or path.query)
        if fetched is None:
            return is_story
        ours, theirs = extract_domain(fetched, fast=True), extract_domain(stated, fast=True)
        return (is_story or not urlsplit(fetched).path.strip("/")) and (ours == theirs or ours in _CACHES)
    except ValueError:
        return False


def _one_spelling(url: str) -> str | None:
    """Without tracking, fragment and dress (AMP, print, mobile); the secure scheme, since both lead to one story."""
    try:
        parts = urlsplit(normalize_url(url, strict=False))
    except ValueError:
        return None
    if not parts.netloc:
        return None
    host = parts.netloc.lower()
    for prefix in ("amp.", "m.", "mobile."):
        host = host.removeprefix(prefix)
    steps = parts.path.split("/")
    while len(steps) > 2 and (steps[-1] == "" or steps[-1].lower() in _DRESSES):
        steps.pop()
    path = "/".join(step for i, step in enumerate(steps) if not (i == 1 and step.lower() == "amp")) or "/"
    parameters = [
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if not (name.lower() in _DRESS_PARAMETERS and value.lower() in _DRESS_VALUES)
    ]
    return urlunsplit(("https", host, path.removesuffix(".amp"), urlencode(sorted(parameters)), ""))
