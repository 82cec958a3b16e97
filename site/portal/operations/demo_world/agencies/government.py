"""The Prime Ministry, what answers to it, and the ministries of state, justice and media."""

from __future__ import annotations

from portal.operations.demo_world.agencies.shape import Body

CHIEF_COMMISSIONER = ("رئيس مجلس المفوضين", "Chief Commissioner")
INVESTORS = ("مدير خدمات المستثمرين", "Director of Investor Services")

BODIES = (
    Body("pm", "ministry", None, "رئاسة الوزراء", "Prime Ministry"),
    Body(
        "amm",
        "municipality",
        "pm",
        "أمانة عمّان الكبرى",
        "Greater Amman Municipality",
        ("مدير شكاوى المواطنين", "Director of Citizens' Complaints"),
        ("أمين عمّان", "Mayor of Amman"),
    ),
    Body(
        "aseza",
        "authority",
        "pm",
        "سلطة منطقة العقبة الاقتصادية الخاصة",
        "Aqaba Special Economic Zone Authority",
        INVESTORS,
        CHIEF_COMMISSIONER,
    ),
    Body(
        "pdtra",
        "authority",
        "pm",
        "سلطة إقليم البترا التنموي السياحي",
        "Petra Development and Tourism Region Authority",
        INVESTORS,
        CHIEF_COMMISSIONER,
    ),
    Body("spac", "commission", "pm", "هيئة الخدمة والإدارة العامة", "Service and Public Administration Commission"),
    Body(
        "jiacc",
        "commission",
        "pm",
        "هيئة النزاهة ومكافحة الفساد",
        "Integrity and Anti-Corruption Commission",
        ("مدير مديرية التظلمات", "Director of Grievances"),
    ),
    Body(
        "audit",
        "department",
        "pm",
        "ديوان المحاسبة",
        "Audit Bureau",
        None,
        ("رئيس ديوان المحاسبة", "President of the Audit Bureau"),
    ),
    Body("ipa", "centre", "pm", "معهد الإدارة العامة", "Institute of Public Administration"),
    Body(
        "iftaa",
        "department",
        "pm",
        "دائرة الإفتاء العام",
        "General Iftaa Department",
        None,
        ("المفتي العام للمملكة", "Grand Mufti of the Kingdom"),
    ),
    Body(
        "hcd",
        "commission",
        "pm",
        "المجلس الأعلى لحقوق الأشخاص ذوي الإعاقة",
        "Higher Council for the Rights of Persons with Disabilities",
        None,
        ("الأمين العام", "Secretary-General"),
    ),
    Body(
        "mopa", "ministry", None, "وزارة الشؤون السياسية والبرلمانية", "Ministry of Political and Parliamentary Affairs"
    ),
    Body("mgc", "ministry", None, "وزارة الاتصال الحكومي", "Ministry of Government Communication"),
    Body(
        "mc",
        "commission",
        "mgc",
        "هيئة الإعلام",
        "Media Commission",
        None,
        ("المدير العام", "Director-General"),
    ),
    Body("jrtv", "corporation", "mgc", "مؤسسة الإذاعة والتلفزيون الأردنية", "Jordan Radio and Television Corporation"),
    Body("moi", "ministry", None, "وزارة الداخلية", "Ministry of Interior"),
    Body("cspd", "department", "moi", "دائرة الأحوال المدنية والجوازات", "Civil Status and Passports Department"),
    Body(
        "psd",
        "department",
        "moi",
        "مديرية الأمن العام",
        "Public Security Directorate",
        ("رئيس مكتب الشفافية وحقوق الإنسان", "Head of the Transparency and Human Rights Office"),
        ("مدير الأمن العام", "Director of Public Security"),
    ),
    Body(
        "dvld",
        "department",
        "psd",
        "إدارة ترخيص السواقين والمركبات",
        "Drivers and Vehicles Licensing Department",
        None,
        ("مدير الإدارة", "Director of the Department"),
    ),
    Body("mofa", "ministry", None, "وزارة الخارجية وشؤون المغتربين", "Ministry of Foreign Affairs and Expatriates"),
    Body("dpa", "department", "mofa", "دائرة الشؤون الفلسطينية", "Department of Palestinian Affairs"),
    Body("moj", "ministry", None, "وزارة العدل", "Ministry of Justice"),
    Body(
        "awqaf",
        "ministry",
        None,
        "وزارة الأوقاف والشؤون والمقدسات الإسلامية",
        "Ministry of Awqaf, Islamic Affairs and Holy Places",
    ),
    Body("hajj", "corporation", "awqaf", "صندوق الحج", "Hajj Fund"),
)
