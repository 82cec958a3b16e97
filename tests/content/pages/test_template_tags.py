"""The pieces that templates are written with."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django import forms
from django.test import RequestFactory
from django.utils import translation
from django.utils.safestring import mark_safe

from content.pages import template_tags as tags


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("بعد 3 أيام", "بعد <bdi>3</bdi> أيام"),
        ("7:10 مساءً", "<bdi>7:10</bdi>\u00a0مساءً"),
        ("2:10 بعد الظهر", "<bdi>2:10</bdi>\u00a0بعد الظهر"),
        ("12:00 منتصف الليل", "<bdi>12:00</bdi>\u00a0منتصف الليل"),
        ("12:00 noon", "<bdi>12:00</bdi>\u00a0noon"),
        ("14,910 و76%", "<bdi>14,910</bdi> و<bdi>76%</bdi>"),
        ("شكوى 26-48173-5", 'شكوى <bdi class="no">26-48173-5</bdi>'),
        ("فيديو الممر.mp44", "فيديو الممر.mp44"),
        ("الخطوة «decision_1» والقاعدة rule-60", "الخطوة «decision_1» والقاعدة rule-60"),
        ("بعد -5", "بعد -<bdi>5</bdi>"),
        ("انتهى في 2026.", "انتهى في <bdi>2026</bdi>."),
        ("<b>5</b> & 'x'", "&lt;b&gt;<bdi>5</bdi>&lt;/b&gt; &amp; &#x27;x&#x27;"),
    ],
)
def test_figures_keep_their_order_and_everything_is_escaped(text: str, expected: str) -> None:
    assert tags.bdi(text) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("صوت 1.m4a", 'صوت <bdi dir="ltr">1.m4a</bdi>'),
        ("تقرير 2026-01.pdf", 'تقرير <bdi dir="ltr">2026-01.pdf</bdi>'),
        ("صورة(2).jpg", 'صورة(<bdi dir="ltr">2</bdi>).<bdi dir="ltr">jpg</bdi>'),
        ("voice 1.m4a", "voice 1.m4a"),
        ("<b>صوت", '&lt;<bdi dir="ltr">b</bdi>&gt;صوت'),
        ("<b>", "&lt;b&gt;"),
    ],
)
def test_numbers_and_endings_in_an_arabic_name_of_a_file_keep_their_order(name: str, expected: str) -> None:
    assert tags.file_name(name) == expected


def test_html_keeps_its_tags_and_entities() -> None:
    html = mark_safe('<a href="/x/7/">اتصل 911</a> &#39;')
    assert tags.bdi(html) == '<a href="/x/7/">اتصل <bdi>911</bdi></a> &#39;'


def test_an_icon_turns_with_the_page_only_where_it_points() -> None:
    assert 'class="i flip"' in tags.icon("forward", flip=True)
    assert 'class="i"' in tags.icon("clock")
    assert tags.kind_icon("complaint") == tags.icon("complaint")
    assert tags.kind_icon("a-kind-of-tomorrow") == tags.icon("document")


def test_moments_are_told_in_ammans_time_and_the_pages_language() -> None:
    moment = datetime(2026, 11, 23, 21, 30, tzinfo=UTC)
    with translation.override("ar"):
        assert tags.day_and_hour(moment) == (
            "الثلاثاء <bdi>24</bdi> تشرين الثاني <bdi>2026</bdi>، <bdi>12:30</bdi>\u00a0صباحًا"
        )
    with translation.override("en"):
        assert tags.day(date(2026, 11, 23)) == "Monday <bdi>23</bdi> November <bdi>2026</bdi>"
        assert tags.day_and_hour("Monday 23") == "Monday <bdi>23</bdi>"


def test_a_secret_is_read_in_groups_of_four() -> None:
    assert tags.groups_of_four("1234567890123456") == ["1234", "5678", "9012", "3456"]


class Sheet(forms.Form):
    line = forms.CharField(help_text="hint")
    agency = forms.ChoiceField(choices=[("a", "A")])
    stars = forms.ChoiceField(choices=[("1", "1")], widget=forms.RadioSelect)
    several = forms.MultipleChoiceField(choices=[("1", "1")], widget=forms.CheckboxSelectMultiple)
    agreed = forms.BooleanField()
    kept = forms.CharField(widget=forms.HiddenInput)


def test_a_field_is_drawn_by_what_it_is() -> None:
    kinds = {field.name: tags.input_kind(field) for field in Sheet()}
    assert kinds == {
        "line": "plain",
        "agency": "select",
        "stars": "choices",
        "several": "choices",
        "agreed": "choice",
        "kept": "hidden",
    }


def test_an_input_in_error_is_tied_to_its_hint_and_its_error() -> None:
    html = tags.input_of(Sheet({})["line"], "low")
    assert 'aria-describedby="id_line-hint id_line-error"' in html
    assert 'aria-invalid="true"' in html
    assert 'class="input low"' in html
    assert "aria-invalid" not in tags.input_of(Sheet()["line"])


@pytest.mark.django_db
def test_the_twin_of_a_view_is_its_path_in_the_other_language() -> None:
    context = {"request": RequestFactory().get("/ar/track/26-1-1/")}
    with translation.override("ar"):
        twins = tags.twins(context)  # type: ignore[arg-type]  # a dict will do
    assert twins == [{"language": "en", "url": "/en/track/26-1-1/"}]


@pytest.mark.django_db
def test_with_a_third_language_each_of_the_others_is_named_as_it_names_itself(settings: Any) -> None:
    settings.LANGUAGES = [*settings.LANGUAGES, ("fr", "French")]
    context = {"request": RequestFactory().get("/fr/track/26-1-1/")}
    with translation.override("fr"):
        twins = tags.twins(context)  # type: ignore[arg-type]  # a dict will do
        assert tags.links().home == "/fr/"
        assert "ibm-plex-sans-latin" in tags.type_of_page()
    assert [(tags.own_name(each["language"]), each["url"]) for each in twins] == [
        ("العربية", "/ar/track/26-1-1/"),
        ("English", "/en/track/26-1-1/"),
    ]
    with translation.override("ar"):
        assert [each["language"] for each in tags.twins(context)] == ["en", "fr"]  # type: ignore[arg-type]
    assert tags.called("fr") == "French"
    assert tags.called("xx") == "xx"


def test_large_numbers_and_dense_days_keep_their_order() -> None:
    assert tags.thousands(18342) == "<bdi>18,342</bdi>"
    just_after_midnight_in_amman = datetime(2026, 10, 31, 21, 5, tzinfo=UTC)
    assert tags.short_day(just_after_midnight_in_amman) == '<bdi class="no">01/11/2026</bdi>'
