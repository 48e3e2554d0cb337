from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orchestration.contracts.codes import SegmentKind as Kind
from orchestration.ingest.junk import JunkRules
from orchestration.ingest.segments import segment

RULES = JunkRules.load(Path(__file__).parents[3] / "seeds" / "language")

HI_1 = "विदेश मंत्री एस जयशंकर ने गुरुवार को रूस के विदेश मंत्री सर्गेई लावरोव से मुलाकात की और व्यापार पर चर्चा की।"
HI_2 = "दोनों नेताओं ने ऊर्जा, उर्वरक और संपर्क परियोजनाओं की समीक्षा की तथा कहा कि अगली बैठक जल्द होगी।"
EN_1 = "Foreign Minister Sergey Lavrov met his Indian counterpart S. Jaishankar for talks on trade, officials said."
RU_1 = "Министр иностранных дел России Сергей Лавров провёл переговоры с главой МИД Индии Субраманьямом Джайшанкаром."

FRAGMENTS = [
    *(
        "मोदी",
        "पुतिन",
        "।",
        ".",
        "\n",
        "\n\n",
        " ",
        "यह भी पढ़ें",
        "You may also like",
        ":",
        "–",
        "Читайте также",
        "5 मई 2025",
    ),
    *(
        "नई दिल्ली, ",
        "— A (@b) May 5, 2025",
        "pic.twitter.com/x",
        "МОСКВА, 5 дек — РИА Новости. ",
        "(PTI)",
        "\u200d",
        "🇷🇺",
    ),
    *(HI_1, EN_1, RU_1, "(पीटीआई से इनपुट के साथ)", "#tag", "\u00a0", "\t", "\u2028", "\x0c"),
]


def kinds(text: str, title: str | None = None) -> list[tuple[Kind, str]]:
    return [(s.kind, text[s.char_start : s.char_end]) for s in segment(text, RULES, title).segments]


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=400), st.lists(st.sampled_from(FRAGMENTS), max_size=25).map("".join)))
def test_any_text_is_cut_in_order_and_only_blanks_are_left_out(text: str) -> None:
    end = 0
    for s in segment(text, RULES).segments:
        assert end <= s.char_start < s.char_end <= len(text)
        assert not text[end : s.char_start].strip()
        assert text[s.char_start : s.char_end] == text[s.char_start : s.char_end].strip()
        assert (s.rule is None) == (s.kind in (Kind.TITLE, Kind.BODY))
        end = s.char_end
    assert not text[end:].strip()


@pytest.mark.parametrize(
    ("dateline", "place", "body"),
    [
        ("मॉस्को, 7 अगस्त (भाषा)", "मॉस्को", HI_1),
        ("मास्को, 1 अक्टूबर .", "मास्को", HI_1),
        ("मॉस्को, 17 फरवरी", "मॉस्को", HI_1),
        ("नयी दिल्ली, चार दिसंबर (एजेंसी)", "नयी दिल्ली", HI_1),
        ("नई दिल्ली (ब्यूरो), 27 अक्टूबर 2025।", "नई दिल्ली", HI_1),
        ("मॉस्को/नयी दिल्ली, ६ दिसंबर २०२१।", "मॉस्को/नयी दिल्ली", HI_1),
        ("नई दिल्ली, बुधवार, 26 अक्टूबर 2016.", "नई दिल्ली", HI_1),
        ("मास्को।", "मास्को", HI_1),
        ("नई दिल्ली:", "नई दिल्ली", HI_1),
        ("नई दिल्लीः", "नई दिल्ली", HI_1),
        ("नई दिल्ली, एएनआई।", "नई दिल्ली", HI_1),
        ("मास्को 9 मार्च (वार्ता)", "मास्को", HI_1),
        ("9 मार्च, मास्को।", "मास्को", HI_1),
        ("मुंबई | 9 मार्च 2025 |", "मुंबई", HI_1),
        ("MOSCOW, Dec 4 (PTI)", "MOSCOW", EN_1),
        ("New Delhi [India], July 8 (ANI):", "New Delhi", EN_1),
        ("MOSCOW, December 4. /TASS/.", "MOSCOW", EN_1),
        ("KAZAN:", "KAZAN", EN_1),
        ("TYUMEN (Reuters) -", "TYUMEN", EN_1),
        ("МОСКВА, 5 дек — РИА Новости.", "МОСКВА", RU_1),
        ("МОСКВА, 5 июл 2019 — РИА Новости.", "МОСКВА", RU_1),
        ("МОСКВА, 26 ноября 2020, «Интерфакс» —", "МОСКВА", RU_1),
        ("НЬЮ-ДЕЛИ, 4 декабря. /ТАСС/.", "НЬЮ-ДЕЛИ", RU_1),
        ("Москва. 5 декабря. INTERFAX.RU -", "Москва", RU_1),
        ("5 декабря. FINMARKET.RU -", None, RU_1),
        ("(Eds: Adding details) New Delhi, Dec 4 (PTI)", "New Delhi", EN_1),
    ],
)
def test_dateline_is_cut_from_the_first_paragraph(dateline: str, place: str | None, body: str) -> None:
    text = f"{dateline} {body}\n\n{body}"
    cut = segment(text, RULES)
    assert kinds(text) == [(Kind.DATELINE, dateline), (Kind.BODY, f"{body}\n\n{body}")]
    assert cut.dateline_place == place


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("19 अगस्त 2025, नई दिल्ली", "नई दिल्ली"),
        ("August 18, 2025, 15:10", None),
        ("17 сентября 2022 года. Разбор", None),
        ("Updated: 1 Sep 2025, 04:12 PM IST", None),
        ("Updated At : 04:12 PM Sep 1, 2025 IST", None),
        ("Some Writer 6 minutes ago Mon 1st September 2025 | 04:40 PM", None),
        ("अपडेटेड: 21 अगस्त 2025, 06:15 PM IST", None),
        ("By Some Bureau, New Delhi | Published on: Sep 08, 2025 11:11 PM IST", "New Delhi"),
        ("12 сентября 2024 года, 17:35, Санкт-Петербург", "Санкт-Петербург"),
        ("Опубликовано: 4 декабря 2025, 12:30", None),
        ("9 марта 2025 в 18:45", None),
        ("Обновлено 9 марта 2025 в 18:45", None),
        ("Дата публикации: 09.03.25", None),
        ("Еженедельник №52 от 09.03.2025", None),
        ("9 марта, 18:45", None),
        ("(अपडेटेड 9 मार्च 2025, 6:45 PM IST)", None),
        ("प्रकाशन तिथि : 09-मार्च-2025", None),
        ("- Mar 9, 2025", None),
        ("*9 March 2025*", None),
        ("PTI / Mar 9, 2025, 18:45 IST", None),
        ("The Kremlin, Moscow", "Moscow"),
        ("Press Trust of India Gandhinagar", "Gandhinagar"),
        ("PTI | New Delhi", "New Delhi"),
        ("The Paper Online  March 9, 2025 | UPDATED 18:45 IST", None),
        ("09.03.2025 Агентство 1", None),
        ("Газета «Вестник» от 09.03.2025, стр. 1", None),
        ("9 मार्च, 2025 को 06:40 पूर्वाह्न पर प्रकाशित | स्रोत: एजेंसियां", None),
        ("सोमवार, 09 मार्च, 2009 को 13:40 GMT तक के समाचार", None),
    ],
)
def test_dateline_on_a_line_of_its_own(line: str, place: str | None) -> None:
    text = f"Talks in the capital end with a plan\n{line}\n\n{HI_1}"
    assert kinds(text)[:2] == [(Kind.TITLE, "Talks in the capital end with a plan"), (Kind.DATELINE, line)]
    assert segment(text, RULES).dateline_place == place


def test_dateline_below_a_standfirst() -> None:
    head = (
        f"Talks in the capital end with a plan\n\n{EN_1}\n\nPTI\nUpdated:March 09, 2025, 18:45 IST\n\nNew Delhi: {EN_1}"
    )
    found = [text for kind, text in kinds(head) if kind is Kind.DATELINE]
    assert found == ["Updated:March 09, 2025, 18:45 IST", "New Delhi:"]


def test_dateline_of_the_paragraph_below_a_lead() -> None:
    text = f"Визит в Индию\n{RU_1}\n\nМОСКВА, 4 декабря. /ТАСС/. {RU_1}\n\nМОСКВА, 4 декабря. /ТАСС/. {RU_1}"
    told = segment(text, RULES, "Визит в Индию")
    assert [s.kind for s in told.segments] == [Kind.TITLE, Kind.BODY, Kind.DATELINE, Kind.BODY]
    assert told.dateline_place == "МОСКВА"


def test_day_without_a_place_leaves_the_dateline_below_the_lead() -> None:
    text = f"Визит завершен\n10.03.2010\n{RU_1}\n\nНЬЮ-ДЕЛИ, 10 мар - РИА Новости. {RU_1}"
    told = segment(text, RULES)
    assert [s.kind for s in told.segments] == [Kind.TITLE, Kind.DATELINE, Kind.BODY, Kind.DATELINE, Kind.BODY]
    assert told.dateline_place == "НЬЮ-ДЕЛИ"


def test_a_counter_above_the_headline_is_furniture() -> None:
    headline = "Премьер-министр едет в Индию за контрактами, считает бывший посол Индии в Москве"
    found = kinds(f"Рейтинг@Mail.ru\n{headline} - РИА Новости, 10.03.2010\n\n{RU_1}")
    assert [kind for kind, _ in found] == [Kind.FURNITURE, Kind.TITLE, Kind.BODY]


def test_stamp_without_leading_zeros() -> None:
    text = f"Визит завершен\n\n2025-9-2 09:14 |\n\n{RU_1}"
    assert [s.kind for s in segment(text, RULES).segments] == [Kind.TITLE, Kind.DATELINE, Kind.BODY]


@pytest.mark.parametrize(
    ("line", "dateline"),
    [
        ("19:48, 18 ноября 2024Мир", "19:48, 18 ноября 2024Мир"),
        ("12 мая 2015Экономика", "12 мая 2015Экономика"),
        ("14:20—02 октября 2012612", "14:20—02 октября 2012"),
    ],
)
def test_stamp_against_which_a_section_or_a_counter_stands(line: str, dateline: str) -> None:
    assert (Kind.DATELINE, dateline) in kinds(f"Визит завершен\n\n{line}\n\n{RU_1}")


@pytest.mark.parametrize(
    ("stamp", "between"), [("date 2025-03-09", " "), ("2025-03-09 18:45", " "), ("18:45—9 March 2025", "")]
)
def test_stamp_against_which_the_headline_stands(stamp: str, between: str) -> None:
    headline = "Министр иностранных дел России приехал в Индию"
    told = [(Kind.DATELINE, stamp), (Kind.TITLE, headline), (Kind.BODY, RU_1)]
    assert kinds(f"{stamp}{between}{headline}\n\n{RU_1}") == told


def test_headline_below_a_label_of_news_is_that_of_the_article() -> None:
    headline = "Talks in the capital end with a plan for trade"
    told = kinds(f"Skip to content\n\nBreaking News\nNews\n\n{headline}\n9-Mar-2025 2:10 PM\n\n{EN_1}")
    assert told[2:] == [(Kind.TITLE, headline), (Kind.DATELINE, "9-Mar-2025 2:10 PM"), (Kind.BODY, EN_1)]


def test_labelled_date_between_paragraphs() -> None:
    text = f"Talks in the capital end\n\n{HI_1}\n\n{HI_2}\n\nUpdated: Sun, 09 Mar 2025 06:45 PM (IST)\n\n{HI_1}"
    assert (Kind.DATELINE, "Updated: Sun, 09 Mar 2025 06:45 PM (IST)") in kinds(text)


def test_date_in_numbers_before_the_first_sentence() -> None:
    assert kinds(f"09.03.2025 {RU_1}") == [(Kind.DATELINE, "09.03.2025"), (Kind.BODY, RU_1)]


@pytest.mark.parametrize(
    ("stamp", "text"),
    [
        ("2025-03-09T18:45:00+05:30", EN_1),
        ("PTIUpdated: Sunday, March 09, 2025, 06:45 PM IST", EN_1),
        ("Published : Mar 09, 2025 18:45 IST, Updated : Mar 09, 2025 19:05 IST", EN_1),
        ("By PTI | 09 Mar 2025, 06:45 PM", EN_1),
        ("March 9, 2025", EN_1),
        ("9 March 2025", EN_1),
        ("Sunday, 9 March 2025", EN_1),
        ("09-03-2025", EN_1),
        ("9 मार्च 2025", HI_1),
        ("अपडेटेड 09 मार्च 2025, 18:45 IST", HI_1),
        ("Publish Date: Sun, 09 Mar 2025 06:45 PM (IST)", HI_1),
        ("18:45 09.03.2025 (обновлено: 19:05 09.03.2025)", RU_1),
        ("9 марта 2025, 18:45", RU_1),
        ("Опубликовано: 9 марта 2025", RU_1),
        ("09.03.2025г.", RU_1),
    ],
)
def test_stamp_against_which_the_first_sentence_stands(stamp: str, text: str) -> None:
    assert kinds(f"{stamp} {text}") == [(Kind.DATELINE, stamp), (Kind.BODY, text)]


@pytest.mark.parametrize(
    "text",
    [
        "9 मार्च 2025 को रूस के विदेश मंत्री नई दिल्ली पहुंचे और उन्होंने अपने भारतीय समकक्ष से मुलाकात की।",
        "9 मार्च 2025 शाम 6:45 बजे रूस के विदेश मंत्री नई दिल्ली पहुंचे और उन्होंने समकक्ष से मुलाकात की।",
        "9 марта 2025 года министр иностранных дел России прибыл в Нью-Дели и встретился со своим коллегой.",
        "On March 9, 2025 Russian Foreign Minister arrived in New Delhi and met his Indian counterpart.",
        "March 9, 2025 was the day on which the Russian minister arrived in New Delhi and met his counterpart.",
    ],
)
def test_date_that_begins_a_sentence_is_no_stamp(text: str) -> None:
    assert kinds(text) == [(Kind.BODY, text)]


def test_sub_heading_with_a_date_is_no_dateline() -> None:
    text = f"{EN_1}\n\n{EN_1}\n\nWhat the two sides agreed in the capital on 9 March 2025\n\n{EN_1}"
    assert [kind for kind, _ in kinds(text)] == [Kind.BODY]


@pytest.mark.parametrize(
    "line",
    [
        "Updated on: 9 Mar 2025, 08:10 PM",
        "Admin | मार्च 9, 2025 8:41 अपराह्न",
        "(यूनीवार्ता) 9 मार्च 2025",
        "9 मार्च 2025 को 18:45 बजे प्रकाशित",
    ],
)
def test_dateline_at_the_foot(line: str) -> None:
    assert kinds(f"{HI_1}\n\n{line}") == [(Kind.BODY, HI_1), (Kind.DATELINE, line)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Моди приезжал в Москву 8-9 июля 2024 года.",
        "उनका यह दौरा 4 और 5 दिसंबर 2025 तक है।",
        "The Terms of Reference signed on 20 August 2025 outline a plan.",
    ],
)
def test_short_sentence_with_a_date_is_no_dateline(sentence: str) -> None:
    for body in (f"{RU_1}\n\n{sentence}\n\n{RU_1}", f"{sentence}\n\n{RU_1}\n\n{RU_1}"):
        assert kinds(f"Новости дня в столице\n\n{body}") == [(Kind.TITLE, "Новости дня в столице"), (Kind.BODY, body)]


def test_press_service_that_says_something_is_no_byline() -> None:
    sentence = "Пресс-служба Кремля сообщила, что Путин и Моди встретились в Тяньцзине."
    assert kinds(f"Новости дня\n\n{RU_1}\n\n{sentence}")[-1][0] is Kind.BODY
    assert kinds(f"Новости дня\n\n{RU_1}\n\nПресс-служба Правительства области")[-1][0] is Kind.BYLINE


def test_sentence_that_begins_with_a_name_and_a_date_is_no_dateline() -> None:
    for text in (f"पुतिन 5 दिसंबर को भारत आएंगे और {HI_1}", f"On December 5 {EN_1}", f"5 декабря {RU_1}"):
        assert kinds(text) == [(Kind.BODY, text)]


@pytest.mark.parametrize("title", ["जयशंकर ने लावरोव से की मुलाकात, जानिए क्या हुआ?", "दिल्ली से आई खबर..."])
def test_headline_is_the_title(title: str) -> None:
    assert kinds(f"{title}\n\n{HI_1}")[0] == (Kind.TITLE, title)
    assert kinds(f"{title}\n{HI_1}")[0] == (Kind.TITLE, title)


def test_sentence_at_the_top_is_body() -> None:
    assert kinds(f"{HI_2}\n{HI_1}") == [(Kind.BODY, f"{HI_2}\n{HI_1}")]


@pytest.mark.parametrize(
    "head",
    [
        "Sunita Rao",
        "Sunita Rao\nThe Paper",
        "The two sides also spoke of grain and of flights between the capitals.\n9 March 2025\n18:45",
        "The two sides also spoke of grain\nSunita Rao\n9 March 2025",
        "सुनीता राव\nनई दिल्ली,\n9 मार्च 2025",
    ],
)
def test_headline_above_lines_without_a_label(head: str) -> None:
    assert kinds(f"Talks in the capital end with a plan\n{head}\n\n{EN_1}")[0][0] is Kind.TITLE


def test_a_paragraph_may_end_with_whose_text_it_is() -> None:
    paragraph = "विदेश सचिव कल मॉस्को में रूस के उप विदेश मंत्री के साथ परामर्श में हिस्सा लेंगे। (आभार आकाशवाणी समाचार)"
    assert kinds(f"ताज़ा समाचार\n\n{paragraph}")[-1] == (Kind.BODY, paragraph)


def test_a_headline_is_told_once() -> None:
    text = f"Lavrov meets Jaishankar in Moscow\n\nHome\n\nLavrov meets Jaishankar  in Moscow\n\n{EN_1}"
    assert [s.rule for s in segment(text, RULES).segments if "Lavrov meets" in text[s.char_start : s.char_end]] == [
        None,
        "shape.repeated_title",
    ]


def test_wrapped_text_has_no_headline() -> None:
    wrapped = "\n".join(EN_1[i : i + 60] for i in range(0, 180, 60))
    assert kinds(f"{wrapped}\n\n{EN_1}")[0][0] is Kind.BODY


def test_stated_title_wins() -> None:
    assert kinds(f"{HI_2}\n\n{HI_1}", title=HI_2)[0] == (Kind.TITLE, HI_2)


def test_office_above_the_headline_is_furniture() -> None:
    text = f"प्रधानमंत्री कार्यालय\nरूस के उप-प्रधानमंत्री ने प्रधानमंत्री से भेंट की\n\n{HI_1}"
    assert [k for k, _ in kinds(text)] == [Kind.FURNITURE, Kind.TITLE, Kind.BODY]


def test_labels_of_a_page_above_the_headline_are_furniture() -> None:
    text = f"City\nEpaper\n\nRussian envoy meets the chief minister in Gandhinagar\n\n{EN_1}"
    assert [k for k, _ in kinds(text)] == [Kind.FURNITURE, Kind.TITLE, Kind.BODY]


def test_short_headline_above_a_standfirst() -> None:
    text = f"Putin in Delhi\n\nThe two sides also spoke of grain and flights\n\n{EN_1}"
    assert kinds(text)[0] == (Kind.TITLE, "Putin in Delhi")


def test_date_between_a_standfirst_and_the_page_s_subjects() -> None:
    subjects = "\n".join(("News of Russia", "Eastern Economic Forum", "Vladivostok", "Vladimir Putin", "India"))
    text = f"Forum opens in Vladivostok\n{EN_1}\n2024-09-03T14:10+0530\n{subjects}\n\n{EN_1}"
    assert (Kind.DATELINE, "2024-09-03T14:10+0530") in kinds(text)


def test_post_with_its_signature_and_the_lines_around_it() -> None:
    post = "Good talks in Moscow today.\n— Some Name 🇮🇳 (@someone) September 3, 2025\nMore later. pic.twitter.com/abc"
    text = f"{HI_1}\n{post}\n{HI_2}"
    assert [k for k, _ in kinds(text)] == [Kind.BODY, Kind.EMBEDDED_POST, Kind.EMBEDDED_POST, Kind.BODY]
    assert "\n".join(t for k, t in kinds(text) if k is Kind.EMBEDDED_POST) == post


def test_post_in_the_language_of_the_article() -> None:
    text = f"{HI_1}\n\nमॉस्को में अच्छी बातचीत हुई।\n— कोई नाम (@someone) September 3, 2025\n\n{HI_2}"
    assert [k for k, _ in kinds(text)] == [Kind.BODY, Kind.EMBEDDED_POST, Kind.BODY]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("यह भी पढ़ें: पुतिन से मिले डोभाल", Kind.RELATED),
        ("ये भी पढ़ें- पुतिन से मिले डोभाल", Kind.RELATED),
        ("ALSO READ | Doval meets Putin", Kind.RELATED),
        ("Читайте также: Путин позвонил Моди", Kind.RELATED),
        ("Trending Photos", Kind.RELATED),
        ("Ramesh Tandon is seen in New Delhi, India, March 4, 2021. REUTERS/Some Body/File Photo", Kind.FURNITURE),
        ("Date Updated", Kind.FURNITURE),
        ("फॉलो करें:", Kind.FURNITURE),
        ("शेयर करें: फेसबुक व्हाट्सएप", Kind.FURNITURE),
        ("ADVERTISEMENT", Kind.FURNITURE),
        ("Story continues below this ad", Kind.FURNITURE),
        ("विज्ञापन", Kind.FURNITURE),
        ("Подписывайтесь на наш канал в Telegram", Kind.FURNITURE),
        ("4 min read", Kind.FURNITURE),
        ("Время чтения: 3 минуты", Kind.FURNITURE),
        ("Topics: Foreign policy", Kind.FURNITURE),
        ("Теги: Индия, Россия", Kind.FURNITURE),
        ("Анна Ивановнапредставитель от исполнительного органа государственной власти области", Kind.FURNITURE),
        ("This site uses cookies to remember you.", Kind.FURNITURE),
        ("Courtesy: Social Media", Kind.CREDIT),
        ("Фото: пресс-служба", Kind.CREDIT),
        (
            "Фото: Иван Примеров, Коммерсантъ Слева направо: министр обороны России, министр иностранных дел Индии и "
            "президент России Владимир Путин перед началом переговоров в расширенном составе в Большом дворце",
            Kind.CREDIT,
        ),
        ("फाइल फोटो: मोदी और पुतिन", Kind.CREDIT),
        ("लेखक: कोई नाम", Kind.BYLINE),
    ],
)
def test_line_inside_the_article_cuts_only_itself(line: str, kind: Kind) -> None:
    text = f"{HI_1}\n\n{line}\n\n{HI_2}\n\n{HI_1}"
    assert kinds(text) == [(Kind.BODY, HI_1), (kind, line), (Kind.BODY, f"{HI_2}\n\n{HI_1}")]


@pytest.mark.parametrize("marker", ["You may also like", "ये भी पढ़ें", "संबंधित खबरें", "Also Read:", "Читайте также"])
def test_marker_at_the_end_takes_all_that_follows(marker: str) -> None:
    tail = f"{marker}\nपुतिन से मिले डोभाल, क्या हुई बात?\nसोने का भाव आज\nIPL 2025: आज का मैच"
    assert kinds(f"{HI_1}\n{HI_2}\n{tail}") == [(Kind.BODY, f"{HI_1}\n{HI_2}"), (Kind.RELATED, tail)]


def test_marker_inside_the_article_takes_the_headlines_up_to_its_next_paragraph() -> None:
    text = f"{HI_1}\nये भी पढ़ें\nपुतिन से मिले डोभाल\n{HI_2}\n{HI_1}"
    assert kinds(text) == [
        (Kind.BODY, HI_1),
        (Kind.RELATED, "ये भी पढ़ें\nपुतिन से मिले डोभाल"),
        (Kind.BODY, f"{HI_2}\n{HI_1}"),
    ]


def test_sub_heading_of_the_article_is_not_taken_for_another_story() -> None:
    text = f"{HI_1}\nTrending Photos\nसोने का भाव आज\nये हैं पांच खिलाड़ी\nबैठक में क्या हुआ\n{HI_2}\nआगे क्या होगा\n{HI_1}"
    assert kinds(text)[2] == (Kind.BODY, f"बैठक में क्या हुआ\n{HI_2}\nआगे क्या होगा\n{HI_1}")


@pytest.mark.parametrize(
    ("credit", "own_line"),
    [
        ("(पीटीआई से इनपुट के साथ)", False),
        ("(इनपुट: एएनआई)", False),
        ("–आईएएनएस", True),
        ("केआर/", True),
        ("भाषा शफीक माधव", True),
        ("(यह खबर सोशल मीडिया पर सामने आई जानकारियों पर आधारित है।)", True),
        ("(With inputs from PTI)", False),
        ("With agency inputs.", True),
        ("PTI ABC XYZ", True),
    ],
)
def test_credit_at_the_end(credit: str, own_line: bool) -> None:
    text = f"{HI_1}\n{HI_2}{chr(10) if own_line else ' '}{credit}"
    assert kinds(text) == [(Kind.BODY, f"{HI_1}\n{HI_2}"), (Kind.CREDIT, credit)]


def test_place_and_date_at_the_foot() -> None:
    assert kinds(f"{EN_1}\n{EN_1}\n\nNew Delhi\nMarch 8, 2025")[1:] == [(Kind.DATELINE, "New Delhi\nMarch 8, 2025")]
    assert kinds(f"{RU_1}\n{RU_1}\n\n2025 год")[1:] == [(Kind.DATELINE, "2025 год")]


@pytest.mark.parametrize(
    ("line", "body"),
    [
        ("ANI | Updated: Jul 12, 2024 16:58 IST", EN_1),
        ("July 12, 2024 17:52 Moscow time", EN_1),
        ("2024/07/12", EN_1),
        ("Опубликовано 12.07.2024", RU_1),
        ("12 जुल 2024", HI_1),
    ],
)
def test_stamp_above_the_headline(line: str, body: str) -> None:
    text = f"{line}\nIndia and Russia speak of trade\n\n{body}"
    assert kinds(text)[:2] == [(Kind.DATELINE, line), (Kind.TITLE, "India and Russia speak of trade")]


def test_stamp_with_a_clock_at_the_foot() -> None:
    line = "July 12, 2024 at 9:12 a.m. EDT"
    assert kinds(f"{EN_1}\n{EN_1}\n\n{line}")[1:] == [(Kind.DATELINE, line)]


def test_live_entries_and_lists_stay_in_order() -> None:
    text = f"LIVE: पुतिन का दौरा, पल-पल की खबर\n\n21:48 IST\nपुतिन रवाना\n{HI_1}\n\n• 20 अगस्त – आयोग की बैठक।\n{HI_2}"
    assert kinds(text)[1] == (Kind.BODY, text[text.index("21:48") :])
