"""Where a request goes when the citizen names no agency, by what they wrote and where it happened."""

from __future__ import annotations

from typing import Any

from portal.operations.demo_world.agencies import PUBLIC_BODIES
from portal.operations.demo_world.rules import words
from portal.operations.set_up.routing import FIRST, TABLES, rule, says


def _in(places: tuple[str, ...]) -> dict[str, Any]:
    return {"fact": "where", "is": "contains_any", "value": list(places)}


def _streets_of(agency: str, places: tuple[str, ...]) -> dict[str, Any]:
    body = next(body for body in PUBLIC_BODIES if body.code == agency)
    arabic, english = f"الشوارع والنظافة: {body.arabic}", f"Streets and cleaning: {body.english}"
    return rule(f"streets-{agency}", agency, arabic, english, says(words.STREETS), _in(places))


# What the citizen named comes first. Then a word counts for the first rule that has it, so the special stands before
# the general: “health insurance” before “hospital”, “water for irrigation” before “water”.
_MAIN = [
    *FIRST,
    rule("jobs", "spac", "التوظيف في القطاع العام", "Public jobs", says(words.JOBS)),
    rule("papers", "cspd", "الجوازات والأحوال المدنية", "Passports and civil papers", says(words.PAPERS)),
    rule("licences", "dvld", "رخص القيادة والمركبات", "Driving and vehicle licences", says(words.LICENCES)),
    rule("police", "psd", "السير والأمن", "Traffic fines and public order", says(words.POLICE)),
    rule("insurance", "hia", "التأمين الصحي", "Health insurance", says(words.HEALTH_INSURANCE)),
    rule("food", "jfda", "الغذاء والدواء", "Food and medicines", says(words.FOOD)),
    rule("bashir", "bashir", "مستشفيات البشير", "Al-Bashir Hospitals", says(words.BASHIR)),
    rule("hamza", "hamza", "مستشفى الأمير حمزة", "Prince Hamza Hospital", says(words.HAMZA)),
    rule("hospitals", "moh", "المستشفيات والمراكز الصحية", "Hospitals and health centres", says(words.HOSPITALS)),
    rule("universities", "mohe", "الجامعات والبعثات", "Universities and scholarships", says(words.UNIVERSITIES)),
    rule("schools", "moe", "المدارس", "Schools", says(words.SCHOOLS)),
    rule("pensions", "ssc", "الضمان والتقاعد", "Social security and pensions", says(words.PENSIONS)),
    rule("aid", "naf", "المعونة الوطنية", "National aid", says(words.AID)),
    rule("social", "mosd", "الرعاية الاجتماعية", "Social care", says(words.SOCIAL)),
    rule("disability", "hcd", "حقوق ذوي الإعاقة", "Rights of persons with disabilities", says(words.DISABILITY)),
    rule("training", "vtc", "التدريب المهني", "Vocational training", says(words.TRAINING)),
    rule("labour", "mol", "حقوق العاملين", "Rights of workers", says(words.LABOUR)),
    rule("irrigation", "jva", "مياه الري", "Water for irrigation", says(words.IRRIGATION)),
    rule("water-north", "ywc", "المياه في محافظات الشمال", "Water in the north", says(words.WATER), _in(words.NORTH)),
    rule(
        "water-middle",
        "miyahuna",
        "المياه في محافظات الوسط",
        "Water in the middle",
        says(words.WATER),
        _in(words.MIDDLE),
    ),
    rule("water", "waj", "المياه والصرف الصحي", "Water and sewage", says(words.WATER)),
    rule("electricity", "emrc", "الكهرباء والوقود", "Electricity and fuel", says(words.ELECTRICITY)),
    rule("telecoms", "trc", "الاتصالات والإنترنت", "Telephone and internet", says(words.TELECOMS)),
    rule("post", "jpost", "البريد", "Post", says(words.POST)),
    rule("digital", "modee", "الخدمات الرقمية", "Digital services", says(words.DIGITAL)),
    rule("customs", "customs", "الجمارك", "Customs", says(words.CUSTOMS)),
    rule("taxes", "istd", "الضرائب", "Taxes", says(words.TAXES)),
    rule("land", "dls", "تسجيل الأراضي", "Land registry", says(words.LAND)),
    rule("transport", "ltrc", "النقل العام", "Public transport", says(words.TRANSPORT)),
    rule("roads", "mopw", "الطرق الخارجية", "Main roads between towns", says(words.ROADS)),
    rule("flights", "carc", "الطيران", "Air travel", says(words.FLIGHTS)),
    rule("standards", "jsmo", "المواصفات", "Standards of goods", says(words.STANDARDS)),
    rule("prices", "mit", "الأسعار وحماية المستهلك", "Prices and consumers", says(words.PRICES)),
    rule("farming", "moa", "الزراعة والحراج", "Farming and forests", says(words.FARMING)),
    rule("environment", "moenv", "البيئة", "Environment", says(words.ENVIRONMENT)),
    rule("courts", "moj", "المحاكم", "Courts", says(words.COURTS)),
    rule("hajj", "hajj", "الحج", "Hajj", says(words.HAJJ)),
    rule("mosques", "awqaf", "المساجد والأوقاف", "Mosques and endowments", says(words.MOSQUES)),
    rule("ruins", "doa", "المواقع الأثرية", "Archaeological sites", says(words.RUINS)),
    rule("tourism", "mota", "السياحة", "Tourism", says(words.TOURISM)),
    rule("youth", "moy", "مراكز الشباب", "Youth centres", says(words.YOUTH)),
    rule("embassies", "mofa", "السفارات والمغتربون", "Embassies and expatriates", says(words.EMBASSIES)),
    *(_streets_of(agency, places) for agency, places in words.CITIES.items()),
    rule("streets", "mola", "خدمات البلديات", "Services of municipalities", says(words.STREETS)),
]

MAIN: dict[str, Any] = {**TABLES["main"], "rules": _MAIN}
"""The general table with Jordan's bodies in it."""
