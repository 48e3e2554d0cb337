"""HTML to the text of its article, and what the page says about itself: title, publisher, address, date.

Belongs here: markup. Does not: words of any language (junk.yaml), dates inside the text, decoding, the network.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import email.utils
import itertools
import json
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import dateutil.parser
import regex
from lxml import html
from trafilatura import bare_extraction, load_html
from trafilatura.settings import use_config

from orchestration.contracts.codes import PublishedBasis
from orchestration.ingest.segments import is_paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator

#: More markup than any article needs; what is larger would take minutes and is a dump or a list.
MAX_HTML_CHARS = 5_000_000
MAX_ELEMENTS = 60_000
#: Beyond this, trafilatura's second opinion is left out: its time grows with the square of the number of blocks.
MAX_ELEMENTS_COMPARED = 4_000
#: A longer table is a data set or a calendar, not part of an article.
MAX_TABLE_ROWS = 200
#: The line that tells when and by whom is not longer.
MAX_DATE_LINE = 120
#: Days that a live blog goes on for, at most; a later change is no news.
MAX_LIVE_DAYS = 7
#: A title of fewer words is that of a kind of page.
MIN_TITLE_WORDS = 5
#: Below this many characters of running text a page has no article.
MIN_ARTICLE_CHARS = 150

_CONFIG = use_config()
_CONFIG.set("DEFAULT", "MIN_EXTRACTED_SIZE", "120")

_ARTICLE_TYPES = regex.compile(r"(?:\p{L}+News|News|Tech)?Article|(?:LiveB|B)logPosting")
_RAW_PUBLISHED = regex.compile(r'"datePublished"\s*:\s*"([^"]{8,40})"')
_PUBLISHED_META = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "article:published",
    "pubdate", "publishdate", "publish-date", "publish_date", "publication_date", "published_at", "date", "dc.date",
    "dc.date.issued", "dc.date.created", "dcterms.created", "dcterms.date", "dcterms.issued", "sailthru.date",
    "parsely-pub-date", "cxenseparse:recs:publishtime", "citation_publication_date", "mediator_published_time",
)  # fmt: skip
#: Parts of a page that are never the article, by the words in their class or id.
_OTHER_PARTS = regex.compile(
    r"(?:^|[\s_-])(?:comments?|comment-?list|cmts?|disqus\w*|related\w*|rel|also-?read|alsoread|read-?also|readmore|read-more"
    r"|more-?(?:news|stories)|recommend\w*|you-?may-?like|yml|trending|most-?(?:read|popular|viewed)|popular|promo\w*"
    r"|inline-related|sidebar|side-bar|rail|breadcrumbs?|crumbs?|share\w*|social\w*|newsletter|subscribe\w*|subscription"
    r"|paywall|cookies?|cookie-?\w+|gdpr|consent|onetrust|taboola|outbrain|advert\w*|ads?|adbox|ad-?slot|banner|ticker"
    r"|breaking|tags?|tag-?list|next-?(?:post|story)|prev(?:ious)?-?(?:post|story)|pagination|footer|foot|menu|navbar|nav"
    r"|polls?|quiz|survey|masthead|topbar|skip-link|app-download|web-?stor(?:y|ies)|photo-?gallery|horoscope|rashifal)(?=$|[\s_-])",
    regex.IGNORECASE,
)
_DROPPED_TAGS = ("script", "style", "noscript", "nav", "aside", "footer", "form", "iframe", "template", "button", "svg",
                 "figcaption", "select", "object", "dialog")  # fmt: skip
#: Words in a class, id or itemprop that tell what stands between headline and text and belongs to it.
_LEAD = regex.compile(
    r"(?:^|[\s_-])(?:lead|lede|stand-?first|summary|synopsis|announce|sub-?title|sub-?head\w*|dek|deck|excerpt|intro"
    r"|abstract|strap\w*|description)(?=$|[\s_-])",
    regex.IGNORECASE,
)
#: Two paragraphs that begin with as many equal letters are one.
SAME_CHARS = 60
#: A lead of more paragraphs is the text.
MAX_LEAD_PARAGRAPHS = 2
#: Words in a class that tell what explains a picture.
_CAPTION = regex.compile(r"caption|photo|image|media|copyright|video|gallery", regex.IGNORECASE)
#: Words in a class or id that tell a consent notice wherever they stand in it.
_CONSENT = regex.compile(r"cookie|consent|gdpr|onetrust|(?:^|[\s_-])cmp\d?(?=$|[\s_-])", regex.IGNORECASE)
#: Below this many characters of text a page that runs scripts is made by them.
_SCRIPTED_CHARS = 300
_DATE_TAGS = ("div", "span", "p", "td", "time", "li", "font", "small", "i", "em", "b", "strong", "h6")
_HEADINGS = ("h1", "h2", "h3", "h4")
_POST_CLASSES = regex.compile(r"twitter-(?:tweet|video)|instagram-media|telegram-post|bluesky-embed|text-post-media")
_SITE_SUFFIX = regex.compile(r"\s+(?:[|»•·]|[-\u2013—](?=\s)|::)\s+[^|»•·]{2,60}$")
#: What a <time> says of itself where it is the time of publication.
_PUBLISHED_TIME = regex.compile(r"(?i)pubdate|publi|entry-date|dateCreated")
_URL_DATE = (
    regex.compile(r"(?<!\d)(?P<y>(?:19|20)\d{2})[/_-](?P<m>0?[1-9]|1[0-2])[/_-](?P<d>0?[1-9]|[12]\d|3[01])(?!\d)"),
    regex.compile(r"/(?P<y>(?:19|20)\d{2})(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?:/|-|_|$)"),
)
_VISIBLE_DATE = regex.compile(
    r"(?<!\d|\d[-/.])\d{1,2}(?!\d)[^\n]{0,20}?(?<!\d)[12\u0967\u0968][90\u096f\u0966]\d{2}(?!\d)"
)
_ISO_START = regex.compile(r"\d{4}-\d{2}-\d{2}")
_META_CHARSET = regex.compile(rb"""(?i)<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""")
_XML_ENCODING = regex.compile(rb"""\s*<\?xml[^>]{0,100}encoding\s*=\s*["']([\w.:-]{2,40})""")
_BLOCK_END = regex.compile(r"(?i)</?(?:p|div|li|h[1-6]|br)\b[^<>]*>|\n")
_BLANKS = regex.compile(r"[ \t\r\f\v\u00a0]+")


@dataclasses.dataclass(frozen=True, slots=True)
class Page:
    """An article's page: text is its title, a blank line, and paragraphs parted by blank lines.

    continued_until: the day of the last entry, where a live blog says that it goes on after its first day.
    """

    text: str
    title: str | None
    author: str | None
    publisher: str | None
    source_url: str | None
    published_date: dt.date | None
    published_basis: PublishedBasis | None
    continued_until: dt.date | None


class NoArticleError(ValueError):
    """The markup holds no article that we can find."""

    def __init__(self, reason_code: str, reason: str) -> None:
        """Keeps a short stable code, and one sentence for a person."""
        super().__init__(reason)
        self.reason_code = reason_code
        self.reason = reason


@dataclasses.dataclass(frozen=True, slots=True)
class _Stamp:
    """A date as the page writes it; `local` where its time zone is a real one, not UTC."""

    basis: PublishedBasis
    date: dt.date
    local: bool


def read_page(markup: str) -> Page:
    """Reads a page.

    Raises:
        NoArticleError: too large, no markup, or no running text.
    """
    if len(markup) > MAX_HTML_CHARS:
        raise NoArticleError("too_large", f"The page has {len(markup):,} characters, more than any article has.")
    tree = load_html(markup)
    if tree is None:
        raise NoArticleError("no_markup", "The page has no markup that can be read.")
    elements = sum(1 for _ in tree.iter())
    if elements > MAX_ELEMENTS:
        raise NoArticleError("too_large", f"The page has {elements:,} elements, more than any article has.")
    meta = _meta(tree)
    linked_data, raw_published = _linked_data(tree)
    source_url = _source_url(tree, meta)
    title = _title(tree, meta, linked_data)
    author = _author(tree, meta, linked_data)
    publisher = _publisher(meta, linked_data)
    scripts = list(tree.iter("script"))
    times = [t.get("datetime") or t.text_content() for t in tree.iter("time") if not _is_of_others(t)]
    data = [s.text for s in scripts if s.text and (s.get("type") or "").lower() == "application/json"]
    _prune(tree)
    if scripts and not data and not linked_data and len(_words(tree)) < _SCRIPTED_CHARS:
        raise NoArticleError("scripted", "The page is put together by scripts: its markup holds no text.")
    stamp = _published(tree, meta, linked_data, raw_published, source_url) or _only_day(times)
    # A date that only readers see is kept under the title, where datelines are looked for.
    visible = None if stamp else _visible_date(tree, title)
    head = [line for line in (title, visible) if line]
    text = _text(tree, head, _leads(tree, title, meta), linked_data, data)
    return Page(
        text=text,
        title=title,
        author=author,
        publisher=publisher,
        source_url=source_url,
        published_date=stamp.date if stamp else None,
        published_basis=stamp.basis if stamp else None,
        continued_until=_continued_until(linked_data, stamp.date) if stamp else None,
    )


def url_date(url: str) -> dt.date | None:
    """The day in an address such as /2025/12/04/ or /20251204/; None if there is none."""
    path = urlsplit(url).path if "//" in url else url
    for pattern in _URL_DATE:
        for match in pattern.finditer(path):
            try:
                return dt.date(int(match["y"]), int(match["m"]), int(match["d"]))
            except ValueError:
                continue
    return None


def declared_charset(content: bytes) -> str | None:
    """The charset that a page's head claims."""
    match = _META_CHARSET.search(content[:4096]) or _XML_ENCODING.match(content[:200])
    return match[1].decode("ascii", "replace") if match else None


def _meta(tree: html.HtmlElement) -> dict[str, str]:
    """First content of each <meta>, by its name, property or itemprop in lower case."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        content = (element.get("content") or "").strip()
        for attribute in ("property", "name", "itemprop"):
            name = (element.get(attribute) or "").strip().lower()
            if name and content:
                found.setdefault(name, content)
    return found


def _linked_data(tree: html.HtmlElement) -> tuple[list[dict[str, Any]], str | None]:
    """Article objects of the page's JSON-LD, and a datePublished from JSON-LD that is broken."""
    objects: list[dict[str, Any]] = []
    raw = None
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower() or not script.text:
            continue
        try:
            objects.extend(_objects(json.loads(script.text, strict=False)))
        except (ValueError, RecursionError):
            match = _RAW_PUBLISHED.search(script.text)
            raw = raw or (match[1] if match else None)
    page_title = _clean(tree.findtext(".//title")) or ""
    articles = [o for o in objects if any(_ARTICLE_TYPES.fullmatch(t) for t in _strings(o.get("@type")))]
    # Other stories may be told of, too: the one that the page is called after goes first.
    articles.sort(key=lambda o: not any(h in page_title for h in map(_clean, _strings(o.get("headline"))) if h))
    return articles or [o for o in objects if "WebPage" in _strings(o.get("@type"))], raw


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, list):
        for item in value:
            yield from _objects(item)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement"):
            yield from _objects(value.get(key))


def _strings(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def _clean(text: str | None) -> str | None:
    return " ".join(text.split()) or None if text else None


def _title(tree: html.HtmlElement, meta: dict[str, str], linked_data: list[dict[str, Any]]) -> str | None:
    """The headline on the page where it agrees with what the page says of itself, without the site's name."""
    page_title = _clean(tree.findtext(".//title"))
    claims = [meta.get("og:title"), *(h for o in linked_data for h in _strings(o.get("headline")))]
    stated = [title for claim in claims if (title := _clean(claim))]
    headings = [_clean(h.text_content()) for tag in ("h1", "h2", "h3") for h in tree.iter(tag)]
    for heading in headings:
        known = [*stated, page_title]
        if heading and len(heading) >= 15 and any(k and (heading in k or k in heading) for k in known):
            return heading
    if stated:
        return _without_site(stated[0], page_title if page_title != stated[0] else None)
    h1 = next((h for h in (_clean(h.text_content()) for h in tree.iter("h1")) if h), None)
    own = _SITE_SUFFIX.sub("", page_title) if page_title else None
    if h1 is None and len((own or "").split()) < MIN_TITLE_WORDS:
        # "Press release" is what the template is called.
        own = next((h for h in headings if h and len(h.split()) >= MIN_TITLE_WORDS), own)
    return h1 or own


def _without_site(title: str, other: str | None) -> str:
    shorter = _SITE_SUFFIX.sub("", title)
    return shorter if other is None or shorter in other else title


def _author(tree: html.HtmlElement, meta: dict[str, str], linked_data: list[dict[str, Any]]) -> str | None:
    """Who wrote it, as the page states; several parted by commas."""
    for item in linked_data:
        authors = item.get("author")
        stated = [
            a.get("name") if isinstance(a, dict) else a for a in (authors if isinstance(authors, list) else [authors])
        ]
        names = [name for a in stated for name in map(_clean, _strings(a)) if name and "://" not in name]
        if names:
            return ", ".join(dict.fromkeys(names))
    for name in ("author", "article:author", "dc.creator", "parsely-author", "sailthru.author"):
        if (told := _clean(meta.get(name))) and "://" not in told:
            return told
    linked = tree.xpath('//*[@rel="author" or @itemprop="author"]')
    return next((words for e in linked if (words := _words(e)) and len(words) <= MAX_DATE_LINE), None)


def _publisher(meta: dict[str, str], linked_data: list[dict[str, Any]]) -> str | None:
    if meta.get("og:site_name"):
        return _clean(meta["og:site_name"])
    for item in linked_data:
        publishers = item.get("publisher")
        for publisher in publishers if isinstance(publishers, list) else [publishers]:
            name = publisher.get("name") if isinstance(publisher, dict) else publisher
            if isinstance(name, str) and _clean(name) and "://" not in name:
                return _clean(name)
    return _clean(meta.get("application-name"))


def _source_url(tree: html.HtmlElement, meta: dict[str, str]) -> str | None:
    links = [link.get("href") for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical"]
    for url in (*links, meta.get("og:url")):
        if url and _is_web_address(url.strip()):
            return str(url).strip()
    return None


def _is_web_address(url: str) -> bool:
    """Whether an address is a full web address."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def _prune(tree: html.HtmlElement) -> None:
    """Takes out what is never the article; turns layout tables and embedded posts into plain blocks."""
    body = tree.find(".//body")
    for element in list(tree.iter()):
        if not isinstance(element.tag, str) or element.getparent() is None or element is body:
            continue
        names = f"{element.get('class') or ''} {element.get('id') or ''}"
        if element.tag == "blockquote" and _POST_CLASSES.search(names):
            _flatten_post(element)
        elif element.tag == "form" and _running([_words(p) for p in element.iter("p")]) > MIN_ARTICLE_CHARS:
            element.drop_tag()  # some systems put the whole page into a form
        elif (
            element.tag in _DROPPED_TAGS
            or element.tag.startswith("amp-")
            or (
                (_is_notice(element, names) or _OTHER_PARTS.search(names) or _is_card(element))
                and not _holds_article(element)
            )
        ):
            element.drop_tree()
    for table in list(tree.iter("table")):
        if sum(1 for _ in table.iter("tr")) > MAX_TABLE_ROWS and not _holds_article(table):
            table.drop_tree()
            continue
        # A table with blocks in its cells lays out the page; one with short cells only is data.
        if any(True for _ in table.iter("p", "h1", "h2", "div", "table")):
            for element in (table, *_cells(table)):
                element.tag = "div"
    for paragraph in list(tree.iter("p", "div")):
        links = [a for a in paragraph.iter("a") if a.get("href")]
        if len(links) == 1 and paragraph.getparent() is not None:
            words, linked = _words(paragraph), _words(links[0])
            if words and _is_reference(words, linked) and not is_paragraph(linked):
                paragraph.drop_tree()  # a paragraph that is one link leads to another story


def _is_reference(words: str, linked: str) -> bool:
    """Whether a paragraph is its link, or a headline that is linked and the time of its story."""
    beside = words.replace(linked, "", 1).split()
    return not beside or (len(linked.split()) >= MIN_TITLE_WORDS and len(beside) <= 3 and beside[0][0].isdigit())


def _is_notice(element: html.HtmlElement, names: str) -> bool:
    return _CONSENT.search(names) is not None or element.get("role") in ("dialog", "alertdialog")


def _is_card(element: html.HtmlElement) -> bool:
    """A link around whole blocks leads to another story."""
    return element.tag == "a" and any(True for _ in element.iter("p", "div", "h2", "h3", "h4", "h5"))


def _holds_article(element: html.HtmlElement) -> bool:
    """Whether a part holds the headline or most of a long text in spite of its name."""
    if element.tag in ("html", "body", "main", "article") or any(True for _ in element.iter("h1", "article")):
        return True
    return sum(len(p.text_content()) for p in element.iter("p") if is_paragraph(p.text_content().strip())) > 1500


def _cells(table: html.HtmlElement) -> list[html.HtmlElement]:
    """Sections, rows and cells of a table, those of tables inside it left out."""
    parts = []
    for child in table:
        if child.tag in ("thead", "tbody", "tfoot", "tr", "td", "th"):
            parts.extend([child, *_cells(child)])
    return parts


def _flatten_post(element: html.HtmlElement) -> None:
    """An embedded post as one plain paragraph with line breaks, so that its signature stands under its text."""
    lines = [_words(p) for p in element.iter("p")]
    whole = _words(element)
    signature = whole
    for line in lines:
        signature = signature.replace(line, "", 1).strip()
    tail = element.tail
    element.clear()
    element.tag, element.tail = "p", tail
    kept = [line for line in (*lines, signature) if line]
    if kept:
        element.text = kept[0]
        for line in kept[1:]:
            br = html.Element("br")
            br.tail = line
            element.append(br)


def _words(element: html.HtmlElement) -> str:
    """The text of an element with single blanks, also where only a line break parts two words."""
    return " ".join(" ".join(element.itertext()).split())


def _visible_date(tree: html.HtmlElement, title: str | None) -> str | None:
    """The first short text with a full date between headline and first paragraph, as a reader sees it.

    One above the headline counts where there is none below it: mastheads show the day of the visit.
    """
    above: str | None = None
    below_title = False
    for element in tree.iter(*_DATE_TAGS, *_HEADINGS):
        words = _words(element)
        if words == title:
            below_title = True
        elif element.tag == "p" and is_paragraph(words):
            break
        elif element.tag in _DATE_TAGS and len(words) <= MAX_DATE_LINE and _VISIBLE_DATE.search(words):
            if "©" in words:
                continue
            if below_title:
                return words
            above = above or words
    return above


def _leads(tree: html.HtmlElement, title: str | None, meta: dict[str, str]) -> list[str]:
    """Paragraphs below the headline that are called its lead, or that the page describes itself with."""
    found: list[str] = []
    below_title = False
    described = [d for name in ("description", "og:description") if (d := _clean(meta.get(name)))]
    for element in tree.iter(*_HEADINGS, "p", "div"):
        if next(itertools.islice(element.iter(*_HEADINGS, "p", "div"), 1, None), None) is not None:
            continue  # what is in it comes by itself
        words = _words(element)
        if words == title:
            below_title = True
        elif below_title and is_paragraph(words):
            around = [element, *itertools.islice(element.iterancestors(), 2)]
            names = " ".join(e.get(a) or "" for e in around for a in ("class", "id", "itemprop"))
            told = any(words.startswith(d.rstrip(".… ")[:100]) for d in described)
            if not (told or _LEAD.search(names)) or _CAPTION.search(element.get("class") or ""):
                break
            found.append(" ".join(element.text_content().split()))
    return found if len(found) <= MAX_LEAD_PARAGRAPHS else []


def _published(
    tree: html.HtmlElement,
    meta: dict[str, str],
    linked_data: list[dict[str, Any]],
    raw_published: str | None,
    source_url: str | None,
) -> _Stamp | None:
    """The firmest date; a date in UTC gives way to the same moment in the publisher's own time zone."""
    stated = [(PublishedBasis.JSON_LD, d) for o in linked_data for d in _strings(o.get("datePublished"))]
    if raw_published:
        stated.append((PublishedBasis.JSON_LD, raw_published))
    stated.extend((PublishedBasis.META, meta[name]) for name in _PUBLISHED_META if name in meta)
    stamps = [s for basis, written in stated if (s := _stamp(basis, written)) is not None]
    if source_url and (day := url_date(source_url)) is not None:
        stamps.append(_Stamp(PublishedBasis.URL, day, local=True))
    times = sorted(tree.iter("time"), key=lambda t: not _PUBLISHED_TIME.search(" ".join(map(str, t.attrib.items()))))
    moments = (_stamp(PublishedBasis.TIME_TAG, t.get("datetime") or t.text_content()) for t in times)
    stamps.extend(stamp for stamp in moments if stamp is not None)
    if not stamps:
        return None
    first = stamps[0]
    if not first.local:
        on_page = (s for s in stamps if s.local and s.basis is not PublishedBasis.URL)
        return next((s for s in on_page if abs((s.date - first.date).days) == 1), first)
    return first


def _is_of_others(element: html.HtmlElement) -> bool:
    """Whether an element stands in a part that is called another than the article's, or at the page's foot."""
    around = [element, *element.iterancestors()]
    return any(e.tag == "footer" or _OTHER_PARTS.search(f"{e.get('class') or ''} {e.get('id') or ''}") for e in around)


def _only_day(times: list[str]) -> _Stamp | None:
    """The day that all <time> of a page name, those beside the article too; other stories would tell others."""
    stamps = [s for t in times if (s := _stamp(PublishedBasis.TIME_TAG, t)) is not None]
    return stamps[0] if len({s.date for s in stamps}) == 1 else None


def _continued_until(linked_data: list[dict[str, Any]], begin: dt.date) -> dt.date | None:
    """The last day of a live blog, by its entries, or by its last change where it tells no entries."""
    for blog in (o for o in linked_data if "LiveBlogPosting" in _strings(o.get("@type"))):
        entries = blog.get("liveBlogUpdate")
        told = (e.get("datePublished") for e in (entries if isinstance(entries, list) else []) if isinstance(e, dict))
        written = [w for w in told if isinstance(w, str)] or _strings(blog.get("dateModified"))
        days = (s.date for w in written if (s := _stamp(PublishedBasis.JSON_LD, w)) is not None)
        last = max((d for d in days if d <= begin + dt.timedelta(MAX_LIVE_DAYS)), default=begin)
        if last > begin:
            return last
    return None


def _stamp(basis: PublishedBasis, written: str) -> _Stamp | None:
    """A written moment as the calendar day it names; None where no full, unambiguous day can be read."""
    written = " ".join(written.split())[:60]
    moment: dt.datetime | None = None
    try:
        moment = dt.datetime.fromisoformat(written)
    except ValueError:
        try:
            if _ISO_START.match(written):
                moment = dt.datetime.fromisoformat(written[:10])
            elif regex.search(r"\p{Latin}{3}", written) and regex.search(r"\d{4}", written):
                moment = _parsed(written)
        except (ValueError, OverflowError, TypeError, IndexError):
            return None
    if moment is None or not 1990 <= moment.year <= 2100:
        return None
    return _Stamp(basis, moment.date(), local=moment.tzinfo is not None and bool(moment.utcoffset()))


def _parsed(written: str) -> dt.datetime | None:
    """A date with a month's name; None unless day, month and year are all written."""
    try:
        return email.utils.parsedate_to_datetime(written)
    except ValueError:
        pass
    # What is not written is filled from the default: two defaults show it.
    defaults = (dt.datetime.fromisoformat("2001-01-01"), dt.datetime.fromisoformat("2002-02-02"))
    zones = {"IST": 19800, "MSK": 10800}
    first, second = (dateutil.parser.parse(written, default=d, tzinfos=zones) for d in defaults)
    return first if first.date() == second.date() else None


def _embedded_paragraphs(data: list[str]) -> list[str]:
    """The paragraphs of the article in the JSON that a page is drawn from: the place in it that holds most of them."""
    places: dict[tuple[str, ...], list[str]] = {}
    for text in data:
        try:
            found = list(_strings_by_place(json.loads(text), ()))
        except (ValueError, RecursionError):
            continue
        for place, written in found:
            lines = (
                _words(html.fromstring(f"<div>{part}</div>")) for part in _BLOCK_END.split(written) if part.strip()
            )
            places.setdefault(place, []).extend(line for line in lines if line)
    return max(places.values(), key=_running, default=[])


def _strings_by_place(value: Any, place: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Strings that may hold paragraphs, with the keys that lead to them; entries of a list share a place."""
    if isinstance(value, str) and " " in value:
        yield place, value
    elif isinstance(value, list):
        for item in value:
            yield from _strings_by_place(item, place)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _strings_by_place(item, (*place, key))


def _text(
    tree: html.HtmlElement, head: list[str], leads: list[str], linked_data: list[dict[str, Any]], data: list[str]
) -> str:
    posts = {
        line
        for p in tree.iter("p")
        if p.find("br") is not None and regex.search(r"[—\u2013-]\s.{1,100}\(@\w+\)", p.text_content())
        for line in (_BLANKS.sub(" ", t).strip() for t in p.itertext())
    }
    document = bare_extraction(
        tree,
        include_comments=False,
        include_tables=True,
        with_metadata=False,
        config=_CONFIG,
        fast=sum(1 for _ in tree.iter()) > MAX_ELEMENTS_COMPARED,
    )
    text = (document.text if document is not None and not isinstance(document, dict) else None) or ""
    lines = [line for line in (_BLANKS.sub(" ", raw).strip() for raw in text.split("\n")) if line]
    if _running(lines) < MIN_ARTICLE_CHARS:
        bodies = [b for o in linked_data for b in _strings(o.get("articleBody"))]
        lines = [line for raw in "\n".join(bodies).split("\n") if (line := _BLANKS.sub(" ", raw).strip())]
    if _running(lines) < MIN_ARTICLE_CHARS:
        lines = _embedded_paragraphs(data)
    if _running(lines) < MIN_ARTICLE_CHARS:
        raise NoArticleError("no_article", "The page holds no article: no running text was found in it.")
    told = "".join("".join(lines).split())
    head = [*head, *(lead for lead in leads if "".join(lead.split())[:SAME_CHARS] not in told)]
    in_head = [line.split() for line in head]
    lines = [*head, *(line for line in lines if line.split() not in in_head)]
    parts = [lines[0]]
    for above, line in itertools.pairwise(lines):
        parts.append("\n" if above in posts and line in posts else "\n\n")
        parts.append(line)
    return "".join(parts)


def _running(lines: list[str]) -> int:
    return sum(len(line) for line in lines if is_paragraph(line))
