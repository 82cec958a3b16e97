"""The governorates of Jordan with their districts (liwa), as the administrative divisions name them."""

from __future__ import annotations

from typing import Final

from permissions.actors import Actor
from permissions.areas.models import Area
from permissions.areas.services import NewArea, write_areas
from workflows.transactions.turn import write_transaction

# Key | Arabic | English; the first of each group is the governorate.
_GROUPS: Final = (
    """amman|العاصمة|Amman;qasaba|قصبة عمّان|Amman City;jamia|الجامعة|Al-Jami'ah;marka|ماركا|Marka
    quwaysima|القويسمة|Al-Quwaysimah;wadi-sir|وادي السير|Wadi Al-Seer;naour|ناعور|Naour;sahab|سحاب|Sahab
    jizah|الجيزة|Al-Jizah;muwaqqar|الموقر|Al-Muwaqqar""",
    """irbid|إربد|Irbid;qasaba|قصبة إربد|Irbid City;bani-obeid|بني عبيد|Bani Obeid;ramtha|الرمثا|Ramtha
    kora|الكورة|Al-Kora;bani-kinana|بني كنانة|Bani Kinana;mazar|المزار الشمالي|North Mazar;taybeh|الطيبة|Al-Taybeh
    wasatiyya|الوسطية|Al-Wasatiyya;north-ghor|الأغوار الشمالية|North Ghor""",
    "zarqa|الزرقاء|Zarqa;qasaba|قصبة الزرقاء|Zarqa City;russeifa|الرصيفة|Russeifa;hashimiyya|الهاشمية|Al-Hashimiyya",
    """balqa|البلقاء|Balqa;qasaba|قصبة السلط|Salt City;south-shuna|الشونة الجنوبية|South Shuna
    deir-alla|دير علا|Deir Alla;ain-basha|عين الباشا|Ain Al-Basha;fuheis-mahis|الفحيص وماحص|Fuheis and Mahis""",
    """mafraq|المفرق|Mafraq;qasaba|قصبة المفرق|Mafraq City;north-badia|البادية الشمالية|Northern Badia
    northwest-badia|البادية الشمالية الغربية|Northwestern Badia;rwaished|الرويشد|Rwaished""",
    "jerash|جرش|Jerash;qasaba|قصبة جرش|Jerash City",
    "ajloun|عجلون|Ajloun;qasaba|قصبة عجلون|Ajloun City;kufranja|كفرنجة|Kufranja",
    "madaba|مادبا|Madaba;qasaba|قصبة مادبا|Madaba City;dhiban|ذيبان|Dhiban",
    """karak|الكرك|Karak;qasaba|قصبة الكرك|Karak City;mazar|المزار الجنوبي|South Mazar;qasr|القصر|Al-Qasr
    south-ghor|الأغوار الجنوبية|South Ghor;ayy|عي|Ayy;faqqu|فقوع|Faqqu;qatranah|القطرانة|Al-Qatranah""",
    "tafilah|الطفيلة|Tafilah;qasaba|قصبة الطفيلة|Tafilah City;busayra|بصيرا|Busayra;hasa|الحسا|Al-Hasa",
    """maan|معان|Ma'an;qasaba|قصبة معان|Ma'an City;petra|البترا|Petra;shobak|الشوبك|Al-Shobak
    husayniyya|الحسينية|Al-Husayniyya""",
    "aqaba|العقبة|Aqaba;qasaba|قصبة العقبة|Aqaba City;quwayra|القويرة|Al-Quwayra",
)


def _areas() -> list[NewArea]:
    found: list[NewArea] = []
    for group in _GROUPS:
        lines = [line.strip().split("|") for part in group.splitlines() for line in part.split(";")]
        under = lines[0][0]
        for place, (key, arabic, english) in enumerate(lines):
            own = f"{under}-{key}" if place else key
            found.append(NewArea(own, {"ar": arabic, "en": english}, under if place else "", len(found) + 1))
    return found


AREAS: Final = tuple(_areas())


def load_areas() -> int:
    """Make what is missing, where there is no gazetteer yet; returns how many were. What is there is its owners'."""
    if Area.objects.exists():
        return 0
    with write_transaction():
        return write_areas(AREAS, actor=Actor.operator)
