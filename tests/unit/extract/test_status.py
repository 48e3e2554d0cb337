"""What took place, is planned or was called off, and what is no occasion of its own: sentences of three languages.

All meetings of a text are told, as "status type" with the first day, in any order. The sentences are made up.
"""

from __future__ import annotations

import datetime as dt

import pytest

from orchestration.contracts.codes import Language
from orchestration.contracts.tables import ReportedMeeting
from orchestration.extract.kernel import Knowledge, extract_article

from .conftest import ArticleMaker

HI, EN, RU = Language.HI, Language.EN, Language.RU
THURSDAY = dt.date(2025, 8, 7)

STATUSES = [
    # a day of these weeks is no day of a year told in passing
    (RU, "В 2020 году саммит не состоялся из-за пандемии. 24 июля Путин и Моди говорили по телефону.",
         ["cancelled summit 2020-01-01", "held phone_call 2025-07-24"]),
    (EN, "In 2019 the two met often. On September 4 Modi and Putin held talks in Vladivostok.", ["held summit 2019-09-04"]),
    # a headline's infinitive; an arrival on the eve of talks to come
    (EN, "Vladimir Putin to be in India on December 4-5 for annual summit", ["planned summit 2025-12-04"]),
    (EN, "Vladimir Putin came to Delhi on Wednesday. On Thursday Putin will hold talks with Narendra Modi in New Delhi.",
         ["planned bilateral_meeting 2025-08-07"]),
    # why somebody travels is no invitation of its own, but an accepted one is a plan
    (EN, "S. Jaishankar travelled to Moscow on 4 August at the invitation of Sergey Lavrov.", ["held visit 2025-08-04"]),
    (EN, "Narendra Modi accepted the invitation of Vladimir Putin to visit Moscow in October.", ["planned visit 2025-10-01"]),
    (HI, "नरेंद्र मोदी पुतिन के निमंत्रण पर 4 अगस्त को मॉस्को पहुंचे।", ["held visit 2025-08-04"]),
    (RU, "Нарендра Моди прибыл 4 августа в Москву по приглашению Владимира Путина.", ["held visit 2025-08-04"]),
    # a trip that was only talked of
    (EN, "Preparations for Vladimir Putin's visit to India in December were reviewed.", ["planned visit 2025-12-01"]),
    (HI, "दोनों मंत्रियों ने दिसंबर में होने वाले पुतिन के भारत दौरे की तैयारियों पर चर्चा की।", ["planned visit 2025-12-01"]),
    (RU, "В Дели с нетерпением ждут приезда Владимира Путина, который ожидается 1 декабря.", ["planned visit 2025-12-01"]),
    (RU, "Визит Владимира Путина в Индию перенесен. Изначально визит намечался на 1 августа.",
         ["cancelled visit 2025-08-01"]),
    (RU, "Спикер палаты Индии Сумитра Махаджан приняла приглашение посетить Москву в декабре.", ["planned visit 2025-12-01"]),
    (EN, "Nikolai Patrushev held talks with Ajit Doval on Monday, with Vladimir Putin's coming visit high on the agenda.",
         ["held bilateral_meeting 2025-08-04", "planned visit None"]),
    # what is agreed upon is a plan where a day or place is told, not that of the agreement
    (EN, "Sergey Lavrov and S. Jaishankar spoke of trade in Delhi on Tuesday and agreed to meet again soon.",
         ["held bilateral_meeting 2025-08-05"]),
    (EN, "Narendra Modi and Vladimir Putin spoke by phone on Tuesday and agreed to meet in Moscow in September.",
         ["held phone_call 2025-08-05", "planned bilateral_meeting 2025-09-01"]),
    (RU, "Путин и Моди в телефонном разговоре 5 августа условились провести встречу в Москве в сентябре.",
         ["held phone_call 2025-08-05", "planned bilateral_meeting 2025-09-01"]),
    # a trip at which something does not come about; one asked for; one not settled yet; who invites whom
    (HI, "पुतिन शनिवार को भारत आएंगे। अधिकारियों का कहना है कि सौदा इस यात्रा में तय नहीं होगा।", ["planned visit 2025-08-09"]),
    (HI, "यह पूछे जाने पर कि क्या मोदी इस साल मॉस्को जाएंगे, प्रवक्ता ने कुछ नहीं कहा।", []),
    (RU, "Приезд Моди в Москву на 9 сентября пока не подтвержден.", []),
    (RU, "Пригласил Лаврова в Дели его коллега Субраманьям Джайшанкар.", ["planned visit None"]),
    (EN, "Sergey Lavrov begins a two-day visit to India on Monday.", ["planned visit 2025-08-11"]),
    (EN, "S. Jaishankar will visit Russia from August 19 to 21 to co-chair the commission with Denis Manturov on August 20.",
         ["planned consultations 2025-08-20"]),
    # what a contact told before came after
    (EN, "Andrei Belousov held talks with Rajnath Singh on Wednesday. On the eve of the talks, Belousov was received by "
         "Narendra Modi on Tuesday.", ["held bilateral_meeting 2025-08-05", "held bilateral_meeting 2025-08-06"]),
    # a summit is held each year: that it is not says that it was called off
    (EN, "The annual summit of Narendra Modi and Vladimir Putin will not be held in 2025.", ["cancelled summit 2025-01-01"]),
    (HI, "नरेंद्र मोदी और व्लादिमीर पुतिन का वार्षिक शिखर सम्मेलन इस साल नहीं होगा।", ["cancelled summit 2025-01-01"]),
    (RU, "Ежегодный саммит Владимира Путина и Нарендры Моди в этом году не состоится.", ["cancelled summit 2025-01-01"]),
    (EN, "A meeting of Narendra Modi and Vladimir Putin will not be held in Bali.", []),
    # at talks to come
    (EN, "At the meeting with Lavrov on Saturday, Jaishankar will raise vaccines.", ["planned bilateral_meeting 2025-08-09"]),
    (EN, "At the meeting with Lavrov on Saturday, Jaishankar raised vaccines.", ["held bilateral_meeting 2025-08-02"]),
    # a trip of a leader to the summit of the two is the summit
    (HI, "मोदी 22वीं शिखर वार्ता के लिए जुलाई 2024 में मॉस्को गए थे।", ["held summit 2024-07-01"]),
    (EN, "Narendra Modi travelled to Kazan for the BRICS summit last week.", ["held visit 2025-07-28"]),
    # that it was not held says nothing of a plan
    (HI, "पिछले साल नरेंद्र मोदी और व्लादिमीर पुतिन की सालाना शिखर बैठक नहीं हुई।", []),
    # what was called off was due on the nearest such day; words of it are not of the call that was about it
    (RU, "Не состоялось намеченное на 4 июля заседание межправительственной комиссии по военно-техническому "
         "сотрудничеству, которое должны были провести Андрей Белоусов и Раджнатх Сингх.",
     ["cancelled consultations 2025-07-04"]),
    (RU, "Лавров и Джайшанкар поговорили в среду по телефону после сообщений об отмене саммита.",
     ["held phone_call 2025-08-06"]),
    # whether something is planned, and that a denial was denied
    (RU, "На вопрос, планируется ли разговор Путина с Моди, Песков ответил: «Пока нет».", []),
    (RU, "Путин совершит визит в Индию. Поездка намечена на декабрь.", ["planned visit 2025-12-01"]),
    # a span of years is no day
    (HI, "चार साल बाद भारत आए पुतिन से बुधवार को नरेंद्र मोदी मिले।", ["held bilateral_meeting 2025-08-06"]),
    # what talks will bring makes them no plan; what a trip is set for does
    (EN, "Jaishankar met Lavrov on Wednesday. The talks are expected to pave the way for a deal.",
     ["held bilateral_meeting 2025-08-06"]),
    (EN, "Vladimir Putin will visit India. The trip is slated for early December.", ["planned visit 2025-12-01"]),
    # who tells of a visit does not pay it; when it was told is not when it is; the president's talks are not the host's
    (EN, "Vladimir Putin will discuss his visit to India in December, aide Yury Ushakov said on Wednesday.",
     ["planned visit 2025-12-01"]),
    (RU, "В июле Юрий Ушаков рассказал о планах президента России посетить Индию в декабре.", ["planned visit 2025-12-01"]),
    (EN, "Yury Ushakov on Wednesday briefed the media ahead of the annual India-Russia summit. Vladimir Putin will visit "
         "India on December 4 and hold talks with Narendra Modi.", ["planned summit 2025-12-04"]),
    (HI, "व्लादिमीर पुतिन 6 दिसंबर को भारत आएंगे। प्रवक्ता ने आज बताया कि उसी दिन पुतिन और नरेंद्र मोदी की शिखर बैठक होगी।",
     ["planned summit 2025-12-06"]),
    # a dialogue of the ministers of both, by their posts
    (EN, "The foreign and defence ministers of Russia and India will hold a 2+2 dialogue on Saturday.",
     ["planned consultations 2025-08-09"]),
    (RU, "В субботу состоится встреча министров обороны и иностранных дел России и Индии в формате «2+2».",
     ["planned consultations 2025-08-09"]),
    (HI, "भारत और रूस के विदेश और रक्षा मंत्रियों की 2+2 वार्ता शनिवार को होगी।", ["planned consultations 2025-08-09"]),
    # what somebody did not ask for is no talks of his
    (EN, "Rajnath Singh, due in Moscow on Saturday for talks with Andrei Belousov, has not asked for time with Putin.",
     ["planned bilateral_meeting 2025-08-09"]),
    # who sets out has not arrived yet
    (HI, "नरेंद्र मोदी शुक्रवार को रूस के लिए रवाना हो रहे हैं।", ["planned visit 2025-08-08"]),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "expected"), STATUSES)
def test_what_took_place_and_what_is_planned(
    language: Language, text: str, expected: list[str], knowledge: Knowledge, article: ArticleMaker
) -> None:
    rows = extract_article(*article(text, language, THURSDAY), knowledge)
    told = [f"{r.status} {r.meeting_type} {r.start_date}" for r in rows if isinstance(r, ReportedMeeting)]
    assert sorted(told) == expected
