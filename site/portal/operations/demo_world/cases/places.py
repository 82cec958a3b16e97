"""Towns and districts of Jordan, by the area of the municipality that looks after them."""

from __future__ import annotations

from random import Random
from typing import Final

from content.pages.written import Both

# Arabic, English; of each area the most populous first.
_AREAS: Final[dict[str, str]] = {
    "amm": """
        جبل الحسين، عمّان|Jabal Al-Hussein, Amman;ماركا الشمالية، عمّان|North Marka, Amman;صويلح، عمّان|Sweileh, Amman
        طبربور، عمّان|Tabarbour, Amman;خلدا، عمّان|Khalda, Amman;الجبيهة، عمّان|Al-Jubeiha, Amman
        الهاشمي الشمالي، عمّان|North Hashmi, Amman;الوحدات، عمّان|Al-Wehdat, Amman;أبو علندا، عمّان|Abu Alanda, Amman
        مرج الحمام، عمّان|Marj Al-Hamam, Amman;وادي السير، عمّان|Wadi Al-Seer, Amman;شفا بدران، عمّان|Shafa Badran, Amman
        سحاب، عمّان|Sahab, Amman;جبل النصر، عمّان|Jabal Al-Nasr, Amman;ناعور، عمّان|Naour, Amman
        الجيزة، عمّان|Al-Jizah, Amman;أبو نصير، عمّان|Abu Nseir, Amman;المقابلين، عمّان|Al-Muqabalein, Amman
        """,
    "irbid": """
        الحي الشرقي، إربد|the eastern district, Irbid;حي القصيلة، إربد|Al-Qusayla, Irbid;الرمثا، إربد|Ramtha, Irbid
        حوارة، إربد|Huwwara, Irbid;بيت راس، إربد|Beit Ras, Irbid;الحصن، إربد|Al-Husn, Irbid
        الطيبة، إربد|Al-Taybeh, Irbid;كفر يوبا، إربد|Kufr Yuba, Irbid;الشونة الشمالية، إربد|North Shuna, Irbid
        """,
    "zarqa": """
        الزرقاء الجديدة، الزرقاء|New Zarqa, Zarqa;حي معصوم، الزرقاء|Hayy Masoum, Zarqa
        جبل طارق، الزرقاء|Jabal Tareq, Zarqa;الغويرية، الزرقاء|Al-Ghuwayriyya, Zarqa
        الهاشمية، الزرقاء|Al-Hashimiyya, Zarqa;الضليل، الزرقاء|Al-Dulayl, Zarqa;الأزرق، الزرقاء|Azraq, Zarqa
        """,
    "russeifa": """
        حي الرشيد، الرصيفة|Al-Rasheed, Russeifa;جبل فيصل، الرصيفة|Jabal Faisal, Russeifa
        حطين، الرصيفة|Hittin, Russeifa;المشيرفة، الرصيفة|Al-Mushayrfa, Russeifa
        """,
    "salt": """
        السلالم، السلط|Al-Salalem, Salt;الفحيص، البلقاء|Fuheis, Balqa;عين الباشا، البلقاء|Ain Al-Basha, Balqa
        دير علا، البلقاء|Deir Alla, Balqa;الشونة الجنوبية، البلقاء|South Shuna, Balqa;ماحص، البلقاء|Mahis, Balqa
        """,
    "madaba": """
        حي الفيحاء، مادبا|Al-Fayha, Madaba;ذيبان، مادبا|Dhiban, Madaba;جرينة، مادبا|Jurayna, Madaba
        مليح، مادبا|Mleih, Madaba
        """,
    "karak": """
        المرج، الكرك|Al-Marj, Karak;المزار الجنوبي، الكرك|South Mazar, Karak;القصر، الكرك|Al-Qasr, Karak
        غور الصافي، الكرك|Ghor Al-Safi, Karak;مؤتة، الكرك|Mutah, Karak
        """,
    "mafraq": """
        الحي الجنوبي، المفرق|the southern district, Mafraq;البادية الشمالية، المفرق|the northern Badia, Mafraq
        رحاب، المفرق|Rihab, Mafraq;بلعما، المفرق|Balama, Mafraq;الصالحية، المفرق|Al-Salihiyya, Mafraq
        """,
    "jerash": """
        سوف، جرش|Souf, Jerash;ساكب، جرش|Sakib, Jerash;برما، جرش|Burma, Jerash;المصطبة، جرش|Al-Mastaba, Jerash
        """,
    "ajloun": """
        عنجرة، عجلون|Anjara, Ajloun;كفرنجة، عجلون|Kufranja, Ajloun;عبين، عجلون|Ibbin, Ajloun
        """,
    "tafilah": """
        العيص، الطفيلة|Al-Ayes, Tafilah;بصيرا، الطفيلة|Busayra, Tafilah;الحسا، الطفيلة|Al-Hasa, Tafilah
        """,
    "maan": """
        وادي موسى، معان|Wadi Musa, Ma'an;الشوبك، معان|Al-Shobak, Ma'an;حي الطور، معان|Al-Tur, Ma'an
        الحسينية، معان|Al-Husayniyya, Ma'an
        """,
    "aseza": """
        الشلالة، العقبة|Al-Shallala, Aqaba;السكنية الثالثة، العقبة|Third Residential Area, Aqaba
        القويرة، العقبة|Quweira, Aqaba;الريشة، العقبة|Al-Risha, Aqaba
        """,
}
_SHARES: Final = {
    "amm": 42,
    "irbid": 17,
    "zarqa": 10,
    "russeifa": 6,
    "salt": 6,
    "madaba": 3,
    "karak": 4,
    "mafraq": 5,
    "jerash": 3,
    "ajloun": 2,
    "tafilah": 1,
    "maan": 2,
    "aseza": 3,
}
# Agencies that serve a part of the country; every other serves all of it.
_SERVES: Final = {
    **{code: (code,) for code in _AREAS},
    "miyahuna": ("amm", "zarqa", "russeifa", "madaba", "salt"),
    "ywc": ("irbid", "jerash", "ajloun", "mafraq"),
    "waj": ("karak", "tafilah", "maan"),
    "jva": ("salt", "irbid", "karak"),
    "pdtra": ("maan",),
    "bashir": ("amm",),
    "hamza": ("amm",),
}
# The district of each part of the country, and of its towns those that lie in another.
_DISTRICTS: Final = {
    "amm": "amman-qasaba",
    "irbid": "irbid-qasaba",
    "zarqa": "zarqa-qasaba",
    "russeifa": "zarqa-russeifa",
    "salt": "balqa-qasaba",
    "madaba": "madaba-qasaba",
    "karak": "karak-qasaba",
    "mafraq": "mafraq-qasaba",
    "jerash": "jerash-qasaba",
    "ajloun": "ajloun-qasaba",
    "tafilah": "tafilah-qasaba",
    "maan": "maan-qasaba",
    "aseza": "aqaba-qasaba",
}
_ELSEWHERE: Final = {
    "amman-marka": ("North Marka", "Tabarbour", "North Hashmi"),
    "amman-jamia": ("Sweileh", "Khalda", "Al-Jubeiha", "Shafa Badran", "Abu Nseir"),
    "amman-quwaysima": ("Abu Alanda", "Al-Muqabalein"),
    "amman-wadi-sir": ("Marj Al-Hamam", "Wadi Al-Seer"),
    "amman-sahab": ("Sahab",),
    "amman-naour": ("Naour",),
    "amman-jizah": ("Al-Jizah",),
    "irbid-ramtha": ("Ramtha",),
    "irbid-bani-obeid": ("Al-Husn",),
    "irbid-taybeh": ("Al-Taybeh",),
    "irbid-north-ghor": ("North Shuna",),
    "zarqa-hashimiyya": ("Al-Hashimiyya",),
    "balqa-fuheis-mahis": ("Fuheis", "Mahis"),
    "balqa-ain-basha": ("Ain Al-Basha",),
    "balqa-deir-alla": ("Deir Alla",),
    "balqa-south-shuna": ("South Shuna",),
    "madaba-dhiban": ("Dhiban", "Mleih"),
    "karak-mazar": ("South Mazar", "Mutah"),
    "karak-qasr": ("Al-Qasr",),
    "karak-south-ghor": ("Ghor Al-Safi",),
    "mafraq-north-badia": ("the northern Badia", "Al-Salihiyya"),
    "ajloun-kufranja": ("Kufranja",),
    "tafilah-busayra": ("Busayra",),
    "tafilah-hasa": ("Al-Hasa",),
    "maan-petra": ("Wadi Musa",),
    "maan-shobak": ("Al-Shobak",),
    "maan-husayniyya": ("Al-Husayniyya",),
    "aqaba-quwayra": ("Quweira",),
}


def _read(table: str) -> tuple[Both, ...]:
    pairs = (pair.partition("|") for pair in table.strip().replace("\n", ";").split(";"))
    return tuple(Both(arabic.strip(), english.strip()) for arabic, _, english in pairs)


_PLACES: Final = {area: _read(table) for area, table in _AREAS.items()}
_TOWNS: Final = {town: district for district, towns in _ELSEWHERE.items() for town in towns}
_AREA_OF: Final = {
    place: _TOWNS.get(place.en.partition(",")[0], _DISTRICTS[area])
    for area, places in _PLACES.items()
    for place in places
}


def area_of(place: Both) -> str:
    """The key of the district in which a place lies that ``draw_place`` drew."""
    return _AREA_OF[place]


def draw_place(rng: Random, agency: str) -> Both:
    """Somewhere that the agency serves."""
    areas = _SERVES.get(agency, tuple(_SHARES))
    area = rng.choices(areas, weights=[_SHARES[each] for each in areas])[0] if len(areas) > 1 else areas[0]
    return rng.choice(_PLACES[area])
