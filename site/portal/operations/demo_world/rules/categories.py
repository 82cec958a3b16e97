"""What complaints are about, as the owners of the demo world publish it: two levels, in the words of citizens."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from content.pages.written import Both
from workflows.cases.category_tree import FORMAT, CategoryTree, WhoChooses, parse

_TREE: Final[dict[str, tuple[Both, dict[str, Both]]]] = {
    "streets": (
        Both("الشوارع والنظافة", "Streets and cleaning"),
        {
            "potholes": Both("حفر الشوارع", "Potholes"),
            "waste": Both("النفايات", "Rubbish and waste"),
            "street-lights": Both("إنارة الشوارع", "Street lights"),
            "pavements": Both("الأرصفة", "Pavements"),
            "stray-dogs": Both("الكلاب الضالة", "Stray dogs"),
        },
    ),
    "roads": (
        Both("الطرق والنقل", "Roads and transport"),
        {
            "main-roads": Both("الطرق الرئيسة", "Main roads"),
            "buses": Both("الحافلات وسيارات الأجرة", "Buses and taxis"),
            "driving": Both("رخص القيادة والمركبات", "Driving and vehicle licences"),
            "fines": Both("مخالفات السير", "Traffic fines"),
        },
    ),
    "water": (
        Both("المياه والصرف الصحي", "Water and sewage"),
        {
            "supply": Both("انقطاع المياه", "No water"),
            "water-bills": Both("فاتورة المياه", "Water bill or meter"),
            "sewage": Both("الصرف الصحي", "Sewage"),
        },
    ),
    "networks": (
        Both("الكهرباء والاتصالات", "Electricity and telecoms"),
        {
            "power": Both("انقطاع الكهرباء", "Power cuts"),
            "power-bills": Both("فاتورة الكهرباء", "Electricity bill or meter"),
            "internet": Both("الإنترنت والهاتف", "Internet and phone"),
            "parcels": Both("البريد", "Post"),
        },
    ),
    "health": (
        Both("الصحة", "Health"),
        {
            "appointments": Both("مواعيد المستشفيات", "Hospital appointments"),
            "medicines": Both("الأدوية", "Medicine"),
            "centres": Both("المراكز الصحية", "Health centres"),
            "insurance": Both("التأمين الصحي", "Health insurance"),
            "food": Both("سلامة الغذاء", "Food safety"),
        },
    ),
    "education": (
        Both("التعليم", "Education"),
        {
            "schools": Both("المدارس", "Schools"),
            "universities": Both("الجامعات والمنح", "Universities and grants"),
        },
    ),
    "papers": (Both("الأحوال المدنية والجوازات", "Civil status and passports"), {}),
    "work": (
        Both("العمل والتقاعد", "Work and pensions"),
        {
            "wages": Both("الأجور والفصل من العمل", "Wages and dismissal"),
            "pensions": Both("الضمان والتقاعد", "Social security and pensions"),
            "jobs": Both("التوظيف الحكومي", "Public jobs"),
        },
    ),
    "aid": (Both("المعونات وذوو الإعاقة", "Aid and people with disabilities"), {}),
    "money": (
        Both("المال والأراضي", "Money and land"),
        {
            "taxes": Both("الضرائب", "Taxes"),
            "land": Both("الأراضي", "Land"),
            "customs": Both("الجمارك", "Customs"),
            "prices": Both("الأسعار وحماية المستهلك", "Prices and shops"),
        },
    ),
    "nature": (Both("الزراعة والبيئة", "Farming and environment"), {}),
    "service": (Both("الخدمة والمعاملة في الجهة", "Service and conduct at an agency"), {}),
}


def _rows() -> Iterator[dict[str, Any]]:
    for key, (name, below) in _TREE.items():
        yield {"key": key, "name": name._asdict()}
        for lower, called in below.items():
            yield {"key": lower, "name": called._asdict(), "under": key}


CATEGORIES: Final[dict[str, Any]] = {
    "format": FORMAT,
    "name": {"ar": "تصنيفات الشكاوى", "en": "Categories of complaints"},
    "asked": WhoChooses.OPTIONAL.value,
    "categories": list(_rows()),
}
TREE: Final[CategoryTree] = parse(CATEGORIES)
