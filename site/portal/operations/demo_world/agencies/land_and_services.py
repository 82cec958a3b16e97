"""Roads, transport, water, energy, farming and the environment."""

from __future__ import annotations

from portal.operations.demo_world.agencies.shape import Body

BODIES = (
    Body("mopw", "ministry", None, "وزارة الأشغال العامة والإسكان", "Ministry of Public Works and Housing"),
    Body(
        "hudc",
        "corporation",
        "mopw",
        "المؤسسة العامة للإسكان والتطوير الحضري",
        "Housing and Urban Development Corporation",
    ),
    Body("gtd", "department", "mopw", "دائرة العطاءات الحكومية", "Government Tenders Department"),
    Body("mot", "ministry", None, "وزارة النقل", "Ministry of Transport"),
    Body(
        "ltrc",
        "commission",
        "mot",
        "هيئة تنظيم النقل البري",
        "Land Transport Regulatory Commission",
        None,
        ("المدير العام", "Director-General"),
    ),
    Body("carc", "commission", "mot", "هيئة تنظيم الطيران المدني", "Civil Aviation Regulatory Commission"),
    Body(
        "jmd",
        "department",
        "mot",
        "إدارة الأرصاد الجوية",
        "Jordan Meteorological Department",
        None,
        ("مدير إدارة الأرصاد الجوية", "Director of the Meteorological Department"),
    ),
    Body("mwi", "ministry", None, "وزارة المياه والري", "Ministry of Water and Irrigation"),
    Body("waj", "authority", "mwi", "سلطة المياه", "Water Authority of Jordan"),
    Body("jva", "authority", "mwi", "سلطة وادي الأردن", "Jordan Valley Authority"),
    Body("miyahuna", "company", "waj", "شركة مياه الأردن (مياهنا)", "Jordan Water Company (Miyahuna)"),
    Body("ywc", "company", "waj", "شركة مياه اليرموك", "Yarmouk Water Company"),
    Body("memr", "ministry", None, "وزارة الطاقة والثروة المعدنية", "Ministry of Energy and Mineral Resources"),
    Body(
        "emrc",
        "commission",
        "memr",
        "هيئة تنظيم قطاع الطاقة والمعادن",
        "Energy and Minerals Regulatory Commission",
        None,
        ("رئيس مجلس المفوضين", "Chairman of the Board of Commissioners"),
    ),
    Body(
        "nepco",
        "company",
        "memr",
        "شركة الكهرباء الوطنية",
        "National Electric Power Company",
        None,
        ("المدير العام", "Managing Director"),
    ),
    Body("moa", "ministry", None, "وزارة الزراعة", "Ministry of Agriculture"),
    Body("narc", "centre", "moa", "المركز الوطني للبحوث الزراعية", "National Agricultural Research Center"),
    Body("acc", "corporation", "moa", "مؤسسة الإقراض الزراعي", "Agricultural Credit Corporation"),
    Body("jcc", "corporation", "moa", "المؤسسة التعاونية الأردنية", "Jordan Cooperative Corporation"),
    Body("moenv", "ministry", None, "وزارة البيئة", "Ministry of Environment"),
)
