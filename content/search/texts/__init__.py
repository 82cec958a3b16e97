"""The words of the search page, and the words that mean the same, in Arabic and English."""

from __future__ import annotations

from typing import Final

from content.pages.written import Both

SEARCH: dict[str, Both] = {
    "title": Both("البحث", "Search"),
    "search_description": Both(
        "ابحث في النماذج والأجوبة والجهات والصفحات والأخبار.",
        "Search the forms, answers, agencies, pages and news.",
    ),
    "intro": Both(
        "اكتب ما تريده بكلماتك: خدمة، أو جهة، أو سؤالًا.",
        "Type what you need in your own words: a service, an agency or a question.",
    ),
}

SYNONYMS: Final = (
    "جواز, جوازات, باسبورت, passport, passports",
    "هوية, بطاقة, ID, identity",
    "ماء, مياه, مي, حنفية, water, tap",
    "كهرباء, ضو, تيار, electricity, power, outage",
    "فاتورة, فواتير, وصل, bill, bills, invoice",
    "شارع, طريق, حفرة, حفر, مطب, street, road, roads, pothole, bump",
    "مدرسة, مدارس, طالب, تلميذ, معلم, school, schools, pupil, student, teacher",
    "جامعة, جامعات, كلية, university, college",
    "مستشفى, عيادة, دكتور, طبيب, علاج, hospital, clinic, doctor, treatment",
    "دواء, أدوية, صيدلية, medicine, medicines, drug, pharmacy",
    "معونة, مساعدة, إعانة, aid, assistance, benefit, welfare",
    "راتب, معاش, أجر, أجور, salary, wage, wages, pay",
    "تقاعد, ضمان, pension, retirement",
    "شغل, عمل, وظيفة, بطالة, job, work, employment, unemployment",
    "ضريبة, ضرائب, tax, taxes",
    "رخصة, رخص, ترخيص, licence, license, permit",
    "سيارة, مركبة, سواقة, car, vehicle, driving",
    "باص, حافلة, مواصلات, bus, transport",
    "زبالة, نفايات, قمامة, rubbish, garbage, trash, waste",
    "مجاري, صرف, sewage, sewer, drains",
    "أرض, أراضي, عقار, طابو, land, property, deed",
    "بناء, مبنى, عمارة, building, construction",
    "ضجيج, إزعاج, صوت, noise, disturbance",
    "رشوة, فساد, واسطة, bribe, bribery, corruption, nepotism",
    "عنف, ضرب, اعتداء, إساءة, violence, abuse, assault, beating",
    "شكوى, شكاية, تظلم, complaint, grievance",
    "اعتراض, استئناف, objection, appeal",
    "موعد, مهلة, أجل, deadline, appointment",
    "رد, جواب, إجابة, reply, answer, response",
    "رمز, كود, code, password",
    "مرفق, مرفقات, ملف, مستند, attachment, attachments, file, document",
    "مجهول, سري, anonymous, confidential, secret",
    "تلفون, هاتف, رقم, موبايل, جوال, telephone, phone, mobile, number",
    "إيميل, بريد, email, mail",
    "ميلاد, مولود, birth, newborn",
    "زواج, عقد, marriage, wedding",
    "طلاق, divorce",
    "وفاة, متوفى, death, deceased",
    "إنترنت, نت, internet, network",
    "غش, احتيال, نصب, fraud, scam",
    "سعر, أسعار, غلاء, price, prices",
    "إعاقة, معاق, disability, disabled",
)
"""Plain words that people use for the same thing; none names an agency."""
