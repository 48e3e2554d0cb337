from __future__ import annotations

import pytest

from orchestration.contracts.codes import Language
from orchestration.ingest.junk import JunkRules
from orchestration.ingest.languages import UnknownLanguageError, identify, main_script


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "प्रधानमंत्री ने गुरुवार को रूस के राष्ट्रपति से मुलाकात की और दोनों देशों के बीच व्यापार पर चर्चा की। "
            "उन्होंने कहा कि यह साझेदारी आगे भी बनी रहेगी।",
            Language.HI,
        ),
        (
            "Президент России провёл в Москве переговоры с премьер-министром Индии. Стороны обсудили торговлю и "
            "оборону, а также подготовку к саммиту, который пройдёт в Нью-Дели.",
            Language.RU,
        ),
        (
            "The Russian president met the Indian prime minister in Moscow on Thursday. The two sides discussed trade "
            "and defence, and the summit that is to be held in New Delhi.",
            Language.EN,
        ),
        ("PM Modi ने Putin से की बात", Language.HI),
        ("Путин позвонил Моди", Language.RU),
        (  # not one of the letters that only Russian has
            "Переговоры между Россией и Индией прошли в пятницу в Нью-Дели на полях форума. Главное внимание уделено "
            "торговле между двумя державами, поставкам нефти и газа.",
            Language.RU,
        ),
    ],
)
def test_our_languages(junk: JunkRules, text: str, language: Language) -> None:
    assert identify(text, junk) is language


@pytest.mark.parametrize(
    ("text", "guess"),
    [
        (
            "Президент України зустрівся у четвер з прем’єр-міністром Індії. Вони обговорили співпрацю у сфері оборони "
            "та торгівлі, а також ситуацію в регіоні.",
            "Ukrainian",
        ),
        (
            "Президентът на Русия се срещна с министър-председателя на Индия в Москва. Двамата обсъдиха "
            "сътрудничеството между страните и заявиха, че отношенията ще се развиват.",
            "Bulgarian",
        ),
        (
            "पंतप्रधान मोदी यांनी रशियाचे राष्ट्राध्यक्ष पुतिन यांची भेट घेतली. दोन्ही नेत्यांमध्ये संबंधांवर चर्चा झाली असून "
            "पुढील बैठक दिल्लीत होणार आहे. या भेटीत अनेक करार करण्यात आले आहेत.",
            "Marathi",
        ),
        (
            "प्रधानमन्त्री मोदीले रुसका राष्ट्रपति पुटिनसँग भेटवार्ता गरेका छन्। दुई नेताबीच सम्बन्धका विषयमा छलफल भएको "
            "बताइएको छ। उनले निम्तो पनि दिएका थिए।",
            "Nepali",
        ),
        (
            "Le président russe a rencontré jeudi le Premier ministre indien à New Delhi. Les deux dirigeants ont "
            "parlé de la coopération dans le domaine de la défense.",
            "French",
        ),
        (
            "Der russische Präsident hat am Donnerstag den indischen Premierminister in Neu-Delhi getroffen. Die "
            "beiden sprachen über die Zusammenarbeit und die Lage in der Ukraine.",
            "German",
        ),
        (
            "Pradhan mantri ne guruvar ko Russia ke rashtrapati se mulaqat ki. Dono netaon ke beech kai muddon par "
            "baat hui aur yeh tay hua ki agli baithak Dilli mein hogi.",
            "Hindi in Latin letters",
        ),
        ("பிரதமர் ரஷ்ய அதிபர் புதினை சந்தித்து பேசினார்.", "Tamil script"),
        ('iz/kkuea=h us eaxyokj dks :l ds jk"Vªifr ls eqykdkr dh vkSj dbZ eqn~nksa ij ckrphr dh', "hardly any"),
        ("12 + 30 = 42", "no words"),
    ],
)
def test_others_are_refused_by_name(junk: JunkRules, text: str, guess: str) -> None:
    with pytest.raises(UnknownLanguageError) as refusal:
        identify(text, junk)
    assert guess in refusal.value.reason


def test_main_script_counts_words_not_letters() -> None:
    assert main_script("में की के internationalisation") == "Devanagari"
    assert main_script("…") is None
