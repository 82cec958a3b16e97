"""A form promises letters only where a transport takes them, whatever its editor wrote."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from content.forms.page import FormPage
from tests.content.forms.sending import text_of

pytestmark = [pytest.mark.usefixtures("site_of_all_pages"), pytest.mark.django_db]
PROMISES = {
    ("en", True, True): "We write whenever something changes.",
    (
        "en",
        True,
        False,
    ): "We write to your email address whenever something changes. We can’t send text messages at the moment.",
    ("en", False, True): "We send you a text message whenever something changes. We can’t send email at the moment.",
    ("en", False, False): "We can’t send email or text messages at the moment.",
    ("ar", True, True): "نكتب إليك عند كل تغيير.",
    ("ar", True, False): "نكتب إلى بريدك الإلكتروني عند كل تغيير. ولا نستطيع الآن أن نرسل رسائل نصية.",
    ("ar", False, True): "نرسل إلى هاتفك رسالة نصية عند كل تغيير. ولا نستطيع الآن أن نكتب إلى البريد الإلكتروني.",
    ("ar", False, False): "لا نستطيع الآن أن نكتب إلى البريد الإلكتروني ولا أن نرسل رسائل نصية:",
}
"""What a form says in a language, with email, with text messages."""
SEALED = {
    ("en", True): "We write to your email address whenever something changes. We don’t send text messages",
    ("en", False): "We send nothing to your phone about these requests:",
    ("ar", True): "نكتب إلى بريدك الإلكتروني عند كل تغيير. ولا نرسل رسائل نصية عن هذه الطلبات",
    ("ar", False): "لا نرسل شيئًا إلى هاتفك عن هذه الطلبات",
}
"""What a sealed one says, with email: no text message is ever sent."""


@pytest.mark.parametrize(("language", "mail", "phone"), PROMISES)
def test_every_form_promises_what_the_transports_take(language: str, mail: bool, phone: bool, settings: Any) -> None:
    settings.EMAIL_IS_SET_UP, settings.SMS_URL = mail, "https://token@sms.example.org/" if phone else ""
    forms = FormPage.objects.live().filter(locale__language_code=language)
    assert len(forms) == 7
    for form in forms:
        shown = " ".join(text_of(Client().get(form.url)).split())
        sealed = form.kind in ("integrity", "rights")
        found: list[Any] = [case for case, promise in (SEALED if sealed else PROMISES).items() if promise in shown]
        assert found == [(language, mail) if sealed else (language, mail, phone)], form.url
        assert "whenever something changes" not in str(form.questions.raw_data)
        assert "عند كل تغيير" not in str(form.questions.raw_data)
