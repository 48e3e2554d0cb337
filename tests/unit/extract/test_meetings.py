"""Sentences of three languages: who met whom, whether it took place, when and where, and what is no meeting.

The sentences are made up; occasions and words in them are not taken from any annotated article.
"""

from __future__ import annotations

import datetime as dt

import pytest

from orchestration.contracts.codes import CandidateRejection, Language
from orchestration.contracts.tables import MeetingParticipant, RejectedMention, ReportedMeeting
from orchestration.extract.kernel import Knowledge, extract_article

from .conftest import ArticleMaker

HI, EN, RU = Language.HI, Language.EN, Language.RU
THURSDAY = dt.date(2025, 8, 7)


def read(
    text: str, language: Language, knowledge: Knowledge, article: ArticleMaker, day: dt.date = THURSDAY
) -> tuple[list[tuple[ReportedMeeting, set[str]]], list[RejectedMention]]:
    rows = extract_article(*article(text, language, day), knowledge)
    people: dict[str, set[str]] = {}
    for row in rows:
        if isinstance(row, MeetingParticipant):
            people.setdefault(row.reported_meeting_id, set()).add(row.person_id or f"{row.side}:{row.role_id}")
    meetings = [(r, people.get(r.reported_meeting_id, set())) for r in rows if isinstance(r, ReportedMeeting)]
    return meetings, [r for r in rows if isinstance(r, RejectedMention)]


MEETINGS = [
    # Hindi: postpositions, light verbs, passives
    (HI, "सांसद सुप्रिया सुले के नेतृत्व में एक प्रतिनिधिमंडल रूस गया। सांसदों ने बुधवार को मॉस्को में लियोनिद स्लट्स्की से मुलाकात की।",
     "held", {"supriya-sule", "leonid-slutsky"}, dt.date(2025, 8, 6), "ru-moscow"),
    (HI, "28 जून 2019 को ओसाका में मोदी, पुतिन और शी चिनफिंग ने आरआईसी बैठक की थी।",
     "held", {"narendra-modi", "vladimir-putin", "xi-jinping"}, dt.date(2019, 6, 28), "jp-osaka"),
    (HI, "जून 2019 में बिश्केक में हुई मुलाकात में व्लादिमीर पुतिन ने नरेंद्र मोदी को अपनी योजना बताई थी।",
     "held", {"narendra-modi", "vladimir-putin"}, dt.date(2019, 6, 1), "kg-bishkek"),
    (HI, "विदेश मंत्री एस जयशंकर ने बुधवार को मॉस्को में रूसी विदेश मंत्री सर्गेई लावरोव से मुलाकात की।",
     "held", {"s-jaishankar", "sergey-lavrov"}, dt.date(2025, 8, 6), "ru-moscow"),
    (HI, "प्रधानमंत्री नरेंद्र मोदी और राष्ट्रपति व्लादिमीर पुतिन के बीच 3 मार्च 2024 को फोन पर बातचीत हुई।",
     "held", {"narendra-modi", "vladimir-putin"}, dt.date(2024, 3, 3), None),
    (HI, "रक्षा मंत्री राजनाथ सिंह कल नई दिल्ली में रूस के रक्षा मंत्री आंद्रेई बेलौसोव के साथ बैठक करेंगे।",
     "planned", {"rajnath-singh", "andrei-belousov"}, dt.date(2025, 8, 8), "in-new-delhi"),
    (HI, "क्रेमलिन में पुतिन ने अजीत डोभाल का स्वागत किया।", "held", {"vladimir-putin", "ajit-doval"}, THURSDAY, "ru-moscow"),
    (HI, "सर्गेई शोइगु को एनएसए अजीत डोभाल द्वारा दिल्ली में प्राप्त किया गया था।",
     "held", {"sergei-shoigu", "ajit-doval"}, THURSDAY, "in-new-delhi"),
    (HI, "जयशंकर और लावरोव के बीच होने वाली बैठक स्थगित कर दी गई है।",
     "cancelled", {"s-jaishankar", "sergey-lavrov"}, None, None),
    # English: prepositions, relative clauses, passives
    (EN, "External Affairs Minister S. Jaishankar met Russian Foreign Minister Sergey Lavrov in Moscow on Wednesday.",
     "held", {"s-jaishankar", "sergey-lavrov"}, dt.date(2025, 8, 6), "ru-moscow"),
    (EN, "Prime Minister Narendra Modi spoke by telephone with President Vladimir Putin on 3 March 2024.",
     "held", {"narendra-modi", "vladimir-putin"}, dt.date(2024, 3, 3), None),
    (EN, "Defence Minister Rajnath Singh will hold talks with his Russian counterpart Andrei Belousov in New Delhi tomorrow.",
     "planned", {"rajnath-singh", "andrei-belousov"}, dt.date(2025, 8, 8), "in-new-delhi"),
    (EN, "Ajit Doval was received by Vladimir Putin in the Kremlin on Wednesday.",
     "held", {"ajit-doval", "vladimir-putin"}, dt.date(2025, 8, 6), "ru-moscow"),
    (EN, "Sergey Lavrov, the guest at Saturday's parade, met S. Jaishankar in the Indian capital on Wednesday.",
     "held", {"sergey-lavrov", "s-jaishankar"}, dt.date(2025, 8, 6), "in-new-delhi"),
    (EN, "PM Modi told Putin over the phone on Monday that India was worried by the war in Ukraine.",
     "held", {"narendra-modi", "vladimir-putin"}, dt.date(2025, 8, 4), None),
    (EN, "Jaishankar was glad to meet with FM Lavrov in Moscow yesterday.",
     "held", {"s-jaishankar", "sergey-lavrov"}, dt.date(2025, 8, 6), "ru-moscow"),
    (EN, "A meeting of Rajnath Singh with Andrei Belousov was scheduled for tomorrow but was put off.",
     "cancelled", {"rajnath-singh", "andrei-belousov"}, dt.date(2025, 8, 8), None),
    # Hindi: a plan of the past taken back; inverted headlines; who is honoured; side by side
    (HI, "अजीत डोभाल 9 अगस्त को मॉस्को में सर्गेई शोइगु से मिलने वाले थे, मगर भेंट नहीं हो पाई।",
     "cancelled", {"ajit-doval", "sergei-shoigu"}, dt.date(2025, 8, 9), "ru-moscow"),
    (HI, "सर्गेई शोइगु ने बुधवार को मॉस्को में अजीत डोभाल के सम्मान में रात्रिभोज दिया।",
     "held", {"ajit-doval", "sergei-shoigu"}, dt.date(2025, 8, 6), "ru-moscow"),
    (HI, "बुधवार को भारतीय पक्ष का नेतृत्व राजनाथ सिंह ने और रूसी पक्ष का नेतृत्व आंद्रेई बेलौसोव ने किया।",
     "held", {"rajnath-singh", "andrei-belousov"}, dt.date(2025, 8, 6), None),
    (HI, "बुधवार को एस जयशंकर ने सर्गेई लावरोव से भेंट कर प्रधानमंत्री नरेंद्र मोदी की ओर से बधाई दी।",
     "held", {"s-jaishankar", "sergey-lavrov"}, dt.date(2025, 8, 6), None),
    # Russian: cases
    (RU, "Министр иностранных дел России Сергей Лавров встретился в среду в Москве с главой МИД Индии Субраманьямом Джайшанкаром.",
     "held", {"s-jaishankar", "sergey-lavrov"}, dt.date(2025, 8, 6), "ru-moscow"),
    (RU, "3 марта 2024 года состоялся телефонный разговор Владимира Путина с премьер-министром Индии Нарендрой Моди.",
     "held", {"narendra-modi", "vladimir-putin"}, dt.date(2024, 3, 3), None),
    (RU, "Завтра в Нью-Дели Андрей Белоусов проведёт переговоры с министром обороны Индии Раджнатхом Сингхом.",
     "planned", {"rajnath-singh", "andrei-belousov"}, dt.date(2025, 8, 8), "in-new-delhi"),
    (RU, "Владимир Путин принял в Кремле советника премьер-министра Индии по национальной безопасности Аджита Довала.",
     "held", {"ajit-doval", "vladimir-putin"}, THURSDAY, "ru-moscow"),
    # Russian: posts with all that goes with them, receptions, idioms, a date behind the parties
    (RU, "Заместитель министра торговли Индии Рамеш Тандон встретился в среду с замглавы Минэнерго РФ Павлом Жилиным.",
     "held", {"prov-rms-tndn-in", "prov-pvl-jilin-ru"}, dt.date(2025, 8, 6), None),
    (RU, "В Москву прилетел Аджит Довал. В среду его принял Сергей Лавров.",
     "held", {"ajit-doval", "sergey-lavrov"}, dt.date(2025, 8, 6), "ru-moscow"),
    (RU, "В среду Сергей Лавров пил с Субраманьямом Джайшанкаром чай.",
     "held", {"s-jaishankar", "sergey-lavrov"}, dt.date(2025, 8, 6), None),
    (RU, "На встрече с Субраманьямом Джайшанкаром во вторник Сергей Лавров говорил о Сирии.",
     "held", {"s-jaishankar", "sergey-lavrov"}, dt.date(2025, 8, 5), None),
    (RU, "Сергей Лавров принял посла в начале июля. Днем ранее, во вторник, он говорил с Субраманьямом Джайшанкаром.",
     "held", {"s-jaishankar", "sergey-lavrov"}, dt.date(2025, 8, 5), None),
    (RU, "4 августа Сергей Лавров молчал, а встреча с Субраманьямом Джайшанкаром состоялась лишь 6-го.",
     "held", {"s-jaishankar", "sergey-lavrov"}, dt.date(2025, 8, 6), None),
    (RU, "Сергей Лавров и А.К. Энтони во вторник торговались о цене.",
     "held", {"a-k-antony", "sergey-lavrov"}, dt.date(2025, 8, 5), None),
    (RU, "Намеченная встреча Сергея Лаврова с Субраманьямом Джайшанкаром не состоялась.",
     "cancelled", {"s-jaishankar", "sergey-lavrov"}, None, None),
    # English: verbs of a matter, relative pronouns, carried contacts, messages, what became of it
    (EN, "Jaishankar took the matter up with Lavrov in Astana on Wednesday.",
     "held", {"s-jaishankar", "sergey-lavrov"}, dt.date(2025, 8, 6), "kz-astana"),
    (EN, "On Wednesday it was the turn of Denis Manturov, with whom Ajit Doval discussed metals in Moscow.",
     "held", {"denis-manturov", "ajit-doval"}, dt.date(2025, 8, 6), "ru-moscow"),
    (EN, "The talks that Jaishankar held with Lavrov on Wednesday were brief.",
     "held", {"s-jaishankar", "sergey-lavrov"}, dt.date(2025, 8, 6), None),
    (EN, "Glad to call on Sergei Shoigu in Moscow on Wednesday, Ajit Doval posted.",
     "held", {"sergei-shoigu", "ajit-doval"}, dt.date(2025, 8, 6), "ru-moscow"),
    (EN, "At the start of a meeting on Wednesday Modi told Putin that trade was growing.",
     "held", {"narendra-modi", "vladimir-putin"}, dt.date(2025, 8, 6), None),
    (EN, "Talks between Jaishankar and Lavrov, now in Delhi, were held on Wednesday, hours before the NSA left.",
     "held", {"s-jaishankar", "sergey-lavrov"}, dt.date(2025, 8, 6), "in-new-delhi"),
    (EN, "Ajit Doval and maritime security coordinator Biswajit Dasgupta met Sergei Shoigu on Wednesday.",
     "held", {"sergei-shoigu", "ajit-doval", "biswajit-dasgupta"}, dt.date(2025, 8, 6), None),
    (EN, "A dinner of Jaishankar with Lavrov in Delhi on 12 August, a quiet affair, crowns it all.",
     "planned", {"s-jaishankar", "sergey-lavrov"}, dt.date(2025, 8, 12), "in-new-delhi"),
    (EN, "Jaishankar and Lavrov are holding talks in Moscow on Thursday.",
     "held", {"s-jaishankar", "sergey-lavrov"}, THURSDAY, "ru-moscow"),
    (EN, "A meeting between Jaishankar and Lavrov had been fixed for Tuesday. It was called off at short notice.",
     "cancelled", {"s-jaishankar", "sergey-lavrov"}, dt.date(2025, 8, 5), None),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "status", "people", "day", "place"), MEETINGS)
def test_one_meeting(
    language: Language,
    text: str,
    status: str,
    people: set[str],
    day: dt.date | None,
    place: str | None,
    knowledge: Knowledge,
    article: ArticleMaker,
) -> None:
    meetings, _ = read(text, language, knowledge, article)
    assert [(m.status, who) for m, who in meetings] == [(status, people)]
    meeting = meetings[0][0]
    assert (meeting.start_date, meeting.location_id) == (day, place)


NO_MEETINGS = [
    (HI, "मोदी और पुतिन के बीच इस दौरान कोई मुलाकात नहीं हुई।", CandidateRejection.NEGATED),
    (HI, "मोदी और पुतिन हर दो महीने में फोन पर बातचीत करते हैं।", CandidateRejection.HABITUAL),
    (HI, "अमेरिकी राष्ट्रपति डोनाल्ड ट्रंप ने अलास्का में पुतिन से मुलाकात की।", CandidateRejection.THIRD_COUNTRY),
    (HI, "तुर्किये के राष्ट्रपति रजब तैयब एर्दोगन दिल्ली आए और उन्होंने मोदी से भेंट की।", CandidateRejection.THIRD_COUNTRY),
    (EN, "Narendra Modi did not meet Vladimir Putin in Moscow.", CandidateRejection.NEGATED),
    (EN, "Vladimir Putin met US President Donald Trump in Alaska.", CandidateRejection.THIRD_COUNTRY),
    (RU, "Владимир Путин не встречался с Нарендрой Моди.", CandidateRejection.NEGATED),
    (RU, "Владимир Путин встретился с президентом США Дональдом Трампом.", CandidateRejection.THIRD_COUNTRY),
]


@pytest.mark.parametrize(("language", "text", "reason"), NO_MEETINGS)
def test_what_is_no_meeting_is_kept_with_its_reason(
    language: Language, text: str, reason: CandidateRejection, knowledge: Knowledge, article: ArticleMaker
) -> None:
    meetings, rejected = read(text, language, knowledge, article)
    assert meetings == []
    assert reason in {r.rejection for r in rejected}


def test_two_occasions_of_one_day_stay_two(knowledge: Knowledge, article: ArticleMaker) -> None:
    text = (
        "एनएसए अजीत डोभाल ने मंगलवार को मॉस्को में राष्ट्रपति पुतिन से मुलाकात की।\n\n"
        "इससे पहले डोभाल ने सुरक्षा परिषद के सचिव सर्गेई शोइगु के साथ बैठक की।"
    )
    meetings, _ = read(text, HI, knowledge, article)
    assert sorted(sorted(who) for _, who in meetings) == [
        ["ajit-doval", "sergei-shoigu"],
        ["ajit-doval", "vladimir-putin"],
    ]
    assert {m.location_id for m, _ in meetings} == {"ru-moscow"}
    assert {m.start_date for m, _ in meetings} == {dt.date(2025, 8, 5)}


def test_retellings_are_one_occasion(knowledge: Knowledge, article: ArticleMaker) -> None:
    text = (
        "प्रधानमंत्री मोदी ने सोमवार को राष्ट्रपति पुतिन से फोन पर बात की।\n\n"
        "दोनों नेताओं ने यूक्रेन संघर्ष पर चर्चा की। यह बातचीत करीब आधे घंटे चली।"
    )
    meetings, _ = read(text, HI, knowledge, article)
    assert len(meetings) == 1
    assert meetings[0][0].meeting_type == "phone_call"


def test_a_visit_is_absorbed_by_its_meetings_and_places_them(knowledge: Knowledge, article: ArticleMaker) -> None:
    text = "जून 2024 में अपनी रूस यात्रा के दौरान विदेश मंत्री एस जयशंकर ने सर्गेई लावरोव से मुलाकात की थी।"
    meetings, _ = read(text, HI, knowledge, article)
    assert len(meetings) == 1
    meeting = meetings[0][0]
    assert (meeting.start_date, meeting.end_date) == (dt.date(2024, 6, 1), dt.date(2024, 6, 30))
    assert meeting.location_id == "ru"


def test_a_bare_visit_is_one(knowledge: Knowledge, article: ArticleMaker) -> None:
    meetings, _ = read("पुतिन अक्टूबर 2018 में भारत आए थे।", HI, knowledge, article)
    assert [(m.meeting_type, m.status, m.location_id, who) for m, who in meetings] == [
        ("visit", "held", "in", {"vladimir-putin"})
    ]


def test_trips_to_two_countries_are_two(knowledge: Knowledge, article: ArticleMaker) -> None:
    text = "राष्ट्रपति पुतिन इस साल भारत आएंगे। प्रधानमंत्री मोदी नवंबर में मॉस्को जाएंगे।"
    meetings, _ = read(text, HI, knowledge, article)
    assert {(m.status, m.location_id) for m, _ in meetings} == {("planned", "in"), ("planned", "ru-moscow")}


def test_a_trip_is_his_whose_it_is_and_spoken_of_no_trip_made(knowledge: Knowledge, article: ArticleMaker) -> None:
    text = "जयशंकर प्रधानमंत्री मोदी की रूस यात्रा की तैयारियों को अंतिम रूप देने मॉस्को आए हैं।"
    meetings, _ = read(text, HI, knowledge, article)
    assert ("planned", {"narendra-modi"}) in [(m.status, who) for m, who in meetings]


def test_a_post_is_a_party_where_nobody_is_named(knowledge: Knowledge, article: ArticleMaker) -> None:
    meetings, _ = read("प्रधानमंत्री मोदी ने मंगलवार को रूसी विदेश मंत्री से मुलाकात की।", HI, knowledge, article)
    assert [who for _, who in meetings] == [{"narendra-modi", "RU:foreign_minister"}]


SEVERAL = [
    # a verb behind a relative clause goes on with the subject before it; "who" is the party before it
    (EN, "Sergey Lavrov, who is on a tour of South Asia, met S. Jaishankar on Wednesday. The reception was hosted by "
         "Denis Manturov, who received Ajit Doval on Tuesday.",
     [{"sergey-lavrov", "s-jaishankar"}, {"denis-manturov", "ajit-doval"}]),
    # two verbs, each with its party
    (EN, "On Tuesday Sergey Lavrov was in New Delhi, where he met S. Jaishankar and was received by Narendra Modi.",
     [{"sergey-lavrov", "s-jaishankar"}, {"sergey-lavrov", "narendra-modi"}]),
    # a forum is the object of the verb before it
    (EN, "In July S. Jaishankar was in Moscow, where he co-chaired the IRIGC with Denis Manturov and called on Vladimir Putin.",
     [{"s-jaishankar", "denis-manturov"}, {"s-jaishankar", "vladimir-putin"}]),
    # a further call of those who have just been told of
    (EN, "Vladimir Putin had a telephone conversation with Narendra Modi on Tuesday. Modi stood by what he had said in a "
         "telephone conversation on 3 March.",
     [{"vladimir-putin", "narendra-modi"}, {"vladimir-putin", "narendra-modi"}]),
    # "separately": one contact each
    (EN, "Ajit Doval and Rajnath Singh had separate meetings with Sergei Shoigu on Wednesday.",
     [{"ajit-doval", "sergei-shoigu"}, {"rajnath-singh", "sergei-shoigu"}]),
    # "they" are those of the sentence; "the two foreign ministers" those who hold the post
    (EN, "Foreign Minister Sergey Lavrov met External Affairs Minister S. Jaishankar on Wednesday. Narendra Modi then "
         "thanked Vladimir Putin when they met on Thursday. The two foreign ministers had spoken on 1 July.",
     [{"sergey-lavrov", "s-jaishankar"}, {"narendra-modi", "vladimir-putin"}, {"sergey-lavrov", "s-jaishankar"}]),
    # "his talks" behind a stay; "separately"; a possessor of a title takes no part
    (HI, "राजनाथ सिंह मॉस्को गए थे, जहां उनकी आंद्रेई बेलौसोव से वार्ता हुई थी। बुधवार को अजीत डोभाल ने सर्गेई शोइगु और पुतिन के "
         "सलाहकार यूरी उशाकोव से अलग-अलग मुलाकात की।",
     [{"andrei-belousov", "rajnath-singh"}, {"ajit-doval", "sergei-shoigu"}, {"ajit-doval", "yury-ushakov"}]),
    # a list of days behind a colon, one of places; a chronicle; talks on the day of the trip
    (HI, "मोदी और पुतिन के बीच फोन पर दो बार बात हुई: 3 मार्च को, और फिर 9 मार्च को।", [{"narendra-modi", "vladimir-putin"}] * 2),
    (HI, "अजीत डोभाल और सर्गेई शोइगु इस साल दो बार मिल चुके हैं- मार्च में मॉस्को में और जून में कजान में।",
     [{"ajit-doval", "sergei-shoigu"}] * 2),
    (HI, "सोची, मई 2018: मोदी ने पुतिन से मुलाकात की। 6 दिसंबर 2021 को पुतिन दिल्ली आए और मोदी से मिले।",
     [{"narendra-modi", "vladimir-putin"}] * 2),
    # a denial; who met others beside ours
    (HI, "क्रेमलिन ने यह खबर गलत बताई और गलत बताया कि पुतिन ने मोदी से बात की। एस जयशंकर ने चीन के वांग यी और रूस के सर्गेई "
         "लावरोव से मुलाकात की।", [{"s-jaishankar", "sergey-lavrov"}]),
    # participles; a representative is the visitor told before
    (RU, "В мае в Дели был Андрей Белоусов, встретившийся с Раджнатхом Сингхом.", [{"andrei-belousov", "rajnath-singh"}]),
    (RU, "Аджит Довал во вторник беседовал с Сергеем Шойгу. На другой день индийского представителя принял Сергей Лавров.",
     [{"ajit-doval", "sergei-shoigu"}, {"ajit-doval", "sergey-lavrov"}]),
    # "separately" is another talk than the session
    (RU, "5 августа Сергей Лавров и Андрей Белоусов провели в Дели переговоры с Субраманьямом Джайшанкаром и Раджнатхом "
         "Сингхом. Белоусов отдельно побеседовал с Сингхом.",
     [{"sergey-lavrov", "andrei-belousov", "s-jaishankar", "rajnath-singh"}, {"andrei-belousov", "rajnath-singh"}]),
    # a call by one of the two told before; the leaders are not their delegations
    (RU, "Владимир Путин и Нарендра Моди провели 1 июля переговоры в Москве. На переговорах присутствовал Сергей Лавров. "
         "Лидеры созвонились 3 августа. А 5 августа Моди позвонил снова.",
     [{"narendra-modi", "vladimir-putin", "sergey-lavrov"}, *[{"narendra-modi", "vladimir-putin"}] * 2]),
    # to be somewhere is no contact, nor to decide something
    (RU, "Денис Мантуров провел переговоры с Нарендрой Моди и встретился с Субраманьямом Джайшанкаром.",
     [{"denis-manturov", "narendra-modi"}, {"denis-manturov", "s-jaishankar"}]),
    (RU, "Дмитрий Песков опроверг сообщения об отмене визита Владимира Путина в Индию.", []),
    (RU, "В Москву прибыл Ом Бирла. Спикера в четверг приняли Владимир Путин и Вячеслав Володин.",
     [{"om-birla", "vladimir-putin"}, {"om-birla", "vyacheslav-volodin"}]),
    (RU, "Викрам Мисри приехал в Москву.\n— С кем вы встречались?\n— Меня принял Сергей Лавров. С Сергеем Рябковым обсудили "
     "торговлю.", [{"vikram-misri", "sergey-lavrov"}, {"vikram-misri", "sergei-ryabkov"}]),
    (RU, "Аджит Довал молчит. Владимир Путин говорил с Нарендрой Моди по телефону и рассказал ему о Сирии.",
     [{"vladimir-putin", "narendra-modi"}]),
    (RU, "В Москве прошли консультации. Российскую делегацию возглавил Сергей Рябков, индийскую — Викрам Мисри.",
     [{"sergei-ryabkov", "vikram-misri"}]),
    (RU, "Владимир Путин и Нарендра Моди в июле приняли решение. Владимир Путин и Нарендра Моди побывали на заводе.", []),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "people"), SEVERAL)
def test_each_occasion_has_its_own_people(
    language: Language, text: str, people: list[set[str]], knowledge: Knowledge, article: ArticleMaker
) -> None:
    meetings, _ = read(text, language, knowledge, article)
    assert [found for _, found in meetings] == people


def test_one_verb_may_have_persons_each_with_a_day(knowledge: Knowledge, article: ArticleMaker) -> None:
    meetings, _ = read(
        "Kirti Vardhan Singh met Andrei Rudenko in Moscow on Tuesday and Sergei Vershinin the following day.",
        EN, knowledge, article,
    )  # fmt: skip
    assert [(m.start_date, who) for m, who in meetings] == [
        (dt.date(2025, 8, 5), {"kirti-vardhan-singh", "andrey-rudenko"}),
        (dt.date(2025, 8, 6), {"kirti-vardhan-singh", "sergei-vershinin"}),
    ]


def test_one_verb_may_list_places_and_days(knowledge: Knowledge, article: ArticleMaker) -> None:
    text = "Narendra Modi met Vladimir Putin in Samarkand on 16 September 2022 and then in Kazan in October 2024."
    meetings, _ = read(text, EN, knowledge, article)
    assert [(m.location_id, m.start_date) for m, _ in meetings] == [
        ("uz-samarkand", dt.date(2022, 9, 16)),
        ("ru-kazan", dt.date(2024, 10, 1)),
    ]


def test_who_sat_at_the_talks_had_talks_of_his_own_before(knowledge: Knowledge, article: ArticleMaker) -> None:
    text = (
        "अजीत डोभाल ने बुधवार को क्रेमलिन में व्लादिमीर पुतिन से मुलाकात की। बैठक में सर्गेई शोइगु भी मौजूद थे। "
        "इससे पहले डोभाल ने शोइगु के साथ वार्ता की।"
    )
    meetings, _ = read(text, HI, knowledge, article)
    assert [who for _, who in meetings] == [
        {"ajit-doval", "vladimir-putin", "sergei-shoigu"},
        {"ajit-doval", "sergei-shoigu"},
    ]


def test_what_came_later_is_of_the_year_after(knowledge: Knowledge, article: ArticleMaker) -> None:
    text = "मोदी और पुतिन पिछले साल दिसंबर में मिले थे। इसके बाद एक जुलाई को दोनों के बीच फोन पर बात हुई थी।"
    meetings, _ = read(text, HI, knowledge, article)
    assert [m.start_date for m, _ in meetings] == [dt.date(2024, 12, 1), dt.date(2025, 7, 1)]


def test_a_round_told_by_its_number_is_of_the_mechanism_told_before(
    knowledge: Knowledge, article: ArticleMaker
) -> None:
    text = (
        "S. Jaishankar and Denis Manturov co-chaired the session of the IRIGC-TEC in New Delhi on 12 November 2024. "
        "The 24th session was held in the Indian capital in April 2023."
    )
    meetings, _ = read(text, EN, knowledge, article)
    assert [(m.location_id, m.start_date) for m, _ in meetings] == [
        ("in-new-delhi", dt.date(2024, 11, 12)),
        ("in-new-delhi", dt.date(2023, 4, 18)),
    ]


def test_a_summit_put_off_is_told_behind_a_relative_clause(knowledge: Knowledge, article: ArticleMaker) -> None:
    text = "Владимир Путин позвонил Нарендре Моди. Саммит, который должен был состояться в Индии в 2022 году, отложен."
    meetings, _ = read(text, RU, knowledge, article)
    assert [(m.status, m.start_date, m.location_id) for m, _ in meetings if m.meeting_type == "summit"] == [
        ("cancelled", dt.date(2022, 1, 1), "in")
    ]


def test_the_last_time_counts_from_the_report(knowledge: Knowledge, article: ArticleMaker) -> None:
    text = (
        "В мае 2021 года Сергей Лавров принял в Москве Субраманьяма Джайшанкара. "
        "В последний раз 3 июля Лавров и Джайшанкар встретились в Дели."
    )
    meetings, _ = read(text, RU, knowledge, article)
    assert [m.start_date for m, _ in meetings] == [dt.date(2021, 5, 1), dt.date(2025, 7, 3)]


def test_where_a_conflict_is_says_nothing_of_the_place(knowledge: Knowledge, article: ArticleMaker) -> None:
    text = "Сергей Лавров и Субраманьям Джайшанкар в среду обсудили положение в Сирии и урегулирование в Афганистане."
    meetings, _ = read(text, RU, knowledge, article)
    assert [m.location_id for m, _ in meetings] == [None]


def test_what_will_be_discussed_at_talks_makes_them_no_past_ones(knowledge: Knowledge, article: ArticleMaker) -> None:
    text = "जयशंकर 11 अगस्त को मॉस्को जाकर लावरोव से मिलेंगे। उन्होंने कहा कि मुलाकात में व्यापार पर चर्चा होगी।"
    meetings, _ = read(text, HI, knowledge, article)
    assert [(m.status, m.start_date) for m, _ in meetings] == [("planned", dt.date(2025, 8, 11))]


def test_a_plan_behind_a_contact_does_not_date_it(knowledge: Knowledge, article: ArticleMaker) -> None:
    text = "जयशंकर ने लावरोव से मुलाकात की और पुतिन की यात्रा पर चर्चा की, जो दिसंबर में होगी।"
    meetings, _ = read(text, HI, knowledge, article)
    assert [m.start_date for m, _ in meetings if m.status == "held"] == [THURSDAY]


def test_those_who_welcome_a_guest_together_do_not_meet_each_other(knowledge: Knowledge, article: ArticleMaker) -> None:
    hosts = "रूस में भारतीय राजदूत विनय कुमार और रूसी उप रक्षा मंत्री अलेक्जेंडर फोमिन ने"
    assert read(f"{hosts} उनका स्वागत किया।", HI, knowledge, article)[0] == []
    meetings, _ = read(f"{hosts} बुधवार को राजनाथ सिंह का स्वागत किया।", HI, knowledge, article)
    assert [people for _, people in meetings] == [{"alexander-fomin", "rajnath-singh"}]


def test_a_name_in_other_letters_stands_between_a_city_and_its_postposition(
    knowledge: Knowledge, article: ArticleMaker
) -> None:
    text = "अजीत डोभाल (Ajit Doval) ने बुधवार को मास्को (Moscow) में सर्गेई शोइगु (Sergei Shoigu) से भेंट की।"
    meetings, _ = read(text, HI, knowledge, article)
    assert [(m.location_id, m.start_date) for m, _ in meetings] == [("ru-moscow", dt.date(2025, 8, 6))]


def test_an_embassy_that_writes_is_no_venue(knowledge: Knowledge, article: ArticleMaker) -> None:
    text = "भारत में रूसी दूतावास ने ट्वीट किया, 'शोइगु ने डोभाल के साथ बातचीत की।'"
    meetings, _ = read(text, HI, knowledge, article)
    assert [(m.location_id, m.venue) for m, _ in meetings] == [(None, None)]


def test_his_plan_for_a_day_has_him_as_subject(knowledge: Knowledge, article: ArticleMaker) -> None:
    text = "लावरोव बुधवार को दिल्ली पहुंचे थे। उनका शुक्रवार को प्रधानमंत्री मोदी से भी मिलने का कार्यक्रम है।"
    meetings, _ = read(text, HI, knowledge, article)
    planned = [(m.start_date, people) for m, people in meetings if m.status == "planned"]
    assert planned == [(dt.date(2025, 8, 8), {"sergey-lavrov", "narendra-modi"})]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (HI, "राजनाथ सिंह और बेलौसोव ने बुधवार को IRIGC-M&MTC की बैठक की सह-अध्यक्षता की।"),
        (EN, "Rajnath Singh and Andrei Belousov co-chaired the IRIGC-M&MTC on Wednesday."),
    ],
)
def test_a_name_may_hold_an_ampersand(
    language: Language, text: str, knowledge: Knowledge, article: ArticleMaker
) -> None:
    meetings, _ = read(text, language, knowledge, article)
    assert [m.forum_id for m, _ in meetings] == ["irigc-mmtc"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (EN, "The two leaders, Modi and Putin, last met in Tianjin during the SCO summit."),
        (EN, "Putin recalled that he and Modi had met at the SCO summit in Tianjin."),
        (RU, "Путин и Моди виделись в Тяньцзине на саммите ШОС."),
        (HI, "मोदी और पुतिन की मुलाकात तियानजिन में एससीओ शिखर सम्मेलन के दौरान हुई थी।"),
    ],
)
def test_an_undated_meeting_at_a_forum_is_of_its_last_edition_there(
    language: Language, text: str, knowledge: Knowledge, article: ArticleMaker
) -> None:
    meetings, _ = read(text, language, knowledge, article, dt.date(2025, 10, 2))
    days = (dt.date(2025, 8, 31), dt.date(2025, 9, 1))
    assert {(m.start_date, m.end_date, m.date_basis) for m, _ in meetings} == {(*days, "forum")}


def test_a_planned_meeting_at_a_forum_is_of_its_next_edition_there(knowledge: Knowledge, article: ArticleMaker) -> None:
    text = "Modi and Putin will meet at the SCO summit in Tianjin, officials said."
    meetings, _ = read(text, EN, knowledge, article, dt.date(2025, 8, 2))
    assert [(m.status, m.start_date) for m, _ in meetings] == [("planned", dt.date(2025, 8, 31))]


def test_the_news_of_a_forum_without_a_place_is_of_its_day(knowledge: Knowledge, article: ArticleMaker) -> None:
    text = "Modi and Putin met on the sidelines of the G20 summit."
    meetings, _ = read(text, EN, knowledge, article, dt.date(2030, 10, 2))
    assert [m.start_date for m, _ in meetings] == [dt.date(2030, 10, 2)]


@pytest.mark.parametrize("day", ["December 4-5", "December 5th", "the 5th of December"])
def test_the_day_of_a_summit_is_not_its_number(day: str, knowledge: Knowledge, article: ArticleMaker) -> None:
    text = f"Vladimir Putin will visit Narendra Modi on {day} for the annual summit."
    meetings, _ = read(text, EN, knowledge, article, dt.date(2025, 11, 28))
    assert {m.start_date.year for m, _ in meetings if m.start_date is not None} == {2025}


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        (HI, "जयशंकर और मंतुरोव ने अंतर-सरकारी आयोग की 25वीं बैठक की सह-अध्यक्षता की थी।", dt.date(2024, 11, 12)),
        (EN, "Jaishankar and Manturov had chaired the 25th session of the IRIGC.", dt.date(2024, 11, 12)),
    ],
)
def test_the_ordinal_of_a_session_tells_its_day(
    language: Language, text: str, day: dt.date, knowledge: Knowledge, article: ArticleMaker
) -> None:
    meetings, _ = read(text, language, knowledge, article, dt.date(2025, 10, 2))
    assert [m.start_date for m, _ in meetings] == [day]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            EN,
            "Rajnath Singh met Andrei Belousov at the India-Russia Inter-Governmental Commission on Military Cooperation.",
        ),
        (
            RU,
            "Сингх и Белоусов провели заседание российско-индийской межправительственной комиссии по военному и "
            "военно-техническому сотрудничеству. Раджнатх Сингх прибыл в Москву, где его ждал Андрей Белоусов.",
        ),
    ],
)
def test_a_commission_is_the_one_its_longer_name_tells(
    language: Language, text: str, knowledge: Knowledge, article: ArticleMaker
) -> None:
    meetings, _ = read(text, language, knowledge, article)
    assert {m.forum_id for m, _ in meetings} == {"irigc-mmtc"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            EN,
            "Rajnath Singh met Sergei Shoigu on Thursday. Singh spent an hour in the meeting with the Russian minister.",
        ),
        (HI, "राजनाथ सिंह ने गुरुवार को रूस के रक्षा मंत्री सर्गेई शोइगु से बातचीत की। रूसी मंत्री के साथ यह बैठक एक घंटे चली।"),
    ],
)
def test_a_minister_of_no_ministry_is_the_one_that_is_named(
    language: Language, text: str, knowledge: Knowledge, article: ArticleMaker
) -> None:
    meetings, _ = read(text, language, knowledge, article, dt.date(2020, 9, 3))
    assert [people for _, people in meetings] == [{"rajnath-singh", "sergei-shoigu"}]


def test_what_one_clause_tells_of_a_call_is_the_call(knowledge: Knowledge, article: ArticleMaker) -> None:
    text = (
        "Modi and Putin met on Tuesday. On July 16, Modi and Putin had spoken over phone and discussed bilateral ties."
    )
    meetings, _ = read(text, EN, knowledge, article)
    assert [(m.meeting_type, m.start_date) for m, _ in meetings] == [
        ("bilateral_meeting", dt.date(2025, 8, 5)),
        ("phone_call", dt.date(2025, 7, 16)),
    ]


def test_summits_of_two_numbers_are_two(knowledge: Knowledge, article: ArticleMaker) -> None:
    text = "मोदी और पुतिन ने 23वें भारत-रूस शिखर सम्मेलन में हिस्सा लिया। इससे पहले पुतिन 2021 में 21वें भारत-रूस शिखर सम्मेलन के लिए दिल्ली आए थे।"
    meetings, _ = read(text, HI, knowledge, article, dt.date(2025, 12, 5))
    assert [m.start_date for m, _ in meetings] == [dt.date(2025, 12, 5), dt.date(2021, 12, 6)]


def test_a_forum_named_in_passing_is_not_the_last_summit(knowledge: Knowledge, article: ArticleMaker) -> None:
    text = (
        "The annual summit between Modi and Putin will not be held this year. They spoke of India's G20 presidency. "
        "The last summit took place in New Delhi in December 2021."
    )
    meetings, _ = read(text, EN, knowledge, article)
    held = [m.start_date for m, _ in meetings if m.status == "held" and m.meeting_type == "summit"]
    assert held == [dt.date(2021, 12, 1)]


def test_who_co_chairs_a_commission_has_not_met_it(knowledge: Knowledge, article: ArticleMaker) -> None:
    text = "Denis Manturov, who co-chairs the intergovernmental commission with India, will call on Narendra Modi on Monday."
    meetings, _ = read(text, EN, knowledge, article)
    assert [m.status for m, _ in meetings] == ["planned"]


def test_who_has_arrived_is_still_to_hold_talks(knowledge: Knowledge, article: ArticleMaker) -> None:
    text = "Rajnath Singh arrived in Moscow on Wednesday to attend a parade and hold talks with Andrei Belousov."
    meetings, _ = read(text, EN, knowledge, article)
    assert [(m.status, people) for m, people in meetings] == [("planned", {"rajnath-singh", "andrei-belousov"})]


def test_a_visit_that_follows_what_is_told_is_planned(knowledge: Knowledge, article: ArticleMaker) -> None:
    text = (
        "Weeks before Narendra Modi's visit to Russia, Ajit Doval visited Moscow on Wednesday and held talks with "
        "Sergei Shoigu. Both discussed Mr Modi's visit to Vladivostok in September."
    )
    meetings, _ = read(text, EN, knowledge, article)
    held = [(m.start_date, people) for m, people in meetings if m.status == "held"]
    assert held == [(dt.date(2025, 8, 6), {"ajit-doval", "sergei-shoigu"})]


def test_who_is_invited_at_talks_takes_no_part_in_them(knowledge: Knowledge, article: ArticleMaker) -> None:
    text = (
        "Vladimir Putin held a meeting on Wednesday with S. Jaishankar. "
        "During the talks at the Kremlin, Putin conveyed an invitation to Prime Minister Narendra Modi."
    )
    meetings, _ = read(text, EN, knowledge, article)
    assert [people for m, people in meetings if m.status == "held"] == [{"vladimir-putin", "s-jaishankar"}]


def test_a_headline_and_a_lead_of_one_day_are_one(knowledge: Knowledge, article: ArticleMaker) -> None:
    text = (
        "Jaishankar meets Lavrov in Moscow in first visit since war\n\nMarking his first visit to Russia since the "
        "war, S. Jaishankar met Sergey Lavrov in Moscow on Thursday and reviewed trade."
    )
    meetings, _ = read(text, EN, knowledge, article)
    assert [(m.location_id, m.start_date) for m, _ in meetings] == [("ru-moscow", THURSDAY)]


def test_what_a_summit_decided_is_told_to_others(knowledge: Knowledge, article: ArticleMaker) -> None:
    text = (
        "Sergey Lavrov called on Prime Minister Narendra Modi in New Delhi on Wednesday. Lavrov updated the Prime "
        "Minister on decisions taken during the India-Russia summit held in December 2021."
    )
    meetings, _ = read(text, EN, knowledge, article)
    assert not any("sergey-lavrov" in people for m, people in meetings if m.meeting_type == "summit")


SUMMITS = [
    (EN, "Atal Bihari Vajpayee and Vladimir Putin held talks on 4 December 2002.", "summit", "in-new-delhi"),
    (RU, "21 октября 2013 года Владимир Путин провел переговоры с Манмоханом Сингхом.", "summit", "ru-moscow"),
    (HI, "11 दिसंबर 2014 को नरेंद्र मोदी और व्लादिमीर पुतिन के बीच बातचीत हुई।", "summit", "in-new-delhi"),
    (EN, "Narendra Modi and Vladimir Putin dined together on 4 October 2018.", "informal_talk", "in-new-delhi"),
    (EN, "S. Jaishankar met Vladimir Putin in Moscow on 9 July 2024.", "bilateral_meeting", "ru-moscow"),
    (EN, "Narendra Modi has been invited by President Vladimir Putin to Moscow for the annual summit.", "summit",
     "ru-moscow"),
    (RU, "Владимир Путин приедет в Индию на ежегодный саммит.", "summit", "in"),
    (EN, "Narendra Modi and Vladimir Putin co-chaired the 21st annual summit in New Delhi on Monday.", "summit",
     "in-new-delhi"),
    (HI, "प्रधानमंत्री नरेंद्र मोदी ब्रिक्स शिखर सम्मेलन के लिए रूस जाएंगे।", "visit", "ru"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "kind", "place"), SUMMITS)
def test_leaders_talks_on_the_days_of_a_summit_are_it(
    language: Language, text: str, kind: str, place: str, knowledge: Knowledge, article: ArticleMaker
) -> None:
    ((meeting, _people),) = read(text, language, knowledge, article)[0]
    assert (meeting.meeting_type.value, meeting.location_id) == (kind, place)


DURATIONS = [
    (EN, "Narendra Modi received Vladimir Putin in Delhi on Monday before the two went inside for talks that lasted "
     "about three and a half hours.", 210),
    (EN, "Narendra Modi met Vladimir Putin on Monday. The talks, which went on for 90 minutes, covered trade.", 90),
    (HI, "नरेंद्र मोदी और व्लादिमीर पुतिन के बीच सोमवार को बातचीत हुई। यह बातचीत 30 मिनट तक चली।", 30),
    (RU, "Владимир Путин и Нарендра Моди провели переговоры, которые продолжались около двух часов.", 120),
    (RU, "Сергей Лавров встретился с С. Джайшанкаром, который накануне два часа ждал рейса.", None),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "minutes"), DURATIONS)
def test_how_long_it_lasted(
    language: Language, text: str, minutes: int | None, knowledge: Knowledge, article: ArticleMaker
) -> None:
    ((meeting, _people),) = read(text, language, knowledge, article)[0]
    assert meeting.duration_minutes == minutes


JOURNEYS = [
    (EN, "Ajit Doval met Vladimir Putin in Moscow on Thursday. They spoke of oil. So said the Kremlin. It gave no more. "
         "Prices rose. Nothing else is known. On Friday Ajit Doval will meet Denis Manturov."),
    (RU, "В четверг Аджит Довал встретился в Москве с Владимиром Путиным. Речь шла о нефти. Так сообщил Кремль. Цены "
         "выросли. Больше ничего не известно. Других новостей нет. В пятницу Аджит Довал встретится с Денисом Мантуровым."),
    (HI, "अजीत डोभाल ने गुरुवार को मॉस्को में व्लादिमीर पुतिन से मुलाकात की। तेल पर बात हुई। यह क्रेमलिन ने कहा। दाम बढ़ गए। "
         "और कुछ पता नहीं। कोई खबर नहीं। अजीत डोभाल शुक्रवार को डेनिस मंतुरोव से मिलेंगे।"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text"), JOURNEYS)
def test_a_guest_stays_where_he_was(language: Language, text: str, knowledge: Knowledge, article: ArticleMaker) -> None:
    places = {m.location_id for m, _people in read(text, language, knowledge, article)[0]}
    assert places == {"ru-moscow"}


HOSTS = [
    (EN, "Ajit Doval called on Vladimir Putin in August.", "ru-moscow"),
    (EN, "Denis Manturov was received by Piyush Goyal on Monday.", "in-new-delhi"),
    (RU, "Денис Мантуров в понедельник принял Аджита Довала.", "ru-moscow"),
    (HI, "विदेश सचिव विक्रम मिस्री ने सोमवार को रूस के राजदूत डेनिस अलीपोव से मुलाकात की।", "in-new-delhi"),
    (EN, "Chief Minister Yogi Adityanath met Russian Ambassador Denis Alipov on Monday.", "in"),
    (EN, "Vladimir Putin arrived in Beijing on Wednesday. On Wednesday S. Jaishankar met Vladimir Putin.", "cn-beijing"),
    (RU, "В понедельник в индийской столице Сергей Лавров встретился с Аджитом Довалом.", "in-new-delhi"),
    (RU, "В понедельник Сергей Лавров встретился с Аджитом Довалом в столице Киргизии.", "kg-bishkek"),
    (RU, "В понедельник Сергей Лавров встретился с Аджитом Довалом в столице Татарстана Казани.", "ru-kazan"),
    (HI, "सर्गेई लावरोव ने सोमवार को रूस की राजधानी में अजीत डोभाल से मुलाकात की।", "ru-moscow"),
    (EN, "Sergey Lavrov met Ajit Doval in the capital of India on Monday.", "in-new-delhi"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "place"), HOSTS)
def test_where_those_receive_who_are_called_on(
    language: Language, text: str, place: str | None, knowledge: Knowledge, article: ArticleMaker
) -> None:
    assert {m.location_id for m, _people in read(text, language, knowledge, article)[0]} == {place}


CITIES = [
    (EN, "Sergei Shoigu arrived in New Delhi on Thursday. Sergei Shoigu would be meeting NSA Ajit Doval on Friday and "
         "then he would be flying to Moscow.", "in-new-delhi"),
    (EN, "Ajit Doval met Vladimir Putin in St. Petersburg on Thursday.", "ru-st-petersburg"),
    (RU, "Аджит Довал и Сергей Шойгу встретились в четверг в г. Казани.", "ru-kazan"),
    (EN, "Lavrov and Jaishankar have met. The two held talks on the sidelines of the BRICS meet in Kazan.", "ru-kazan"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "place"), CITIES)
def test_in_which_city_they_met(
    language: Language, text: str, place: str, knowledge: Knowledge, article: ArticleMaker
) -> None:
    assert {m.location_id for m, _people in read(text, language, knowledge, article)[0]} == {place}


def test_a_summit_told_in_passing_is_not_the_mechanism_spoken_of(knowledge: Knowledge, article: ArticleMaker) -> None:
    text = (
        "Foreign Secretary Vikram Misri held Foreign Office Consultations with Deputy Foreign Minister Andrey Rudenko "
        "in Moscow on Thursday. The two sides reviewed the decisions of the 22nd annual summit held in Moscow in July "
        "2024. The last round of the Consultations took place in New Delhi in November 2023."
    )
    meetings, _ = read(text, EN, knowledge, article)
    told = [m.forum_id for m, _ in meetings if m.start_date == dt.date(2023, 11, 1)]
    assert told == ["foreign-office-consultations"]
