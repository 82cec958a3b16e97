"""Believable names of people in Jordan, in both languages."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

MEN = """
محمد Mohammad|أحمد Ahmad|عمر Omar|خالد Khaled|يوسف Yousef|إبراهيم Ibrahim|علي Ali|حسن Hasan|حسين Hussein|محمود Mahmoud
سامر Samer|طارق Tareq|زياد Ziad|باسل Basel|رامي Rami|فراس Firas|ماهر Maher|نضال Nidal|وائل Wael|هاني Hani
عصام Issam|مازن Mazen|أيمن Ayman|بلال Bilal|معاذ Muath|قيس Qais|ليث Laith|سيف Saif|غيث Ghaith|زيد Zaid
فيصل Faisal|نايف Nayef|جمال Jamal|كمال Kamal|منذر Munther|صهيب Suhaib|أنس Anas|عدنان Adnan|غسان Ghassan|رائد Raed
"""
WOMEN = """
فاطمة Fatima|مريم Mariam|رنا Rana|لينا Lina|دانا Dana|هبة Hiba|سوسن Sawsan|منال Manal|نسرين Nisreen|إيمان Iman
رغد Raghad|ريم Reem|سمر Samar|ميساء Maysa|عبير Abeer|نور Nour|هديل Hadeel|آلاء Alaa|أسماء Asma|بيان Bayan
تمارا Tamara|جمانة Jumana|حنين Haneen|دعاء Duaa|روان Rawan|زينب Zainab|سناء Sanaa|شذى Shatha|عائشة Aisha|غادة Ghada
فرح Farah|لبنى Lubna|ليلى Layla|ندى Nada|هند Hind|وفاء Wafaa|ياسمين Yasmin|إسراء Israa|رشا Rasha|صفاء Safaa
"""
FAMILIES = """
المجالي Al-Majali|العبادي Al-Abbadi|الخصاونة Al-Khasawneh|الروسان Al-Rousan|العدوان Al-Adwan|الفايز Al-Fayez
الحديد Al-Hadid|الطراونة Al-Tarawneh|الكركي Al-Karaki|الحوراني Al-Hourani|النابلسي Al-Nabulsi|الزعبي Al-Zoubi
العمري Al-Omari|بني هاني Bani Hani|الشوابكة Al-Shawabkeh|الرواشدة Al-Rawashdeh|الصمادي Al-Smadi|القضاة Al-Qudah
المومني Al-Momani|الخطيب Al-Khatib|حداد Haddad|الدباس Al-Dabbas|النسور Al-Nsour|العوران Al-Oran
المعايطة Al-Maaytah|الضمور Al-Dmour|الصرايرة Al-Sarayreh|الليمون Al-Laymoun|البطاينة Al-Bataineh|عبيدات Obeidat
التل Al-Tal|حجازي Hijazi|الجراح Al-Jarrah|الشرع Al-Sharaa|الغرايبة Al-Gharaibeh|ملكاوي Malkawi
العتوم Al-Atoum|الزيود Al-Zyoud|الحسبان Al-Hasban|المشاقبة Al-Mashaqbeh|الخوالدة Al-Khawaldeh|الشديفات Al-Shdaifat
السرحان Al-Sarhan|الفواز Al-Fawaz|الدعجة Al-Daajah|الحنيطي Al-Huneiti|المناصير Al-Manaseer|الصقور Al-Sqour
الهباهبة Al-Habahbeh|البدور Al-Bdour|الحويطات Al-Howeitat|أبو تايه Abu Tayeh|الجازي Al-Jazi|كريشان Krishan
الشمري Al-Shammari|القطيشات Al-Qutaishat|الحياري Al-Hiyari|عربيات Arabiyat|الفاعوري Al-Faouri|خريسات Khreisat
قعوار Kawar|حتر Hattar|مدانات Madanat|الهلسة Al-Halaseh|عكروش Akroush|النمري Al-Nimri
شاهين Shaheen|درويش Darwish|الصالح Al-Saleh|السعودي Al-Saudi|القيسي Al-Qaisi|العجلوني Al-Ajlouni
المصري Al-Masri
"""


def _pairs(table: str) -> list[tuple[str, str]]:
    """Arabic and English of each entry: the Arabic part is all up to the first Latin letter."""
    found = []
    for entry in table.strip().replace("\n", "|").split("|"):
        cut = next(place for place, letter in enumerate(entry) if letter.isascii() and letter.isalpha())
        found.append((entry[:cut].strip(), entry[cut:]))
    return found


WOMENS_NAMES = _pairs(WOMEN)
FIRST_NAMES = [*_pairs(MEN), *WOMENS_NAMES]
FAMILY_NAMES = _pairs(FAMILIES)


def names_for(logins: Iterable[str]) -> dict[str, dict[str, str]]:
    """A name for each login, ``{"ar": …, "en": …}``: always the same for the same list, and never the same twice."""
    given: dict[str, dict[str, str]] = {}
    taken: set[int] = set()
    for login in logins:
        number = int.from_bytes(hashlib.sha256(login.encode()).digest()[:8])
        places = len(FIRST_NAMES) * len(FAMILY_NAMES)
        place = next(place for step in range(places) if (place := (number + step) % places) not in taken)
        taken.add(place)
        first, family = FIRST_NAMES[place % len(FIRST_NAMES)], FAMILY_NAMES[place // len(FIRST_NAMES)]
        given[login] = {"ar": f"{first[0]} {family[0]}", "en": f"{first[1]} {family[1]}"}
    return given
