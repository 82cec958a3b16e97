"""Where a request goes when the citizen names no agency, by what they wrote and where it happened."""

from __future__ import annotations

from typing import Any

from portal.operations.demo_world.rules import words


def _rule(key: str, agency: str, arabic: str, english: str, *conditions: dict[str, Any]) -> dict[str, Any]:
    return {"key": key, "name": {"ar": arabic, "en": english}, "when": list(conditions), "to": {"agency": agency}}


def _says(*lists: tuple[str, ...]) -> dict[str, Any]:
    return {"fact": "subject_text", "is": "contains_any", "value": [word for words in lists for word in words]}


def _in(places: tuple[str, ...]) -> dict[str, Any]:
    return {"fact": "place", "is": "contains_any", "value": list(places)}


def _is(kind: str) -> dict[str, Any]:
    return {"fact": "kind", "is": "equals", "value": kind}


# The first rule that holds decides, so the special stands before the general.
_MAIN = [
    _rule(
        "named",
        "@agency",
        "الجهة التي سمّاها صاحب الطلب",
        "The agency that the citizen named",
        {"fact": "agency", "is": "given"},
    ),
    _rule("jobs", "spac", "استفسارات التوظيف", "Inquiries about public jobs", _is("inquiry"), _says(words.JOBS)),
    _rule("papers", "cspd", "الجوازات والأحوال المدنية", "Passports and civil papers", _says(words.PAPERS)),
    _rule("licences", "dvld", "رخص القيادة والمركبات", "Driving and vehicle licences", _says(words.LICENCES)),
    _rule("insurance", "hia", "التأمين الصحي", "Health insurance", _says(words.HEALTH_INSURANCE)),
    _rule("food", "jfda", "الغذاء والدواء", "Food and medicines", _says(words.FOOD)),
    _rule("hospitals", "moh", "المستشفيات والمراكز الصحية", "Hospitals and health centres", _says(words.HOSPITALS)),
    _rule("universities", "mohe", "الجامعات والبعثات", "Universities and scholarships", _says(words.UNIVERSITIES)),
    _rule("schools", "moe", "المدارس", "Schools", _says(words.SCHOOLS)),
    _rule("pensions", "ssc", "الضمان والتقاعد", "Social security and pensions", _says(words.PENSIONS)),
    _rule("aid", "naf", "المعونة الوطنية", "National aid", _says(words.AID)),
    _rule("labour", "mol", "حقوق العاملين", "Rights of workers", _says(words.LABOUR)),
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
    _rule("electricity", "emrc", "الكهرباء", "Electricity", _says(words.ELECTRICITY)),
    _rule("telecoms", "trc", "الاتصالات والإنترنت", "Telephone and internet", _says(words.TELECOMS)),
    _rule("taxes", "istd", "الضرائب", "Taxes", _says(words.TAXES)),
    _rule("land", "dls", "تسجيل الأراضي", "Land registry", _says(words.LAND)),
    _rule("transport", "ltrc", "النقل العام", "Public transport", _says(words.TRANSPORT)),
    _rule("prices", "mit", "الأسعار وحماية المستهلك", "Prices and consumers", _says(words.PRICES)),
    _rule(
        "streets-amman",
        "amm",
        "شوارع عمّان ونظافتها",
        "Streets and cleaning in Amman",
        _says(words.STREETS),
        _in(words.AMMAN),
    ),
    _rule(
        "streets-irbid",
        "irbid",
        "شوارع إربد ونظافتها",
        "Streets and cleaning in Irbid",
        _says(words.STREETS),
        _in(words.IRBID),
    ),
    _rule("roads", "mopw", "الطرق الرئيسية", "Main roads", _says(words.ROADS)),
    _rule("streets", "mola", "خدمات البلديات", "Services of municipalities", _says(words.STREETS)),
]
_SENSITIVE = [_rule("all", "rights", "كل طلب حساس", "Every sensitive request", {"fact": "kind", "is": "given"})]
_UNIT = [
    _rule("all", "central", "كل رسالة إلى الوحدة", "Every message to the unit", {"fact": "kind", "is": "given"}),
]

TABLES: dict[str, dict[str, Any]] = {
    "main": {"name": {"ar": "جدول التوجيه العام", "en": "General routing table"}, "rules": _MAIN},
    "sensitive": {"name": {"ar": "توجيه الطلبات الحساسة", "en": "Routing of sensitive requests"}, "rules": _SENSITIVE},
    "unit": {
        "name": {"ar": "ما يُكتب إلى وحدة الشكاوى", "en": "Messages to the complaints unit"},
        "rules": _UNIT,
    },
}
"""Key to definition."""
