"""What a decision on an objection must say at least."""

from __future__ import annotations

from typing import Final

REASONS: Final = (
    "أعدنا النظر في الطلب وفي الرد عليه، وتبيّن أن الوصف الوارد فيه صحيح، وأن الصيانة مدرجة في خطة هذا الشهر بالفعل."
)
