"""The words of the list of news, which is empty at first."""

from content.pages.written import Both

NEWS: dict[str, Both] = {
    "title": Both("الأخبار", "News"),
    "search_description": Both("ما تغيّر في المنصّة وما يجدّ فيها.", "What is new on the platform, and what has changed."),
    "intro": Both("ما تغيّر في المنصّة وما يجدّ فيها.", "What is new on the platform, and what has changed."),
}
