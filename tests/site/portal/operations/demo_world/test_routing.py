"""The routing table sends what citizens write to the agency they would expect."""

from __future__ import annotations

import pytest

from permissions.arabic import fold
from portal.operations.demo_world.agencies import PUBLIC_BODIES
from portal.operations.set_up.routing import TABLES
from portal.operations.set_up.units import CENTRAL, UNITS
from tests.site.portal.operations.demo_world.everyday_requests import MAIN, everyday, routed
from workflows.routing.decide import Routed, route
from workflows.routing.definition import NAMED, parse

SENSITIVE = parse(TABLES["sensitive"])


def test_the_agency_that_the_citizen_named_comes_before_every_word() -> None:
    assert routed("انقطاع المياه عن المستشفى", agency="moe") == "moe"


@pytest.mark.parametrize(
    ("text", "place", "agency"),
    [
        ("تأخر إصدار جواز السفر منذ شهر", "", "cspd"),
        ("My passport has not arrived", "", "cspd"),
        ("لم يصلني موعد فحص القيادة", "", "dvld"),
        ("رفض التأمين الصحي تغطية العملية", "", "hia"),
        ("مواد غذائية منتهية الصلاحية في متجر", "", "jfda"),
        ("تأجيل موعد صورة في مستشفى حكومي", "", "moh"),
        ("No doctor at the health centre", "Karak", "moh"),
        ("الجامعه ترفض معادلة الشهادة", "", "mohe"),
        ("لا تدفئة في مدرسه ابني", "", "moe"),
        ("راتب التقاعد لم يصرف", "", "ssc"),
        ("رفض طلب المعونة الوطنية", "", "naf"),
        ("صاحب العمل لا يدفع الأجور", "", "mol"),
        ("انقطاع المياه منذ أسبوعين", "حي الحصن، اربد", "ywc"),
        ("No water for ten days", "Jabal Amman", "miyahuna"),
        ("انقطاع المياه منذ أسبوعين", "الطفيلة", "waj"),
        ("فاتوره الكهربا مضاعفة", "", "emrc"),
        ("الانترنت ضعيف جدا", "", "trc"),
        ("تأخر رديات ضريبة الدخل", "", "istd"),
        ("خطأ في سند تسجيل قطعة أرض", "", "dls"),
        ("سائق الباص لا يلتزم بالتعرفة", "", "ltrc"),
        ("The taxi driver refused to use the meter", "Amman", "ltrc"),
        ("غش تجاري في أوزان الخضار", "", "mit"),
        ("حفرة كبيرة في الشارع", "عمّان، جبل الحسين", "amm"),
        ("نفايات متراكمة", "إربد", "irbid"),
        ("حفرة كبيرة في الشارع", "العاصمة › ماركا", "amm"),
        ("حفرة كبيرة في الشارع", "الزرقاء › الرصيفة", "russeifa"),
        ("Street lights are out", "Ma'an › Petra", "pdtra"),
        ("انقطاع المياه منذ أسبوعين", "العاصمة", "miyahuna"),
        ("Street lights are out", "Salt", "salt"),
        ("Street lights are out", "Deir Alla", "mola"),
        ("الطريق الصحراوي بلا إشارات", "معان", "mopw"),
    ],
)
def test_words_find_their_agency(text: str, place: str, agency: str) -> None:
    assert routed(text, place=place) == agency


@pytest.mark.parametrize(
    "text",
    [
        "الدوام الرسمي لا يكفي",  # no medicine (دواء)
        "طريقة تعامل الموظف",  # no road (طريق)
        "نفقات العلاج في الخارج",  # no tunnel (نفق)
        "أعمال لم تنجز",  # no workers (عمال)
        "It abuses my trust, and I am sent abroad",  # no bus, no road
        "شكر وتقدير للموظفين",
    ],
)
def test_words_hidden_in_others_do_not_mislead(text: str) -> None:
    assert routed(text) is None


@pytest.mark.parametrize("language", ["ar", "en"])
def test_everyday_requests_reach_their_body_or_a_person(language: str) -> None:
    right, wrong, table = 0, [], everyday(language)
    for bodies, subject, text, place in table:
        found = routed(subject, text, place=place)
        went = "triage" if found in (None, CENTRAL.code) else found
        right += went in bodies.split("/")
        if went not in (*bodies.split("/"), "triage"):
            wrong.append((bodies, went, subject))
    assert len(table) >= 75
    assert right / len(table) >= 0.85, right / len(table)
    assert len(wrong) / len(table) <= 0.05, wrong


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("حذف بياناتي", "احذفوا بياناتي من شكوى قدمتها عن معلم في مدرسة ابني."),
        ("سهولة الوصول", "لا يقرأ قارئ الشاشة صفحة طلبي عن المستشفى."),
        ("Erase my data", "Please erase my data from my complaint about a doctor."),
        ("Screen reader", "The screen reader does not read my request about a hospital."),
    ],
)
def test_what_is_about_the_platform_itself_reaches_the_complaints_unit(subject: str, text: str) -> None:
    assert routed(subject, text, kind="inquiry") == CENTRAL.code


@pytest.mark.parametrize(
    ("subject", "text", "place", "agency"),
    [
        ("Street lights out", "The street lights near the school in our street have been out", "Zarqa", "zarqa"),
        ("إنارة الشارع", "إنارة الشارع معطلة قرب المدرسة منذ أسبوع", "الزرقاء", "zarqa"),
        ("حفرة", "حفرة كبيرة أمام المستشفى منذ شهر", "عمّان", "amm"),
        ("Garbage", "Garbage has been piling up near the clinic for a week", "Irbid", "irbid"),
        ("Help", "Next to the school there is a burst water pipe", "Jabal Amman", "miyahuna"),
        ("مساعدة", "قرب المدرسة ماسورة مياه مكسورة", "إربد", "ywc"),
        ("Pothole", "There is a pothole on Hospital Road", "Irbid", "irbid"),
        ("A fight at school", "Near the clinic, boys of the school beat my son at school", "", "moe"),
        ("مشكلة", "أمام المدرسة وفي المدرسة لا يوجد معلم", "", "moe"),
    ],
)
def test_where_something_is_is_not_what_it_is_about(subject: str, text: str, place: str, agency: str) -> None:
    assert routed(subject, text, place=place) == agency


def test_every_sensitive_request_goes_to_its_unit() -> None:
    facts = {"kind": "integrity", "agency": "moh", "subject_text": "", "place": ""}
    assert route(SENSITIVE, facts.__getitem__, fold=fold) == Routed("all", "rights")


def test_rules_name_agencies_that_exist() -> None:
    codes = {body.code for body in PUBLIC_BODIES} | {unit.code for unit in UNITS} | {NAMED}
    assert {rule.agency for table in (MAIN, SENSITIVE) for rule in table.rules} <= codes
