"""The words that routing looks for anywhere: those behind which a place is named, and what is about the platform."""

from __future__ import annotations

PLACE_WORDS: dict[str, tuple[str, ...]] = {
    "ar": (
        *("قرب", "بالقرب من", "قريب من", "قريبة من", "أمام", "قدام", "بجانب", "جنب", "إلى جانب", "بجوار", "جوار"),
        *("مجاور", "مجاورة", "المجاور", "المجاورة", "مقابل", "قبالة", "خلف", "وراء", "عند", "بعد", "قبل", "حول"),
        *("باب", "عند مدخل", "على مدخل", "بمحاذاة", "محاذي", "على طريق", "في طريق", "دوار", "حي"),
    ),
    "en": (
        *("near", "nearby", "close to", "next to", "beside", "in front of", "opposite", "across from", "behind"),
        *("outside", "around", "adjacent to", "at the corner of", "past", "on the way to", "at the gate of"),
    ),
}

PLATFORM = (
    *("بياناتي", "بياناتي الشخصية", "حذف بياناتي", "خصوصيتي", "خصوصية", "قارئ الشاشة", "سهولة الوصول", "هذا الموقع"),
    *("my data", "personal data", "privacy", "screen reader", "accessibility", "this website", "this site"),
)
