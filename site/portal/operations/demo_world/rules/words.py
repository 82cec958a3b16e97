"""The words that routing looks for, whole and in any of their forms."""

from __future__ import annotations

JOBS = (
    *("توظيف", "تعيين", "وظيفة", "وظائف", "ديوان الخدمة", "الخدمة المدنية", "هيئة الخدمة", "مخزون ديوان"),
    *("civil service", "vacancy", "vacancies", "recruitment", "government job", "public job"),
)
PAPERS = (
    *("جواز سفر", "جواز", "جوازات", "بطاقة شخصية", "هوية شخصية", "هوية الأحوال", "بدل فاقد هوية", "دفتر عائلة"),
    *("شهادة ميلاد", "شهادة ولادة", "شهادة وفاة", "شهادة زواج", "الأحوال المدنية", "قيد مدني"),
    *("passport", "identity card", "ID card", "birth certificate", "death certificate", "family book"),
    *("civil status", "marriage certificate"),
)
LICENCES = (
    *("رخصة قيادة", "رخصة سواقة", "رخصة سيارة", "رخصة مركبة", "رخص القيادة", "ترخيص مركبة", "ترخيص مركبات"),
    *("ترخيص سيارة", "ترخيص سيارات", "ترخيص السواقين", "فحص القيادة", "فحص السواقة", "فحص عملي", "فحص النظري"),
    *("driving licence", "driving license", "driver's licence", "driver's license", "driving test"),
    *("vehicle licence", "vehicle license", "vehicle registration", "car registration", "car licence", "car license"),
)
POLICE = (
    *(
        "مخالفة سير",
        "مخالفات سير",
        "شرطة",
        "دورية",
        "عيارات نارية",
        "إطلاق نار",
        "تفحيط",
        "سرقة",
        "سرق",
        "سرقت",
        "مسروق",
        "مسروقة",
        "أزعر",
        "بلطجة",
    ),
    *(
        "traffic fine",
        "speeding",
        "police",
        "gunfire",
        "shots fired",
        "fire guns",
        "theft",
        "stolen",
        "burglary",
        "racing",
    ),
)
HEALTH_INSURANCE = (
    *("تأمين صحي", "إعفاء طبي", "بطاقة تأمين"),
    *("health insurance", "medical exemption", "insurance card"),
)
FOOD = (
    *("تسمم", "تسمم غذائي", "غذاء فاسد", "طعام فاسد", "أغذية", "مواد غذائية", "منتهي الصلاحية", "منتهية الصلاحية"),
    *("مطعم", "مطاعم", "صيدلية", "أدوية", "دواء منتهي"),
    *(
        "food poisoning",
        "expired food",
        "expired medicine",
        "mouldy",
        "restaurant",
        "pharmacy",
        "pharmacies",
        "medicines",
    ),
)
HOSPITALS = (
    *("مستشفى", "مستشفيات", "مركز صحي", "مراكز صحية", "عيادة", "عيادات", "طوارئ", "طبيب", "أطباء", "ممرض", "ممرضة"),
    *("مطعوم", "مطاعيم", "تطعيم", "أنسولين", "دواء السكري"),
    *("hospital", "clinic", "health centre", "health center", "emergency room", "vaccine", "vaccination", "doctor"),
    *("nurse", "insulin"),
)
BASHIR = ("مستشفى البشير", "مستشفيات البشير", "Bashir hospital", "Al-Bashir", "Bashir")
HAMZA = ("مستشفى حمزة", "مستشفى الأمير حمزة", "الأمير حمزة", "Hamza hospital", "Prince Hamza")
UNIVERSITIES = (
    *("جامعة", "جامعات", "جامعي", "جامعية", "قبول موحد", "بعثة دراسية", "بعثات", "منحة دراسية", "منحة جامعية"),
    *("صندوق دعم الطالب", "معادلة شهادة", "تعليم عالي"),
    *("university", "universities", "scholarship", "foreign degree", "recognition of a degree", "student loan"),
)
SCHOOLS = (
    *("مدرسة", "مدارس", "توجيهي", "معلم", "معلمة", "معلمون", "مدير المدرسة", "رياض أطفال", "غرفة صفية", "صف"),
    *("school", "teacher", "Tawjihi", "kindergarten", "classroom", "overcrowded class", "pupil"),
)
PENSIONS = (
    *("ضمان اجتماعي", "الضمان", "تقاعد", "تقاعدي", "راتب تقاعدي", "متقاعد", "بدل تعطل", "تعطل عن العمل"),
    *("social security", "pension", "retirement", "unemployment benefit"),
)
AID = (
    *("معونة", "معونات", "معونة وطنية", "صندوق المعونة", "دعم نقدي", "دعم تكميلي", "تكافل"),
    *("national aid", "cash assistance", "cash support", "aid fund", "monthly aid"),
)
SOCIAL = (
    *("دار مسنين", "دور مسنين", "حضانة", "حضانات", "دار أيتام", "دار رعاية", "تسول", "يتسول", "متسول", "متسولون"),
    *("أطفال الشوارع", "أسرة بديلة", "عنف أسري"),
    *(
        "care home",
        "home for the elderly",
        "elderly home",
        "nursery",
        "nurseries",
        "orphanage",
        "begging",
        "beggar",
        "domestic violence",
    ),
)
DISABILITY = (
    *("إعاقة", "معاق", "ذوي إعاقة", "ذوي الإعاقة", "كرسي متحرك", "لغة الإشارة", "منحدر لكرسي"),
    *("disability", "disabilities", "disabled", "wheelchair", "sign language", "ramp"),
)
LABOUR = (
    *("تصريح عمل", "تصاريح عمل", "فصل تعسفي", "فصل من العمل", "رواتب متأخرة", "صاحب العمل", "الحد الأدنى للأجور"),
    *("عمل إضافي", "بدل إضافي", "ساعات عمل", "أجور", "عامل وافد", "عاملة منزل", "رواتبنا"),
    *("work permit", "unfair dismissal", "unpaid wages", "wages", "employer", "minimum wage", "overtime", "dismissed"),
    *("fired", "domestic worker"),
)
TRAINING = ("تدريب مهني", "معهد التدريب المهني", "vocational training", "vocational institute")
IRRIGATION = (
    *("مياه ري", "مياه الري", "وادي الأردن", "وحدة زراعية", "قناة الملك عبدالله"),
    *("irrigation water", "irrigation", "farm unit"),
)
WATER = (
    *("مياه", "المي", "انقطاع الماء", "انقطاع ماء", "ضخ الماء", "دور الماء", "ماسورة", "مواسير", "صرف صحي"),
    *("مجاري", "مجرور", "منهل", "مناهل", "عداد ماء", "تنكات"),
    *("water", "sewage", "sewer", "manhole", "burst pipe"),
)
ELECTRICITY = (
    *("كهرباء", "تيار كهربائي", "انقطاع التيار", "أسطوانة غاز", "جرة غاز", "محطة وقود", "محطة محروقات", "بنزين"),
    *("electricity", "power cut", "power outage", "power goes out", "blackout", "gas cylinder", "petrol", "fuel pump"),
)
TELECOMS = (
    *("إنترنت", "اتصالات", "شبكة الهاتف", "خط الهاتف", "رصيد هاتفي", "شركة الاتصالات", "فايبر", "رسائل مزعجة"),
    *("internet", "mobile network", "mobile company", "telecom", "landline", "fibre", "SIM card"),
)
POST = (
    *("البريد الأردني", "بريدي", "بريدية", "رسالة مسجلة", "مكتب البريد", "طرد بريدي"),
    *("Jordan Post", "post office", "registered letter", "postal"),
)
DIGITAL = (
    *("تطبيق سند", "هوية رقمية", "خدمات إلكترونية حكومية"),
    *("Sanad app", "Sanad", "digital identity"),
)
CUSTOMS = ("جمارك", "جمركي", "تخليص جمركي", "customs", "customs duty")
TAXES = (
    *("ضريبة", "ضرائب", "ضريبي", "رديات", "فاتورة وطنية"),
    *("income tax", "sales tax", "tax return", "tax refund", "taxes"),
)
LAND = (
    *("سند تسجيل", "سند التسجيل", "تسجيل أراضي", "الأراضي والمساحة", "قطعة أرض", "إفراز", "فرز قطعة", "قوشان"),
    *("مساحة الأرض", "title deed", "land registry", "land survey", "plot of land", "survey and partition"),
)
TRANSPORT = (
    *("باص", "باصات", "حافلة", "حافلات", "سرفيس", "تكسي", "تاكسي", "نقل عام", "سائق الباص", "تطبيق نقل", "نقل ركاب"),
    *("أجرة الراكب", "تعرفة الركوب"),
    *("bus stop", "bus driver", "bus route", "bus fare", "bus", "buses", "taxi", "taxis", "public transport"),
    *("ride app", "minibus"),
)
FLIGHTS = (
    *("طيران", "رحلة طيران", "مطار", "طائرة", "خطوط جوية"),
    *("flight", "airline", "airport"),
)
PRICES = (
    *("أسعار", "غش تجاري", "حماية المستهلك", "احتكار", "تاجر", "تجار", "كفالة", "مخبز", "مخابز", "سعر محدد"),
    *("prices", "overpriced", "consumer protection", "consumer", "warranty", "bakery", "bakeries", "price of"),
)
STANDARDS = (
    *("مواصفات", "مطابقة للمواصفات", "مواصفات ومقاييس"),
    *("meet the standards", "product standards", "unsafe product", "unsafe heater"),
)
FARMING = (
    *("حراج", "أشجار حرجية", "حرجية", "غابة", "غابات", "مواشي", "أغنام", "أبقار", "بيطري", "بيطرة", "مزارعين"),
    *("forest", "logging", "sheep", "cattle", "goats", "livestock", "vet", "veterinary", "farmers"),
)
ENVIRONMENT = (
    *("تلوث", "بيئي", "بيئة", "دخان", "حرق إطارات", "زيبار", "معصرة", "معاصر", "نفايات خطرة", "مواد كيماوية"),
    *("pollution", "smoke", "chemicals", "chemical waste", "toxic", "environment"),
)
COURTS = (
    *("محكمة", "محاكم", "قاضي", "كاتب عدل", "عدم محكومية", "دائرة تنفيذ"),
    *("court", "courts", "judge", "notary"),
)
MOSQUES = (
    *("مسجد", "مساجد", "الإمام لا", "إمام المسجد", "خطيب", "أوقاف", "زكاة"),
    *("mosque", "imam", "zakat", "awqaf"),
)
HAJJ = ("صندوق الحج", "حج", "عمرة", "Hajj", "Umrah")
TOURISM = (
    *("دليل سياحي", "أدلاء سياحيون", "سياحي", "سياحية", "فندق", "فنادق", "سياحة"),
    *("tour guide", "tourist", "tourism", "hotel", "hotels"),
)
RUINS = (
    *("موقع أثري", "مواقع أثرية", "أثري", "أثرية", "آثار"),
    *("archaeological", "antiquities", "ancient ruins"),
)
PETRA = ("البترا", "وادي موسى", "Petra", "Wadi Musa")
AQABA = ("العقبة", "Aqaba")
YOUTH = (
    *("مركز شباب", "مركز شابات", "مراكز الشباب", "بيت شباب"),
    *("youth centre", "youth center", "sports ground"),
)
EMBASSIES = (
    *("سفارة", "سفارات", "قنصلية", "مغترب", "مغتربين"),
    *("embassy", "embassies", "consulate", "expatriate"),
)
STREETS = (
    *(
        "شارع ترابي",
        "تعبيد الشارع",
        "لم يعبد",
        "رصيف",
        "أرصفة",
        "حفرة",
        "حفر",
        "نفايات",
        "قمامة",
        "زبالة",
        "حاوية",
        "حاويات",
        "مكب",
    ),
    *(
        "إنارة",
        "عمود إنارة",
        "أعمدة إنارة",
        "مطب",
        "مطبات",
        "كلاب ضالة",
        "كلب ضال",
        "كلاب شاردة",
        "إشارة ضوئية",
        "بسطة",
        "بسطات",
    ),
    *("بناء مخالف", "رخصة بناء", "حديقة عامة", "بلا تعبيد", "كنس الشوارع", "أوساخ", "شاطئ"),
    *(
        "street light",
        "street lighting",
        "dirt road",
        "potholes",
        "pavement",
        "sidewalk",
        "pothole",
        "rubbish",
        "garbage",
        "trash",
    ),
    *(
        "waste container",
        "container",
        "rubbish bin",
        "bin",
        "stray dog",
        "street lamp",
        "dark street",
        "traffic light",
        "building permit",
        "stalls",
    ),
    *("public park", "playground", "asphalt", "asphalted", "beach", "trail"),
)
ROADS = (
    *("طريق صحراوي", "طريق عام", "طريق رئيسي", "طريق دولي", "طريق خارجي", "طرق رئيسية", "طرق خارجية", "أوتوستراد"),
    *("جسر", "جسور", "نفق السيارات", "نفق المشاة", "أنفاق", "الطريق الملوكي", "انهيار الطريق", "طريق المطار"),
    *("main road", "desert highway", "airport road", "highway", "motorway", "bridge", "tunnel"),
)

CITIES: dict[str, tuple[str, ...]] = {
    "amm": ("عمان", "العاصمة", "Amman"),
    "irbid": ("إربد", "Irbid"),
    "russeifa": ("الرصيفة", "Russeifa"),
    "zarqa": ("الزرقاء", "Zarqa"),
    "salt": ("السلط", "Salt"),
    "madaba": ("مادبا", "Madaba"),
    "karak": ("الكرك", "Karak"),
    "mafraq": ("المفرق", "Mafraq"),
    "jerash": ("جرش", "Jerash"),
    "ajloun": ("عجلون", "Ajloun"),
    "tafilah": ("الطفيلة", "Tafilah", "Tafileh"),
    "pdtra": PETRA,
    "maan": ("معان", "Ma'an", "Maan"),
    "aseza": AQABA,
}
"""Who keeps the streets of a city: agency code to the city's names, each before that of the governorate it lies in."""
NORTH = ("إربد", "جرش", "عجلون", "المفرق", "الرمثا", "Irbid", "Jerash", "Ajloun", "Mafraq", "Ramtha")
MIDDLE = (
    *("عمان", "العاصمة", "الزرقاء", "الرصيفة", "مادبا", "السلط", "البلقاء"),
    *("Amman", "Zarqa", "Russeifa", "Madaba", "Salt", "Balqa"),
)
