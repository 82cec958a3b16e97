"""Health, education, work, social care, culture and youth."""

from __future__ import annotations

from portal.operations.demo_world.agencies.shape import Body

BODIES = (
    Body("moh", "ministry", None, "وزارة الصحة", "Ministry of Health"),
    Body("jfda", "corporation", "moh", "المؤسسة العامة للغذاء والدواء", "Jordan Food and Drug Administration"),
    Body(
        "hia",
        "department",
        "moh",
        "إدارة التأمين الصحي",
        "Health Insurance Administration",
        None,
        ("مدير الإدارة", "Director of the Administration"),
    ),
    Body(
        "bashir",
        "hospital",
        "moh",
        "مستشفيات البشير",
        "Al-Bashir Hospitals",
        None,
        ("مدير المستشفيات", "Director of the Hospitals"),
    ),
    Body("hamza", "hospital", "moh", "مستشفى الأمير حمزة", "Prince Hamza Hospital"),
    Body(
        "jcdc",
        "centre",
        "moh",
        "المركز الوطني لمكافحة الأوبئة والأمراض السارية",
        "Jordan Center for Disease Control",
        None,
        ("رئيس المركز", "President of the Center"),
    ),
    Body("moe", "ministry", None, "وزارة التربية والتعليم", "Ministry of Education"),
    Body(
        "mohe",
        "ministry",
        None,
        "وزارة التعليم العالي والبحث العلمي",
        "Ministry of Higher Education and Scientific Research",
    ),
    Body(
        "aqac",
        "commission",
        "mohe",
        "هيئة الاعتماد وضمان الجودة",
        "Accreditation and Quality Assurance Commission",
    ),
    Body("mol", "ministry", None, "وزارة العمل", "Ministry of Labour"),
    Body("ssc", "corporation", "mol", "المؤسسة العامة للضمان الاجتماعي", "Social Security Corporation"),
    Body("vtc", "corporation", "mol", "مؤسسة التدريب المهني", "Vocational Training Corporation"),
    Body("def", "corporation", "mol", "صندوق التنمية والتشغيل", "Development and Employment Fund"),
    Body("mosd", "ministry", None, "وزارة التنمية الاجتماعية", "Ministry of Social Development"),
    Body("naf", "corporation", "mosd", "صندوق المعونة الوطنية", "National Aid Fund"),
    Body("mota", "ministry", None, "وزارة السياحة والآثار", "Ministry of Tourism and Antiquities"),
    Body("doa", "department", "mota", "دائرة الآثار العامة", "Department of Antiquities"),
    Body("moc", "ministry", None, "وزارة الثقافة", "Ministry of Culture"),
    Body("dnl", "department", "moc", "دائرة المكتبة الوطنية", "Department of the National Library"),
    Body("moy", "ministry", None, "وزارة الشباب", "Ministry of Youth"),
)
