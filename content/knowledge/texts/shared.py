"""What several articles say in the same words, and how an article about a common matter is put together."""

from __future__ import annotations

from typing import Any, Final

from content.pages.written import Both, heading, note, text

Article = tuple[str, dict[str, Any]]

DANGER: Final = note(
    "look",
    Both(
        "<b>خطر على حياة أحد؟</b> اتصل بالطوارئ {emergency} أولًا؛ فهذه المنصّة ليست خدمة طوارئ.",
        "<b>Is someone’s life in danger?</b> Call {emergency} first; this platform is not an emergency service.",
    ),
)
NEXT: Final = Both(
    'بعد الإرسال يظهر لك رقم ورمز وموعد للرد. احفظ الرقم والرمز، ثم <a href="../../following/number-and-code/">تابع طلبك</a>. '
    'وإن فات الموعد صُعِّد الطلب تلقائيًّا، وإن لم يُنصفك الرد <a href="../../following/not-settled/">فاعترض عليه</a>.',
    "After you send it, you get a number, a code and a date for the reply. Keep the number and the code, and "
    '<a href="../../following/number-and-code/">follow your request</a>. If the date passes, it’s escalated automatically. '
    'If the reply isn’t fair, <a href="../../following/not-settled/">object to it</a>.',
)
FORM: Final = Both(
    'اختر <a href="../../../file/complaint/">نموذج الشكوى</a>. وإن لم تعرف الجهة فاختر «لا أعرف».',
    'Use <a href="../../../file/complaint/">the complaint form</a>. If you don’t know the agency, choose “I don’t know”.',
)


def article(slug: str, title: Both, intro: Both, also: Both, *body: dict[str, Any]) -> Article:
    """One answer, with the words that people search for and that it does not use."""
    return slug, {"title": title, "intro": intro, "also": also, "body": list(body)}


def matter(
    slug: str,
    title: Both,
    intro: Both,
    also: Both,
    *,
    write: tuple[Both, ...],
    attach: tuple[Both, ...],
    form: Both = FORM,
    more: tuple[dict[str, Any], ...] = (),
) -> Article:
    """An article about a common matter: what to write, what to attach, which form, and what happens next."""
    body = [
        heading("ماذا تكتب", "What to write"),
        text(write),
        heading("ما ترفقه", "What to attach"),
        text(attach),
        heading("ماذا بعد", "What happens next"),
        text(form, NEXT),
        *more,
    ]
    slug, words = article(slug, title, intro, also, *body)
    return slug, {**words, "is_offered": False}
