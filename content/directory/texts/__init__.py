"""The words of the list of bodies, in Arabic and English."""

from content.pages.written import Both

DIRECTORY: dict[str, Both] = {
    "title": Both("دليل الجهات", "Agencies"),
    "search_description": Both(
        "الجهات العامة التي تستقبل طلباتك: ما تتبعه كل جهة، وكيف تصل إليها، والنماذج التي تذهب إليها.",
        "The public agencies that take your requests: what each belongs to, how to reach it, and the forms that go to it.",
    ),
    "intro": Both(
        "هذه هي الجهات التي تصل إليها طلباتك. اختر جهة لترى ما يُقدَّم إليها، ولا بأس إن لم تجد جهتك: قدّم طلبك دون أن تسمّيها، "
        "ونحن نوجّهه.",
        "These are the agencies that your requests go to. Choose one to see what you can file with it. If you cannot find "
        "yours, file without naming one and we find it for you.",
    ),
}
