"""Web pages of our own making, after the markup of the systems that newspapers and offices use, with what they say.

Every page tells title, paragraphs and date that a reader would take from it, and what on it belongs to other stories.
`HELD_BACK` names the half that rules are not tuned on: look at its figures, not at its pages.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from collections.abc import Callable, Sequence


@dataclasses.dataclass(frozen=True)
class Story:
    """An article of ours."""

    language: str
    title: str
    paragraphs: tuple[str, ...]


@dataclasses.dataclass(frozen=True)
class SamplePage:
    """A page, and what should be read from it; `published` is None where the page does not tell."""

    name: str
    content: bytes
    title: str
    paragraphs: tuple[str, ...]
    published: dt.date | None
    charset: str | None = None


DAY = dt.date(2025, 12, 4)
ISO = "2025-12-04T18:40:00+05:30"

EN = Story(
    "en",
    "Jaishankar and Lavrov review preparations for the annual summit in Moscow",
    (
        "External Affairs Minister S. Jaishankar held talks with his Russian counterpart Sergey Lavrov in Moscow on "
        "Thursday to review preparations for the annual summit between the two countries.",
        "The two ministers discussed trade settlement in national currencies, fertiliser supplies and the opening of "
        "two new Indian consulates, officials familiar with the meeting said.",
        "“We had a useful exchange on the regional situation, including Afghanistan and West Asia,” Jaishankar told "
        "reporters after the meeting, adding that the dialogue would continue in New Delhi.",
        "Trade between India and Russia reached $68.7 billion in the last financial year, most of it crude oil, and "
        "both governments have said that they want it to be better balanced.",
        "Lavrov accepted an invitation to visit India early next year, the Russian foreign ministry said in a statement.",
    ),
)
EN2 = Story(
    "en",
    "Defence ministers sign protocol on military cooperation after New Delhi talks",
    (
        "Defence Minister Rajnath Singh and Russian Defence Minister Andrei Belousov signed a protocol on military and "
        "technical cooperation in New Delhi on Thursday.",
        "The document was signed at the end of the 22nd meeting of the intergovernmental commission, which both "
        "ministers chair and which met for three hours at Manekshaw Centre.",
        "Delivery of the remaining S-400 squadrons, joint production of spare parts and training of crews were on the "
        "agenda, according to the Indian side.",
        "Belousov had laid a wreath at the National War Memorial in the morning before the talks began.",
        "The commission will meet in Moscow next year.",
    ),
)
HI = Story(
    "hi",
    "मॉस्को में पुतिन से मिले डोभाल, ऊर्जा और रक्षा सहयोग पर हुई बातचीत",
    (
        "राष्ट्रीय सुरक्षा सलाहकार अजित डोभाल ने गुरुवार को क्रेमलिन में रूस के राष्ट्रपति व्लादिमीर पुतिन से मुलाकात की और "
        "उन्हें प्रधानमंत्री नरेंद्र मोदी का संदेश सौंपा।",
        "सूत्रों के अनुसार करीब एक घंटे चली इस बैठक में ऊर्जा आपूर्ति, रक्षा सौदों और अफगानिस्तान की स्थिति पर विस्तार से चर्चा हुई।",
        "डोभाल ने कहा कि भारत और रूस के संबंध समय की कसौटी पर खरे उतरे हैं और दोनों देश आगे भी मिलकर काम करते रहेंगे।",
        "इससे पहले उन्होंने रूसी सुरक्षा परिषद के सचिव सर्गेई शोइगु के साथ भी लंबी बातचीत की थी।",
        "विदेश मंत्रालय ने बताया कि वार्षिक शिखर सम्मेलन की तारीखें जल्द घोषित की जाएंगी।",
    ),
)
HI2 = Story(
    "hi",
    "जयशंकर ने रूसी उप प्रधानमंत्री मंतुरोव के साथ व्यापार आयोग की बैठक की",
    (
        "विदेश मंत्री एस जयशंकर ने बुधवार को नई दिल्ली में रूस के प्रथम उप प्रधानमंत्री डेनिस मंतुरोव के साथ भारत-रूस "
        "अंतर-सरकारी आयोग की बैठक की सह-अध्यक्षता की।",
        "बैठक में उर्वरक, दवा और कृषि उत्पादों के व्यापार को बढ़ाने तथा भुगतान की समस्याओं को दूर करने पर सहमति बनी।",
        "मंतुरोव ने कहा कि रूस भारतीय कंपनियों के लिए अपने बाजार को और खोलने के लिए तैयार है।",
        "दोनों पक्षों ने उत्तर-दक्षिण परिवहन गलियारे की प्रगति की भी समीक्षा की और अगली बैठक मॉस्को में करने का निर्णय लिया।",
    ),
)
RU = Story(
    "ru",
    "Лавров и Джайшанкар обсудили в Москве подготовку визита президента в Индию",
    (
        "Министр иностранных дел России Сергей Лавров провёл в четверг в Москве переговоры с главой МИД Индии "
        "Субраманьямом Джайшанкаром, сообщили в российском внешнеполитическом ведомстве.",
        "Стороны обсудили подготовку предстоящего визита президента России Владимира Путина в Нью-Дели, а также "
        "сотрудничество в торговле, энергетике и в сфере мирного атома.",
        "«Мы подтвердили настрой на дальнейшее укрепление особо привилегированного стратегического партнёрства», — "
        "сказал Лавров по итогам встречи.",
        "Джайшанкар, в свою очередь, отметил, что товарооборот двух стран вырос почти в пять раз за четыре года.",
        "Ожидается, что министры вновь увидятся на полях заседания ШОС весной.",
    ),
)
RU2 = Story(
    "ru",
    "Мишустин и премьер Индии поговорили по телефону о поставках удобрений",
    (
        "Председатель правительства России Михаил Мишустин провёл телефонный разговор с премьер-министром Индии "
        "Нарендрой Моди, сообщила пресс-служба кабинета министров.",
        "Собеседники обсудили поставки удобрений, расчёты в национальных валютах и работу межправительственной "
        "комиссии по торгово-экономическому сотрудничеству.",
        "Особое внимание уделили развитию международного транспортного коридора «Север — Юг».",
        "Стороны договорились поддерживать контакты на разных уровнях.",
    ),
)
#: Headlines and teasers of other stories, by language.
OTHERS = {
    "en": (
        ("Modi reviews flood relief in Assam as rivers rise", "The prime minister spoke to the chief minister on Friday and promised all help to the families that lost their homes."),
        ("Gold slips for third day before the central bank meets", "Traders in Mumbai booked profits while importers waited for clarity on duties and rates."),
        ("Stadium to host opening match of women's league", "Tickets go on sale on Monday at noon, the organisers said in a short note to clubs."),
    ),
    "hi": (
        ("पीएम मोदी ने असम में बाढ़ राहत की समीक्षा की", "प्रधानमंत्री ने शुक्रवार को मुख्यमंत्री से बात की और हर संभव मदद का भरोसा दिया।"),
        ("सोने के दाम में लगातार तीसरे दिन गिरावट", "मुंबई के कारोबारियों ने मुनाफा वसूला, जबकि आयातक दरों पर फैसले का इंतजार कर रहे हैं।"),
        ("महिला लीग का पहला मैच इसी मैदान पर होगा", "टिकटों की बिक्री सोमवार दोपहर से शुरू होगी, आयोजकों ने क्लबों को बताया।"),
    ),
    "ru": (
        ("Путин обсудил с губернатором ликвидацию паводка", "Глава государства поручил оказать помощь всем семьям, которые лишились жилья в зоне затопления."),
        ("Золото дешевеет третий день подряд", "Участники торгов фиксируют прибыль и ждут решения регулятора по ставке на следующей неделе."),
        ("Стадион примет первый матч женской лиги", "Билеты поступят в продажу в понедельник в полдень, сообщили организаторы турнира клубам."),
    ),
}  # fmt: skip
COOKIES = (
    "We and our 842 partners store and access personal data, like browsing data or unique identifiers, on your device. "
    "Selecting I Accept enables tracking technologies to support the purposes shown under we and our partners process "
    "data to provide. You can resurface this menu to change your choices or withdraw consent at any time by clicking "
    "the Manage Preferences link at the bottom of the webpage."
)


def _p(paragraphs: Sequence[str], tag: str = "p", attributes: str = "") -> str:
    return "\n".join(f"<{tag}{attributes}>{p}</{tag}>" for p in paragraphs)


def _doc(language: str, head: str, body: str, charset: str = '<meta charset="utf-8">') -> str:
    return f'<!DOCTYPE html>\n<html lang="{language}"><head>{charset}\n{head}</head>\n<body>{body}</body></html>'


def _ld(story: Story, published: str | None = ISO, kind: str = "NewsArticle", **more: object) -> str:
    told: dict[str, object] = {"@context": "https://schema.org", "@type": kind, "headline": story.title, **more}
    if published:
        told["datePublished"] = published
    return f'<script type="application/ld+json">{json.dumps(told, ensure_ascii=False)}</script>'


def _cards(language: str, card: str, start: int = 0, count: int = 3) -> str:
    return "".join(
        card.format(title=t, teaser=s, n=i) for i, (t, s) in enumerate(OTHERS[language][start : start + count])
    )


def wordpress_classic() -> tuple[str, Story]:
    p = EN.paragraphs
    body = f"""<div id="page" class="site"><header id="masthead"><a href="/">The Meridian</a>
<ul id="primary-menu"><li><a href=/in>India</a></li><li><a href=/w>World</a></li></ul></header>
<div id="content"><main id="main"><article id="post-4471" class="post-4471 post type-post hentry category-world">
<header class="entry-header"><h1 class="entry-title">{EN.title}</h1><div class="entry-meta"><span class="posted-on">Posted on
<a href="/x"><time class="entry-date published" datetime="{ISO}">December 4, 2025</time></a></span>
<span class="byline"> by <span class="author vcard"><a class="url fn n" href="/author/r">R. Menon</a></span></span></div></header>
<div class="entry-content">{_p(p[:2])}<div id="jp-relatedposts" class="jp-relatedposts"><h3 class="jp-relatedposts-headline">
<em>Related</em></h3>{_cards("en", "<div class=jp-relatedposts-post><h4><a href=/{n}>{title}</a></h4><p>{teaser}</p></div>")}</div>
{_p(p[2:])}<div class="sharedaddy sd-sharing-enabled"><h3 class="sd-title">Share this:</h3><ul><li>Click to share on X</li></ul></div></div>
<footer class="entry-footer">Posted in World. Tagged India, Russia</footer></article>
<nav class="navigation post-navigation"><a href=/p>Previous: {OTHERS["en"][1][0]}</a></nav>
<div id="comments" class="comments-area"><h2>2 thoughts on “{EN.title}”</h2><ol class="comment-list"><li><p>Great that they met in
Moscow, our relations with Russia were always warm and always will be.</p></li><li><p>And who pays for the oil? Nobody ever asks that
question in these talks, as far as I can see.</p></li></ol></div></main></div><footer>© 2014–2026 The Meridian. All rights reserved.</footer></div>"""
    head = f'<title>{EN.title} – The Meridian</title><meta property="article:published_time" content="{ISO}">'
    return _doc("en", head, body), EN


def wordpress_blocks() -> tuple[str, Story]:
    p = HI.paragraphs
    body = f"""<div class="wp-site-blocks"><div class="yoast-breadcrumbs"><span><a href=/>होम</a> » <a href=/d>देश</a> »
<span class="breadcrumb_last">{HI.title}</span></span></div><h1 class="wp-block-post-title">{HI.title}</h1>
<div class="wp-block-group is-layout-flex"><div class="wp-block-post-author-name">संवाददाता</div>
<div class="wp-block-post-date"><time datetime="{ISO}">दिसम्बर 4, 2025</time></div></div>
<div class="entry-content wp-block-post-content">{_p(p[:1])}<p class="has-background"><strong>यह भी पढ़ें: </strong><a href=/a>{OTHERS["hi"][0][0]}</a></p>
{_p(p[1:3])}<figure class="wp-block-embed"><div>https://www.youtube.com/watch?v=abcdefghijk</div></figure>{_p(p[3:])}</div>
<div class="wp-block-columns"><h2>ताज़ा खबरें</h2>{_cards("hi", "<div class=wp-block-column><h3><a href=/{n}>{title}</a></h3><p>{teaser}</p></div>")}</div></div>"""
    graph = {"@context": "https://schema.org", "@graph": [
        {"@type": "WebPage", "name": HI.title}, {"@type": "Article", "headline": HI.title, "datePublished": ISO},
        {"@type": "BreadcrumbList", "itemListElement": []}]}  # fmt: skip
    head = f"<title>{HI.title} - जनस्वर</title><script type=application/ld+json class=yoast-schema-graph>{json.dumps(graph)}</script>"
    return _doc("hi", head, body), HI


def drupal() -> tuple[str, Story]:
    body = f"""<div class="layout-container"><div class="region region-breadcrumb"><nav class="breadcrumb"><ol><li><a href=/>Главная</a></li>
<li>Новости</li></ol></nav></div><main role="main"><div class="region region-content"><h1 class="page-header"><span>{RU.title}</span></h1>
<article class="node node--type-news node--view-mode-full"><div class="node__meta"><span class="field--name-created">4 декабря 2025, 15:40</span></div>
<div class="node__content"><div class="field field--name-body field--type-text-with-summary field__item">{_p(RU.paragraphs)}</div>
<div class="field field--name-field-tags"><div class="field__label">Теги</div><a href=/t>Индия</a> <a href=/t>МИД</a></div></div></article>
<div class="views-element-container block-views-blocknews-block-1"><h2>Другие новости</h2><div class="view-content">
{_cards("ru", "<div class=views-row><span class=field-content><a href=/{n}>{title}</a></span><p>{teaser}</p></div>")}</div></div></div></main></div>"""
    head = f'<title>{RU.title} | Вестник округа</title><meta name="dcterms.date" content="2025-12-04T15:40+03:00"><meta name="Generator" content="Drupal 10">'
    return _doc("ru", head, body), RU


def amp() -> tuple[str, Story]:
    p = HI2.paragraphs
    body = f"""<amp-sidebar id=s><ul><li>देश</li><li>विदेश</li></ul></amp-sidebar><header><amp-img src=l.png></amp-img></header>
<main><h1 class="hd">{HI2.title}</h1><div class="auth-dt">एजेंसी, नई दिल्ली <span>04 Dec 2025 06:40 PM IST</span></div>
<amp-img src=1.jpg alt="जयशंकर"></amp-img><div class="cap">विदेश मंत्री एस जयशंकर - फोटो : एजेंसी</div>
<section class="ht">{_p(p[:2])}<div class="vdo"><a href=/v>देखें वीडियो: {OTHERS["hi"][1][0]}</a></div>{_p(p[2:])}</section>
<amp-list src=/more><div placeholder><h4>{OTHERS["hi"][2][0]}</h4><p>{OTHERS["hi"][2][1]}</p></div></amp-list></main><amp-consent><p>कुकी</p></amp-consent>"""
    head = (
        f"<title>{HI2.title}</title><link rel=canonical href=https://samvad.example/desh/jaishankar-manturov-ayog>"
        + _ld(HI2)
    )
    return _doc("hi", head, body).replace("<html ", "<html amp "), HI2


def next_js() -> tuple[str, Story]:
    data = {
        "props": {
            "pageProps": {
                "story": {"headline": EN2.title, "elements": [{"text": f"<p>{p}</p>"} for p in EN2.paragraphs]}
            }
        }
    }
    head = f"<title>{EN2.title} | Capital Wire</title>" + _ld(EN2, articleBody="\n\n".join(EN2.paragraphs))
    body = f'<div id="__next"><div class="spinner">Loading…</div></div><script id="__NEXT_DATA__" type="application/json">{json.dumps(data)}</script>'
    return _doc("en", head, body), EN2


def table_layout_1251() -> tuple[str, Story]:
    p = RU2.paragraphs
    rows = "".join(f"<tr><td class=n><a href=/{i}>{t}</a></td></tr>" for i, (t, _) in enumerate(OTHERS["ru"]))
    body = f"""<table width=980 border=0 cellpadding=0><tr><td colspan=3 bgcolor=#003366><font color=white>ИА «Меридиан» — новости</font></td></tr>
<tr><td width=160 valign=top><table>{rows}</table></td><td valign=top><font size=4><b>{RU2.title}</b></font><br><font size=1>04.12.2025 15:40 МСК</font><br><br>
{"<br><br>".join(p)}<br><br></td><td width=180 valign=top><b>Популярное</b><br><a href=/1>{OTHERS["ru"][1][0]}</a></td></tr>
<tr><td colspan=3><font size=1>© 1999-2026 ИА «Меридиан». При перепечатке ссылка обязательна.</font></td></tr></table>"""
    return f"<html><head><title>{RU2.title}</title></head><body>{body}</body></html>", RU2


def hashed_classes() -> tuple[str, Story]:
    p = EN2.paragraphs
    box = f'<div class="sc-1b8bq6y-0 iJqGLW"><a href="/a" class="sc-x"><div class="sc-9k"><h3>{OTHERS["en"][0][0]}</h3><p>{OTHERS["en"][0][1]}</p></div></a></div>'
    body = f"""<div id="root"><div class="sc-fzqBZW kZrqZL"><div class="sc-a1"><h1 class="sc-b2 dPqZ">{EN2.title}</h1><div class="sc-c3">Thu, Dec 4, 2025 6:40 PM IST</div></div>
<div class="sc-d4 lmNo">{_p(p[:2], attributes=' class="sc-e5"')}{box}{_p(p[2:], attributes=' class="sc-e5"')}</div>
<div class="sc-f6"><div class="sc-g7">Trending now</div>{_cards("en", '<a href="/{n}" class="sc-h8"><h4>{title}</h4><p>{teaser}</p></a>', 1, 2)}</div></div></div>"""
    return _doc("en", f"<title>{EN2.title}</title>" + _ld(EN2), body), EN2


def live_blog() -> tuple[str, Story]:
    entries = [
        ("18:05", EN.paragraphs[4]),
        ("17:20", EN.paragraphs[2]),
        ("16:00", EN.paragraphs[1]),
        ("15:10", EN.paragraphs[0]),
    ]
    updates = [
        {"@type": "BlogPosting", "datePublished": f"2025-12-04T{t}:00+05:30", "articleBody": x} for t, x in entries
    ]
    told = {"@context": "https://schema.org", "@type": "LiveBlogPosting", "headline": EN.title, "datePublished": "2025-12-04T15:00:00+05:30",
            "coverageStartTime": "2025-12-04T15:00:00+05:30", "liveBlogUpdate": updates}  # fmt: skip
    posts = "".join(
        f'<li class="lb-post"><span class="lb-time">{t} IST</span><div class="lb-body"><p>{x}</p></div></li>'
        for t, x in entries
    )
    body = f'<main><h1>{EN.title}</h1><div class="lb-status"><span>LIVE</span> 4 updates</div><ul class="lb-list">{posts}</ul></main>'
    head = f"<title>{EN.title}: live updates</title><script type=application/ld+json>{json.dumps(told)}</script>"
    return _doc("en", head, body), dataclasses.replace(EN, paragraphs=tuple(x for _, x in entries))


def bare_hindi() -> tuple[str, Story]:
    body = f"""<div class="top"><a href=/>मुखपृष्ठ</a> | <a href=/d>देश</a> | <a href=/v>विदेश</a></div><div class="path"><a href=/>Home</a> / <a href=/n>News</a> / {HI2.title}</div>
<div class="matter"><h1>{HI2.title}</h1>{_p(HI2.paragraphs, "div")}<div>भारत और तत्कालीन सोवियत संघ ने 9 अगस्त 1971 को शांति, मैत्री और सहयोग की संधि पर हस्ताक्षर किए थे।</div></div>
<div class="bottom">Copyright © 2021 दैनिक पथ। सर्वाधिकार सुरक्षित। 15 Jan 2021</div>"""
    more = ("भारत और तत्कालीन सोवियत संघ ने 9 अगस्त 1971 को शांति, मैत्री और सहयोग की संधि पर हस्ताक्षर किए थे।",)
    return _doc("hi", f"<title>{HI2.title}</title>", body), dataclasses.replace(HI2, paragraphs=HI2.paragraphs + more)


def cookie_wall() -> tuple[str, Story]:
    body = f"""<div id="CybotCookiebotDialog" role="dialog"><h2>This website uses cookies</h2><p>{COOKIES}</p><p>{COOKIES}</p><a href=#>Allow all</a></div>
<div class="qc-cmp2-container"><p>{COOKIES}</p></div><div class="article-wrap"><h1 class="headline">{EN.title}</h1><p class="standfirst">{EN.paragraphs[0]}</p>{_p(EN.paragraphs[1:])}</div>
<div class="newsletter-signup"><p>Sign up for our morning briefing. We will send the best stories of the day to your inbox, free of charge, every weekday.</p></div>"""
    head = f'<title>{EN.title} - Harbour Times</title><meta name="parsely-pub-date" content="2025-12-04T13:10:00Z">'
    return _doc("en", head, body), EN


def press_release() -> tuple[str, Story]:
    body = f"""<form id="form1"><div class="innner-page-main-about-us-content-right-part"><div class="MinistryNameSubhead text-center">Ministry of Defence</div>
<h2>{EN2.title}</h2><div class="ReleaseDateSubHeaddateTime text-center pt20">Posted On: 04 DEC 2025 6:40PM by PIB Delhi</div>
{_p([f'<span style="font-size:16px">{p}</span>' for p in EN2.paragraphs], attributes=' style="text-align:justify"')}
<p style="text-align:center"><strong>***</strong></p><p>ABC/XY</p><br><span id="ReleaseId">(Release ID: 2198765)</span> <span>Visitor Counter : 812</span>
<div class="ReleaseLang">Read this release in: <a href=/u>Urdu</a> , <a href=/h>Hindi</a></div></div></form>"""
    return _doc("en", "<title>Press Release Page</title>", body), EN2


def inline_links_ru() -> tuple[str, Story]:
    p = RU.paragraphs
    body = f"""<div class="layout"><div class="topic-page"><h1 class="topic-body__titles"><span class="topic-body__title">{RU.title}</span></h1>
<a class="topic-header__time" href="/2025/12/04/">15:40, 4 декабря 2025</a><div class="topic-body__content">{_p(p[:2], attributes=' class="topic-body__content-text"')}
<div class="box-inline-topic"><a class="box-inline-topic__link" href=/1><span class="box-inline-topic__desc">{OTHERS["ru"][0][0]}</span><span>{OTHERS["ru"][0][1]}</span></a></div>
{_p(p[2:], attributes=' class="topic-body__content-text"')}<p><a href="https://t.me/x">Подписывайтесь на наш канал в Telegram, чтобы не пропустить главное</a></p></div></div>
<div class="longgrid-list"><div class="longgrid-list__title">Читайте также</div>{_cards("ru", "<a class=card-mini href=/{n}><h3>{title}</h3><span>{teaser}</span></a>")}</div></div>"""
    head = f'<title>{RU.title}: Политика: Лента</title><link rel="canonical" href="https://lenta.example/news/2025/12/04/lavrov/"><meta property="og:title" content="{RU.title}">'
    return _doc("ru", head, body), RU


def infinite_scroll() -> tuple[str, Story]:
    other = OTHERS["hi"][0]
    body = f"""<div class="story-list"><div class="story" data-url="/a"><h1>{HI.title}</h1><div class="meta">नई दिल्ली, Updated Thu, 04 Dec 2025 06:40 PM IST</div><div class="story-text">{_p(HI.paragraphs)}</div></div>
<div class="story" data-url="/b"><h1>{other[0]}</h1><div class="meta">गुवाहाटी, Updated Fri, 05 Dec 2025 09:00 AM IST</div><div class="story-text"><p>{other[1]}</p><p>{OTHERS["hi"][1][1]}</p><p>{OTHERS["hi"][2][1]}</p></div></div></div>"""
    return _doc("hi", f"<title>{HI.title}</title>" + _ld(HI), body), HI


# --- the half that is held back ------------------------------------------------------------------------------------


def ministry_table() -> tuple[str, Story]:
    body = f"""<div id="wrapper"><div class="breadcrumb-wrap">Home › Media Center › Press Releases</div><table class="contentTable"><tr><td><h1 class="innerHead">{EN.title}</h1></td></tr>
<tr><td class="date-right">December 04, 2025</td></tr><tr><td class="matter-text">{"<br /><br />".join(f"{i}. {p}" for i, p in enumerate(EN.paragraphs, 1))}<br /><br /><b>New Delhi<br />December 04, 2025</b></td></tr></table>
<div class="comment-box">Comments: 0 | Post A Comment</div></div>"""
    return _doc("en", f"<title>{EN.title}</title>", body), dataclasses.replace(
        EN, paragraphs=tuple(f"{i}. {p}" for i, p in enumerate(EN.paragraphs, 1))
    )


def paywall() -> tuple[str, Story]:
    p = EN.paragraphs
    body = f"""<div class="container"><div class="crumb"><a href=/>News</a><a href=/i>India News</a>{EN.title[:40]}...</div><section class="_s30J"><h1 class="HNMDR"><span>{EN.title}</span></h1>
<div class="xf8Pm byline"><a href=/t>Dipanjan R</a> / TNN / Dec 4, 2025, 18:40 IST</div><div data-articlebody="1" class="_s3 clearfix"><div class="ga-headlines">{p[0]}<br><br>{p[1]}
<div class="cdatainfo id-r-component"><ul><li><strong>Also Read: </strong><a href=/x>{OTHERS["en"][2][0]}</a></li></ul></div>{p[2]}<br><br>{p[3]}<br><br>{p[4]}</div></div>
<div class="authorCard"><div>About the Author</div><div>Dipanjan R is a senior editor who has covered diplomacy and strategic affairs for twenty years and has reported from Moscow and Beijing.</div></div></section>
<div class="prime-subscribe"><h4>Unlock all stories</h4><p>Subscribe now to read without limits and support the journalism that you trust, from just a rupee a day.</p></div></div>"""
    head = (
        f'<title>{EN.title} | India News - Dayline</title><meta property="article:published_time" content="{ISO}">'
        + _ld(EN, "2025-12-04T13:10:00Z")
    )
    return _doc("en", head, body), EN


def microdata_ru() -> tuple[str, Story]:
    aside = "".join(
        f'<div class="lst"><time datetime="2024-03-0{i}T10:00:00+03:00">0{i}.03.2024</time> <a href=/{i}>{t}</a></div>'
        for i, (t, _) in enumerate(OTHERS["ru"], 1)
    )
    body = f"""<div class="page"><div class="left-col">{aside}</div><div class="news" itemscope itemtype="http://schema.org/NewsArticle"><meta itemprop="datePublished" content="2025-12-04">
<div class="h1" itemprop="headline">{RU2.title}</div><div class="text" itemprop="articleBody">{_p(RU2.paragraphs, "div")}</div><div class="src">Источник: пресс-служба</div></div></div>"""
    return _doc(
        "ru", f"<title>{RU2.title} — Округ сегодня</title><meta property=og:title content='{RU2.title}'>", body
    ), RU2


def declared_1251() -> tuple[str, Story]:
    body = f"""<div id="container"><div id="menu"><a href=/>Главная</a> <a href=/p>Политика</a></div><div id="center"><h1>{RU.title}</h1><div class="dt">04.12.2025, 15:40</div><div id="txt">{_p(RU.paragraphs)}</div>
<div id="also"><b>По теме:</b>{_cards("ru", "<p><a href=/{n}>{title}</a></p>")}</div></div><div id="bottom">© Меридиан, 2003–2026</div></div>"""
    meta = '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">'
    return _doc("ru", f"<title>{RU.title}</title>", body, meta), RU


def devanagari_date() -> tuple[str, Story]:
    p = HI.paragraphs
    body = f"""<header>लोकवाणी <span>शुक्रवार, ५ दिसंबर २०२५</span></header><div class="lv-wrap"><div class="lv-crumbs">लोकवाणी > अंतरराष्ट्रीय > {HI.title}</div><h1>{HI.title}</h1><p class="lv-info">प्रकाशित: ४ दिसंबर २०२५, शाम ६:४० बजे</p>
{_p(p[:3])}<p>इसे भी पढ़ें: <a href=/x>{OTHERS["hi"][1][0]}</a></p>{_p(p[3:])}<p class="lv-agency">(इनपुट: पीटीआई भाषा)</p></div><div class="lv-more"><h2>और पढ़ें</h2>{_cards("hi", "<p><a href=/{n}>{title}</a></p>")}</div>"""
    return _doc("hi", f"<title>{HI.title} | लोकवाणी</title>", body), HI


def facts_and_quotes() -> tuple[str, Story]:
    p = EN2.paragraphs
    body = f"""<article class="story"><h1>{EN2.title}</h1><ul class="story-meta"><li>By our correspondent</li><li><time datetime="{ISO}" pubdate>04 December</time></li></ul>
<figure><img src=1.jpg><figcaption>Rajnath Singh receives Andrei Belousov at Manekshaw Centre. Photo: Agency</figcaption></figure>{_p(p[:2])}<aside class="pull-quote"><blockquote>{p[1][:60]}</blockquote></aside>
{_p(p[2:4])}<div class="factbox"><h4>Fact box</h4><p>The S-400 is a mobile air defence system that can engage targets at up to 400 kilometres.</p></div>{_p(p[4:])}</article>
<section class="more-on-this"><h2>More on this story</h2>{_cards("en", "<article><h3><a href=/{n}>{title}</a></h3><p>{teaser}</p></article>")}</section>"""
    return _doc("en", f"<title>{EN2.title} - The Observer of Kolkata</title>", body), EN2


def outcomes_list() -> tuple[str, Story]:
    items = ("Agreement on labour mobility between the two governments", "Protocol on customs cooperation at all border points",
             "Memorandum on fertiliser supply until the year 2030")  # fmt: skip
    p = EN.paragraphs
    body = f"""<div class="site-main"><h1>{EN.title}</h1><p class="when">04 Dec 2025</p><div class="body-copy">{_p(p[:2])}<p>The following documents were agreed:</p><ul>{_p(items, "li")}</ul>{_p(p[2:])}</div></div>
<div class="foot-links">Copyright 2010-2026. Last updated on 20 Jan 2026</div>"""
    head = f'<title>{EN.title}</title><meta name="date" content="2025-12-04">'
    return _doc("en", head, body), dataclasses.replace(
        EN, paragraphs=(*p[:2], "The following documents were agreed:", *items, *p[2:])
    )


def comments_first() -> tuple[str, Story]:
    p = RU2.paragraphs
    chat = "".join(
        f"<div class=msg><b>user{i}</b><div>{t} А что думаете вы, уважаемые читатели, об этих новостях сегодня?</div></div>"
        for i, (_, t) in enumerate(OTHERS["ru"])
    )
    body = f"""<div class="wrapper"><div class="post"><h1 class="post__title">{RU2.title}</h1><div class="post__date">4 декабря 2025 г. 15:40</div><div class="post__text">{_p(p)}</div>
<div class="post__discussion" id="discussion"><h3>Обсуждение (3)</h3>{chat}</div></div></div>"""
    return _doc("ru", f"<title>{RU2.title}</title>" + _ld(RU2, "2025-12-04T15:40:00+03:00"), body), RU2


def modified_only() -> tuple[str, Story]:
    p = HI2.paragraphs
    body = f"""<div class="grid"><div class="main-col"><h1>{HI2.title}</h1><div class="txt">{_p(p)}</div></div><div class="side-col"><h3>बड़ी खबरें</h3>{_cards("hi", "<div class=it><a href=/{n}>{title}</a><p>{teaser}</p></div>")}</div></div>"""
    head = f"<title>{HI2.title}</title><meta property=og:title content='{HI2.title}'><meta property=og:url content=https://patra.example/desh/article-2231>"
    return _doc("hi", head, body), HI2


def koi8_table() -> tuple[str, Story]:
    body = f"""<table width=100%><tr><td><h2>{RU.title}</h2><p><i>Москва, 4 декабря 2025 года</i></p>{_p(RU.paragraphs)}</td></tr></table><hr><address>Пресс-бюро, 1998</address>"""
    return f"<html><head><title>{RU.title}</title></head><body bgcolor=white>{body}</body></html>", RU


def print_version() -> tuple[str, Story]:
    body = f"""<div class="print-logo"><img src=l.gif></div><h3>{EN2.title}</h3><p>December 4, 2025 18:40</p>{_p(EN2.paragraphs)}<hr><p>Source: https://gazette.example/nation/protocol</p><p>© 2025 The Gazette</p>"""
    head = f"<title>Print - {EN2.title}</title><link rel=canonical href=https://gazette.example/2025/12/04/nation/protocol>"
    return _doc("en", head, body), EN2


def portal_mixed() -> tuple[str, Story]:
    p = HI2.paragraphs
    body = f"""<div class="app-promo"><p>हमारा ऐप डाउनलोड करें और पाएं ताजा खबरें सबसे पहले अपने मोबाइल पर बिल्कुल मुफ्त।</p></div><div class="bhaskar-like"><h1>{HI2.title}</h1><div class="by">नई दिल्ली<span>1 घंटे पहले</span></div><ul class="highlights"></ul>
{_p(p[:2])}<div class="read-more-news"><h3>यह खबर भी पढ़ें...</h3><h4><a href=/1>{OTHERS["hi"][0][0]}</a></h4><p>{OTHERS["hi"][0][1]} <a href=/1>पूरी खबर पढ़ें...</a></p></div>{_p(p[2:])}</div>"""
    return _doc("hi", f"<title>{HI2.title} | प्रभात पत्र</title>" + _ld(HI2, "2025-12-04T13:10:00.000Z"), body), HI2


def teaser_grid_en() -> tuple[str, Story]:
    p = EN.paragraphs
    teasers = "".join(
        f'<div class="tile"><a href="/s{i}"><p>{t}. {s}</p></a></div>' for i, (t, s) in enumerate(OTHERS["en"])
    )
    body = f"""<div class="shell"><div class="hero"><h1 data-testid="headline">{EN.title}</h1><p data-testid="byline">Staff writer · 4 min read</p></div><div data-testid="paragraphs">{"".join(f'<div data-testid="paragraph-{i}">{x}</div>' for i, x in enumerate(p))}</div>
<div data-testid="tiles">{teasers}</div></div>"""
    head = f'<title>{EN.title}</title><meta property="og:article:published_time" content="{ISO}">'
    return _doc("en", head, body), EN


# --- after the layouts of portals, agencies and offices that write most about both sides ------------------------------


def agency_blocks_ru() -> tuple[str, Story]:
    """Blocks of an agency, with its stamp in the first, a quotation and an inserted story between."""
    p = RU.paragraphs
    blocks = [
        f'<div class="article__block" data-type="text"><div class="article__text"><strong>МОСКВА, 4 дек — Вести мира. </strong>{p[0]}</div></div>',
        f'<div class="article__block" data-type="text"><div class="article__text">{p[1]}</div></div>',
        f'<div class="article__block" data-type="article"><div class="article__article"><a href="/20251203/1.html"><span class="article__article-title">{OTHERS["ru"][0][0]}</span></a><div class="article__article-desc">3 декабря, 12:00</div></div></div>',
        f'<div class="article__block" data-type="quote"><div class="article__quote"><div class="article__quote-text">{p[2]}</div></div></div>',
        *(f'<div class="article__block" data-type="text"><div class="article__text">{x}</div></div>' for x in p[3:]),
    ]
    body = f"""<div class="article__header"><div class="article__info"><div class="article__info-date"><a href="/20251204/">18:40 04.12.2025</a> <span class="article__info-date-modified">(обновлено: 19:10 04.12.2025)</span></div></div>
<div class="article__title">{RU.title}</div><h1 class="article__second-title">Главы МИД сверили часы</h1><div class="article__announce"><div class="media__copyright"><a>© Вести мира / Иван Петров</a></div></div></div>
<div class="article__body">{"".join(blocks)}</div><ul class="article__tags-list"><li><a href=/t>В мире</a></li><li><a href=/t>Индия</a></li></ul>
<div class="recommend"><h3>Рекомендуем</h3>{_cards("ru", '<div class="recommend__item"><a href=/{n}>{title}</a></div>')}</div>"""
    head = f'<title>{RU.title} - Вести мира, 04.12.2025</title><meta property="og:title" content="{RU.title}"><meta property="article:published_time" content="20251204T1840">'
    return _doc("ru", head, body), RU


def agency_lead_ru() -> tuple[str, Story]:
    """The date without a year on the page, a full one in a script; hashed class names."""
    p = RU2.paragraphs
    body = f"""<main><div class="NewsHeader_wrap__x1"><div class="NewsHeader_mark__x2"><a href=/politika>Политика</a><span>4 декабря, 15:40</span></div><h1 class="NewsHeader_title__x3">{RU2.title}</h1><div class="NewsHeader_lead__x4">{p[3]}</div></div>
<article class="Content_wrap__x5"><div class="Text_text__x6"><p class="Paragraph_p__x7"><span>МОСКВА, 4 декабря. /Телеграф/.</span> {p[0]}</p>{_p(p[1:3], attributes=' class="Paragraph_p__x7"')}</div></article>
<div class="Tags_wrap__x8"><a href=/t>Мишустин, Михаил Владимирович</a><a href=/t>Индия</a></div><div class="Subscribe_x9">Читайте нас в мессенджерах</div></main>"""
    head = (
        f"<title>{RU2.title} - Телеграф</title>"
        + _ld(RU2, "2025-12-04T12:40:00.000Z")
        + f'<meta property="og:title" content="{RU2.title} - Телеграф">'
    )
    return _doc("ru", head, body), dataclasses.replace(RU2, paragraphs=(p[3], *p[:3]))


def presidency_transcript() -> tuple[str, Story]:
    """A transcript: speakers in bold before their words, place and time beside the date."""
    said = (
        "Уважаемый господин Премьер-министр! Рад вас видеть в Москве, мы давно ждали этой встречи.",
        "Благодарю за приглашение, господин Президент. Наши отношения развиваются во всех сферах.",
        "Предлагаю обсудить торговлю и энергетику, а затем продолжить разговор в расширенном составе.",
    )
    names = ("В.Путин:", "Н.Моди (как переведено):", "В.Путин:")
    title = "Встреча с Премьер-министром Индии Нарендрой Моди"
    lead = "Владимир Путин провёл в Кремле переговоры с Премьер-министром Республики Индия Нарендрой Моди."
    talk = "".join(f"<p><b>{n}</b> {s}</p>" for n, s in zip(names, said, strict=True))
    body = f"""<div class="wrapsite"><article class="hentry h-entry read"><h1 class="entry-title p-name" itemprop="name">{title}</h1>
<div class="read__meta"><div class="read__lead entry-summary p-summary" itemprop="description"><p>{lead}</p></div><div class="read__info"><time class="read__published" datetime="2025-12-04" itemprop="datePublished">4 декабря 2025 года</time><time class="read__time">15:40</time><div class="read__place p-location">Москва, Кремль</div></div></div>
<div class="entry-content e-content read__internal_content" itemprop="articleBody">{talk}<p>&lt;…&gt;</p></div>
<div class="read__related"><h2>Материалы по теме</h2>{_cards("ru", "<div><a href=/{n}>{title}</a></div>")}</div><div class="read__tags"><p>Статус материала</p><p>Опубликован в разделах: Новости, Стенограммы</p><p>Дата публикации: 4 декабря 2025 года, 15:40</p><p>Ссылка на материал: president.example/d/70001</p></div></article></div>"""
    head = f'<title>{title} • Президент</title><meta property="og:title" content="{title}">'
    paragraphs = (lead, *(f"{n} {s}" for n, s in zip(names, said, strict=True)))
    return _doc("ru", head, body), Story("ru", title, paragraphs)


def ministry_number_ru() -> tuple[str, Story]:
    """A ministry's message: number before the text, share links, the date with a time and without a year's word."""
    p = RU.paragraphs
    body = f"""<div class="page-content"><div class="announce-content__breadcrumbs"><a href=/>Главная</a> / <a href=/n>Новости</a></div><div class="photo-content__date">4 декабря 2025 18:40</div><h1 class="photo-content__title">{RU.title}</h1>
<div class="text article-content"><p>2045-04-12-2025</p>{_p(p)}</div><div class="share-block"><span>Поделиться</span><a>ВКонтакте</a><a>Телеграм</a></div>
<div class="adt-info"><h4>Дополнительные материалы</h4>{_cards("ru", "<p><a href=/{n}>{title}</a></p>")}</div></div>"""
    return _doc("ru", f"<title>{RU.title} - Министерство</title>", body), RU


def embassy_english() -> tuple[str, Story]:
    """An embassy's old pages: everything in nested tables, the day in a cell of its own."""
    body = f"""<table width="980" align="center"><tr><td colspan=2><img src=banner.jpg alt="Embassy"></td></tr><tr><td width=200 valign=top><ul class="sidemenu"><li><a href=/a>Ambassador</a></li><li><a href=/c>Consular Services</a></li><li><a href=/t>Trade with Russia</a></li></ul></td>
<td valign=top><table><tr><td class=head>{EN.title}</td></tr><tr><td align=right>Moscow<br>December 04, 2025</td></tr><tr><td><div align=justify>{_p(EN.paragraphs)}</div></td></tr></table></td></tr>
<tr><td colspan=2 align=center>Copyright 2014 Embassy. All Rights Reserved. Last Updated: 11/01/2026</td></tr></table>"""
    return _doc("en", f"<title>{EN.title} | Embassy, Moscow</title>", body), EN


def office_news_en() -> tuple[str, Story]:
    """A head of government's own site: day first in a short date, share counts, an invitation to comment."""
    p = EN2.paragraphs
    body = f"""<div class="news-bg"><h1>{EN2.title}</h1><span class="date">04 Dec, 2025</span><div class="share"><a>Share</a><a>Tweet</a></div><div class="text-center"><div class="news-text">{_p(p)}</div></div>
<div class="loadmore"><a href=#>Load More</a></div></div><div class="newsupdates"><h2>News Updates</h2>{_cards("en", '<div class="nu"><a href=/{n}>{title}</a><span>January 0{n}, 2026</span></div>', 0, 3)}</div>"""
    return _doc("en", f"<title>{EN2.title} | Office</title>", body), EN2


def wire_english() -> tuple[str, Story]:
    """A wire of India: stamp with brackets, agency at both ends, a disclaimer."""
    p = EN.paragraphs
    body = f"""<div class="card main-card"><h1 class="title">{EN.title}</h1><div class="time-red">Wire | Updated: Dec 04, 2025 18:40 IST</div><div itemprop="articleBody"><p>Moscow [Russia], December 4 (ANI): {p[0]}</p>{_p(p[1:4])}<p>{p[4]} (ANI)</p>
<p>(This content is sourced from a syndicated feed and is published as received. The Wire assumes no responsibility or liability for its accuracy, completeness, or content.)</p></div></div>
<div class="related"><h4>Get the App</h4><p>What to Read Next</p>{_cards("en", "<div class=rel><h3>{title}</h3><p>{teaser}</p></div>")}</div>"""
    return _doc("en", f'<title>{EN.title}</title><meta property="og:title" content="{EN.title}">', body), EN


def portal_summary_hi() -> tuple[str, Story]:
    """A portal that has a summary and a "more" above the text, bylines of three people, videos between."""
    p = HI.paragraphs
    body = f"""<div class="breadcum"><a href=/>Hindi News</a><a href=/w>World</a>{HI.title[:30]}</div><h1>{HI.title}</h1>
<div class="auther-time">वर्ल्ड डेस्क, प्रभात वाणी, मॉस्को Published by: सुमन राय Updated Thu, 04 Dec 2025 06:40 PM IST</div>
<div class="synopsis"><strong>सार</strong><p>{p[3]}</p></div><div class="article-desc ul_styling"><strong>विस्तार</strong><div>{p[0]}</div><div class="ad-block">विज्ञापन</div><div>{p[1]}</div>
<div class="trending-vid">Trending Videos</div><div>{p[2]}</div><div>{p[4]}</div></div><div class="app-link"><p>सबसे विश्वसनीय हिंदी न्यूज़ वेबसाइट पर पढ़ें हर ताजा खबर, डाउनलोड करें हमारा ऐप।</p></div>
<div class="next-story"><h3>अगला लेख</h3>{_cards("hi", "<a href=/{n}>{title}</a>")}</div>"""
    return _doc("hi", f"<title>{HI.title} - Prabhat Vani Hindi News</title>" + _ld(HI), body), dataclasses.replace(
        HI, paragraphs=(p[3], p[0], p[1], p[2], p[4])
    )


def portal_highlights_hi() -> tuple[str, Story]:
    """A portal with highlights, a dateline of the newsroom and stories inserted as paragraphs."""
    p = HI2.paragraphs
    body = f"""<article class="Article"><h1>{HI2.title}</h1><p class="Summary">{p[1]}</p><div class="date">By Agency Edited By: Suman Rai <span>Updated: Thu, 04 Dec 2025 06:40 PM (IST)</span></div>
<div class="ArticleBody"><p><strong>डिजिटल डेस्क, नई दिल्ली।</strong> {p[0]}</p><p><a href=/x><strong>यह भी पढ़ें: {OTHERS["hi"][0][0]}</strong></a></p>{_p(p[2:])}
<p><strong>यह भी पढ़ें- <a href=/y>{OTHERS["hi"][1][0]}</a></strong></p></div><div class="Tags">#India Russia #S Jaishankar</div></article>"""
    head = f'<title>{HI2.title} - S Jaishankar meets Manturov</title><meta name="publish-date" content="Thu, 04 Dec 2025 18:40:00 +0530">'
    return _doc("hi", head, body), dataclasses.replace(HI2, paragraphs=(p[1], p[0], *p[2:]))


def portal_english_dates_hi() -> tuple[str, Story]:
    """Short English dates beside Hindi words, links of social media and a poll in the text."""
    p = HI.paragraphs
    body = f"""<div class="container-detail"><div class="topnav">होम / विदेश</div><h1 class="story-heading">{HI.title}</h1><div class="stry-dtl"><span>Thu, 4 Dec 2025, 06:40:PM</span> <span>लाइव पत्रिका, मॉस्को</span> <a>Follow Us on</a></div>
<div class="stry-bdy"><p>{p[0]}</p><div class="poll"><p>क्या आपको लगता है कि तेल और सस्ता होगा?</p><label>हां</label><label>नहीं</label></div>{_p(p[1:])}<p>लेटेस्ट Hindi News, World News पढ़ने के लिए हमारा ऐप डाउनलोड करें।</p></div></div>
<div class="wdgt"><h2>संबंधित खबरें</h2>{_cards("hi", "<div><h3>{title}</h3></div>")}</div>"""
    return _doc("hi", f"<title>{HI.title}, Videsh News - Live Patrika</title>", body), HI


def financial_1251() -> tuple[str, Story]:
    """An agency's old encoding, undeclared in markup, with the stamp of a city and a day."""
    p = RU2.paragraphs
    body = f"""<div class="mainmenu"><a href=/b>Бизнес</a><a href=/w>В мире</a></div><aside><time datetime="2025-12-04T15:40">15:40, 4 декабря 2025</time></aside><article itemprop="articleBody"><h1 itemprop="headline">{RU2.title}</h1>
<p>Москва. 4 декабря. INTERFAX.RU - {p[0]}</p>{_p(p[1:])}</article><div class="textMTags"><a>Нарендра Моди</a></div><div class="relatedlist"><h3>Новости по теме</h3>{_cards("ru", "<a href=/{n}>{title}</a>")}</div>"""
    return _doc("ru", f"<title>{RU2.title}</title>", body, ""), RU2


def day_first_en() -> tuple[str, Story]:
    """A day before its month in figures, and the day of the visit in the masthead."""
    p = EN.paragraphs
    body = f"""<div class="masthead"><span class="today">Wednesday, January 14, 2026</span><a href=/>The Meridian</a></div><div class="post"><h1 class="post-title">{EN.title}</h1><div class="post-meta">Published - December 04, 2025 06:40 pm IST - MOSCOW</div>
<div class="articlebodycontent">{_p(p)}</div><div class="articleblock-container"><p class="published">Published - December 04, 2025 06:40 pm IST</p></div></div>"""
    return _doc("en", f"<title>{EN.title} - The Meridian</title>", body), EN


#: A page that is put together by scripts and says nothing itself.
SCRIPTED = _doc(
    "en",
    "<title>Capital Wire</title>",
    '<noscript>You need to enable JavaScript to run this app.</noscript><div id="root"></div><script src=/app.js></script>',
)

_TUNED: tuple[Callable[[], tuple[str, Story]], ...] = (
    wordpress_classic, wordpress_blocks, drupal, amp, next_js, table_layout_1251, hashed_classes, live_blog, bare_hindi,
    cookie_wall, press_release, inline_links_ru, infinite_scroll,
)  # fmt: skip
_HELD_BACK: tuple[Callable[[], tuple[str, Story]], ...] = (
    ministry_table, paywall, microdata_ru, declared_1251, devanagari_date, facts_and_quotes, outcomes_list,
    comments_first, modified_only, koi8_table, print_version, portal_mixed, teaser_grid_en,
)  # fmt: skip
_PORTALS: tuple[Callable[[], tuple[str, Story]], ...] = (
    agency_blocks_ru, agency_lead_ru, presidency_transcript, ministry_number_ru, embassy_english, office_news_en,
    wire_english, portal_summary_hi, portal_highlights_hi, portal_english_dates_hi, financial_1251, day_first_en,
)  # fmt: skip
_CODECS = {"financial_1251": "cp1251", "table_layout_1251": "cp1251", "declared_1251": "cp1251", "koi8_table": "koi8_r"}
_UNDATED = {"bare_hindi", "modified_only"}
HELD_BACK = frozenset(make.__name__ for make in _HELD_BACK)


def sample_pages() -> list[SamplePage]:
    """All pages, those held back last."""
    pages = []
    for make in (*_TUNED, *_PORTALS, *_HELD_BACK):
        name = make.__name__
        markup, story = make()
        content = markup.encode(_CODECS.get(name, "utf-8"), "xmlcharrefreplace")
        pages.append(SamplePage(name, content, story.title, story.paragraphs, None if name in _UNDATED else DAY))
    return pages
