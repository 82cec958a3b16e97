"""Where a request goes when the citizen names no agency, by what they wrote and where it happened."""

from __future__ import annotations

from typing import Any

from portal.operations.demo_world.agencies import PUBLIC_BODIES
from portal.operations.demo_world.rules import words


def _rule(key: str, agency: str, arabic: str, english: str, *conditions: dict[str, Any]) -> dict[str, Any]:
    return {"key": key, "name": {"ar": arabic, "en": english}, "when": list(conditions), "to": {"agency": agency}}


def _says(*lists: tuple[str, ...]) -> dict[str, Any]:
    return {"fact": "subject_text", "is": "contains_any", "value": [word for words in lists for word in words]}


def _in(places: tuple[str, ...]) -> dict[str, Any]:
    return {"fact": "where", "is": "contains_any", "value": list(places)}


def _is(kind: str) -> dict[str, Any]:
    return {"fact": "kind", "is": "equals", "value": kind}


def _streets_of(agency: str, places: tuple[str, ...]) -> dict[str, Any]:
    body = next(body for body in PUBLIC_BODIES if body.code == agency)
    arabic, english = f"الشوارع والنظافة: {body.arabic}", f"Streets and cleaning: {body.english}"
    return _rule(f"streets-{agency}", agency, arabic, english, _says(words.STREETS), _in(places))


# What the citizen named comes first. Then a word counts for the first rule that has it, so the special stands before
# the general: “health insurance” before “hospital”, “water for irrigation” before “water”.
_MAIN = [
    _rule(
        "named",
        "@agency",
        "الجهة التي ذكرها صاحب الطلب",
        "The agency that the citizen named",
        {"fact": "agency", "is": "given"},
    ),
    _rule("platform", "central", "هذه المنصّة نفسها", "This platform itself", _says(words.PLATFORM)),
    _rule("jobs", "spac", "التوظيف في القطاع العام", "Public jobs", _says(words.JOBS)),
    _rule("papers", "cspd", "الجوازات والأحوال المدنية", "Passports and civil papers", _says(words.PAPERS)),
    _rule("licences", "dvld", "رخص القيادة والمركبات", "Driving and vehicle licences", _says(words.LICENCES)),
    _rule("police", "psd", "السير والأمن", "Traffic fines and public order", _says(words.POLICE)),
    _rule("insurance", "hia", "التأمين الصحي", "Health insurance", _says(words.HEALTH_INSURANCE)),
    _rule("food", "jfda", "الغذاء والدواء", "Food and medicines", _says(words.FOOD)),
    _rule("bashir", "bashir", "مستشفيات البشير", "Al-Bashir Hospitals", _says(words.BASHIR)),
    _rule("hamza", "hamza", "مستشفى الأمير حمزة", "Prince Hamza Hospital", _says(words.HAMZA)),
    _rule("hospitals", "moh", "المستشفيات والمراكز الصحية", "Hospitals and health centres", _says(words.HOSPITALS)),
    _rule("universities", "mohe", "الجامعات والبعثات", "Universities and scholarships", _says(words.UNIVERSITIES)),
    _rule("schools", "moe", "المدارس", "Schools", _says(words.SCHOOLS)),
    _rule("pensions", "ssc", "الضمان والتقاعد", "Social security and pensions", _says(words.PENSIONS)),
    _rule("aid", "naf", "المعونة الوطنية", "National aid", _says(words.AID)),
    _rule("social", "mosd", "الرعاية الاجتماعية", "Social care", _says(words.SOCIAL)),
    _rule("disability", "hcd", "حقوق ذوي الإعاقة", "Rights of persons with disabilities", _says(words.DISABILITY)),
    _rule("training", "vtc", "التدريب المهني", "Vocational training", _says(words.TRAINING)),
    _rule("labour", "mol", "حقوق العاملين", "Rights of workers", _says(words.LABOUR)),
    _rule("irrigation", "jva", "مياه الري", "Water for irrigation", _says(words.IRRIGATION)),
    _rule("water-north", "ywc", "المياه في محافظات الشمال", "Water in the north", _says(words.WATER), _in(words.NORTH)),
    _rule(
        "water-middle",
        "miyahuna",
        "المياه في محافظات الوسط",
        "Water in the middle",
        _says(words.WATER),
        _in(words.MIDDLE),
    ),
    _rule("water", "waj", "المياه والصرف الصحي", "Water and sewage", _says(words.WATER)),
    _rule("electricity", "emrc", "الكهرباء والوقود", "Electricity and fuel", _says(words.ELECTRICITY)),
    _rule("telecoms", "trc", "الاتصالات والإنترنت", "Telephone and internet", _says(words.TELECOMS)),
    _rule("post", "jpost", "البريد", "Post", _says(words.POST)),
    _rule("digital", "modee", "الخدمات الرقمية", "Digital services", _says(words.DIGITAL)),
    _rule("customs", "customs", "الجمارك", "Customs", _says(words.CUSTOMS)),
    _rule("taxes", "istd", "الضرائب", "Taxes", _says(words.TAXES)),
    _rule("land", "dls", "تسجيل الأراضي", "Land registry", _says(words.LAND)),
    _rule("transport", "ltrc", "النقل العام", "Public transport", _says(words.TRANSPORT)),
    _rule("roads", "mopw", "الطرق الخارجية", "Main roads between towns", _says(words.ROADS)),
    _rule("flights", "carc", "الطيران", "Air travel", _says(words.FLIGHTS)),
    _rule("standards", "jsmo", "المواصفات", "Standards of goods", _says(words.STANDARDS)),
    _rule("prices", "mit", "الأسعار وحماية المستهلك", "Prices and consumers", _says(words.PRICES)),
    _rule("farming", "moa", "الزراعة والحراج", "Farming and forests", _says(words.FARMING)),
    _rule("environment", "moenv", "البيئة", "Environment", _says(words.ENVIRONMENT)),
    _rule("courts", "moj", "المحاكم", "Courts", _says(words.COURTS)),
    _rule("hajj", "hajj", "الحج", "Hajj", _says(words.HAJJ)),
    _rule("mosques", "awqaf", "المساجد والأوقاف", "Mosques and endowments", _says(words.MOSQUES)),
    _rule("ruins", "doa", "المواقع الأثرية", "Archaeological sites", _says(words.RUINS)),
    _rule("tourism", "mota", "السياحة", "Tourism", _says(words.TOURISM)),
    _rule("youth", "moy", "مراكز الشباب", "Youth centres", _says(words.YOUTH)),
    _rule("embassies", "mofa", "السفارات والمغتربون", "Embassies and expatriates", _says(words.EMBASSIES)),
    *(_streets_of(agency, places) for agency, places in words.CITIES.items()),
    _rule("streets", "mola", "خدمات البلديات", "Services of municipalities", _says(words.STREETS)),
]
_SENSITIVE = [_rule("all", "rights", "كل طلب حساس", "Every sensitive request", {"fact": "kind", "is": "given"})]
_READING = {"place_words": {language: list(found) for language, found in words.PLACE_WORDS.items()}}
_UNIT = [
    _rule("all", "central", "كل رسالة إلى الوحدة", "Every message to the unit", {"fact": "kind", "is": "given"}),
]

TABLES: dict[str, dict[str, Any]] = {
    "main": {
        "name": {"ar": "جدول التوجيه العام", "en": "General routing table"},
        "reading": _READING,
        "rules": _MAIN,
    },
    "sensitive": {"name": {"ar": "توجيه الطلبات الحساسة", "en": "Routing of sensitive requests"}, "rules": _SENSITIVE},
    "unit": {
        "name": {"ar": "ما يُكتب إلى وحدة الشكاوى", "en": "Messages to the complaints unit"},
        "rules": _UNIT,
    },
}
"""Key to definition."""
