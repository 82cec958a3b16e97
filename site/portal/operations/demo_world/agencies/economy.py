"""Money, trade, investment, statistics and the digital economy."""

from __future__ import annotations

from portal.operations.demo_world.agencies.shape import Body

BODIES = (
    Body("mof", "ministry", None, "وزارة المالية", "Ministry of Finance"),
    Body("istd", "department", "mof", "دائرة ضريبة الدخل والمبيعات", "Income and Sales Tax Department"),
    Body("customs", "department", "mof", "دائرة الجمارك الأردنية", "Jordan Customs Department"),
    Body("dls", "department", "mof", "دائرة الأراضي والمساحة", "Department of Lands and Survey"),
    Body("gpd", "department", "mof", "دائرة المشتريات الحكومية", "Government Procurement Department"),
    Body(
        "mopic", "ministry", None, "وزارة التخطيط والتعاون الدولي", "Ministry of Planning and International Cooperation"
    ),
    Body("dos", "department", "mopic", "دائرة الإحصاءات العامة", "Department of Statistics"),
    Body("mit", "ministry", None, "وزارة الصناعة والتجارة والتموين", "Ministry of Industry, Trade and Supply"),
    Body("jsmo", "corporation", "mit", "مؤسسة المواصفات والمقاييس", "Jordan Standards and Metrology Organization"),
    Body(
        "ccd",
        "department",
        "mit",
        "دائرة مراقبة الشركات",
        "Companies Control Department",
        None,
        ("مراقب عام الشركات", "Companies General Controller"),
    ),
    Body("cscc", "corporation", "mit", "المؤسسة الاستهلاكية المدنية", "Civil Service Consumer Corporation"),
    Body(
        "jedco",
        "corporation",
        "mit",
        "المؤسسة الأردنية لتطوير المشاريع الاقتصادية",
        "Jordan Enterprise Development Corporation",
        None,
        ("الرئيس التنفيذي", "Chief Executive"),
    ),
    Body("moin", "ministry", None, "وزارة الاستثمار", "Ministry of Investment"),
    Body(
        "modee", "ministry", None, "وزارة الاقتصاد الرقمي والريادة", "Ministry of Digital Economy and Entrepreneurship"
    ),
    Body(
        "trc",
        "commission",
        "modee",
        "هيئة تنظيم قطاع الاتصالات",
        "Telecommunications Regulatory Commission",
        ("مدير شؤون المستفيدين", "Director of Beneficiaries' Affairs"),
        ("رئيس مجلس المفوضين", "Chairman of the Board of Commissioners"),
    ),
    Body(
        "jpost",
        "company",
        "modee",
        "شركة البريد الأردني",
        "Jordan Post Company",
        ("مدير خدمة العملاء", "Director of Customer Service"),
    ),
)
