"""The words that routing looks for. They are sought inside others, so short ones that hide in many are left out."""

from __future__ import annotations

JOBS = ("توظيف", "تعيين", "وظيفة", "وظائف", "ديوان الخدمة", "vacanc", "recruit", "government job", "public job")
PAPERS = (
    *("جواز سفر", "جواز السفر", "جوازات", "بطاقة شخصية", "هوية شخصية", "دفتر عائلة", "دفتر العائلة"),
    *("شهادة ميلاد", "شهادة وفاة", "الأحوال المدنية", "passport", "identity card", "birth certificate"),
    *("death certificate", "family book", "civil status"),
)
LICENCES = (
    *("رخصة قيادة", "رخصة القيادة", "رخصة سواقة", "رخصة السواقة", "ترخيص المركب", "ترخيص السيار", "ترخيص مركب"),
    *("ترخيص سيار", "فحص القيادة", "فحص السواقة", "driving licence", "driving license", "driving test"),
    *("vehicle licence", "vehicle license", "vehicle registration", "car registration"),
)
HEALTH_INSURANCE = ("تأمين صحي", "التأمين الصحي", "إعفاء طبي", "الإعفاء الطبي", "health insurance", "medical exemption")
FOOD = (
    *("تسمم غذائي", "غذاء فاسد", "مواد غذائية", "منتهية الصلاحية", "مطعم", "مطاعم", "صيدلية", "أدوية"),
    *("food poisoning", "expired food", "restaurant", "pharmacy", "medicines"),
)
HOSPITALS = (
    *("مستشفى", "مركز صحي", "المركز الصحي", "عيادة", "قسم الطوارئ", "طبيب", "مطعوم", "تطعيم"),
    *("hospital", "clinic", "health centre", "health center", "emergency room", "vaccin", "doctor"),
)
UNIVERSITIES = ("جامعة", "جامعات", "القبول الموحد", "بعثة", "بعثات", "university", "universities", "scholarship")
SCHOOLS = ("مدرسة", "مدارس", "توجيهي", "معلم", "رياض الأطفال", "school", "teacher", "tawjihi", "kindergarten")
PENSIONS = ("ضمان اجتماعي", "الضمان الاجتماعي", "تقاعد", "social security", "pension")
AID = ("معونة", "صندوق تكافل", "national aid", "cash assistance", "aid fund")
LABOUR = (
    *("تصريح عمل", "فصل تعسفي", "رواتب متأخرة", "صاحب العمل", "الحد الأدنى للأجور"),
    *("work permit", "unfair dismissal", "unpaid wages", "my employer", "minimum wage"),
)
WATER = ("مياه", "انقطاع الماء", "صرف صحي", "الصرف الصحي", "عداد الماء", "water", "sewage", "sewer")
ELECTRICITY = ("كهرباء", "انقطاع التيار", "electricity", "power cut", "power outage")
TELECOMS = ("إنترنت", "اتصالات", "شبكة الهاتف", "خط الهاتف", "internet", "mobile network", "telecom", "landline")
TAXES = ("ضريبة", "ضرائب", "ضريبي", "income tax", "sales tax", "tax return", "tax refund")
LAND = ("سند تسجيل", "تسجيل الأراضي", "قطعة أرض", "إفراز", "title deed", "land registry", "plot of land")
TRANSPORT = (
    *("باص", "حافلة", "حافلات", "سرفيس", "تكسي", "تاكسي", "النقل العام"),
    *("bus stop", "bus driver", "bus route", "bus fare", "the bus", "taxi", "public transport"),
)
PRICES = ("الأسعار", "غش تجاري", "حماية المستهلك", "احتكار", "prices", "overpric", "consumer protection")
STREETS = (
    *("شارع", "شوارع", "رصيف", "أرصفة", "حفرة", "حفر", "نفايات", "حاوية", "حاويات", "إنارة", "مطبات", "كلاب ضالة"),
    *("street", "pavement", "pothole", "rubbish", "garbage", "waste container", "stray dogs"),
)
ROADS = (
    *("الطريق الصحراوي", "الطريق العام", "طريق عام", "الطريق الرئيسي", "طريق رئيسي", "الطريق الدولي", "طرق رئيسية"),
    *("الطرق الرئيسية", "أوتوستراد", "تعبيد", "تزفيت", "جسر", "نفق المشاة", "أنفاق"),
    *("main road", "the road", "roads", "highway", "bridge", "tunnel"),
)

AMMAN = ("عمان", "Amman")
IRBID = ("إربد", "Irbid")
NORTH = ("إربد", "جرش", "عجلون", "المفرق", "الرمثا", "Irbid", "Jerash", "Ajloun", "Mafraq", "Ramtha")
MIDDLE = (
    "عمان",
    "الزرقاء",
    "الرصيفة",
    "مادبا",
    "السلط",
    "البلقاء",
    "Amman",
    "Zarqa",
    "Russeifa",
    "Madaba",
    "Salt",
    "Balqa",
)
