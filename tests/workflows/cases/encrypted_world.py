"""A case with words and people that stand nowhere else, and where any of them stands in the database."""

from __future__ import annotations

from typing import Any

from tests.scenes import file_case
from tests.tables import tables
from workflows.cases.models import Case, NamedAs
from workflows.cases.submission import GivenAnswer, GivenPerson, StoredFile

WHO = {
    "name": "Zaynab Zqname",
    "email": "zqaddress@example.org",
    "phone": "0790007301",
    "national_number": "9901017302",
    "others": (
        GivenPerson(NamedAs.ABOUT, "Zqabout", "lawyer", "9901017303"),
        GivenPerson(NamedAs.TOGETHER, "Zqwith", "", "9901017304", "zqwith@example.org", "0790007305"),
    ),
}
SAID: dict[str, Any] = {
    "subject": "Zqsubject",
    "text": "It happened: zqtext",
    "place": "Zqplace",
    "answers": (GivenAnswer("when", "Since when?", {"said": ["zqvalue"]}, "zqshown"),),
    "files": (StoredFile("zqfile.txt", "text/plain", 3, "0" * 64, "2026/11/nothing"),),
}
OF_PEOPLE = ("zqname", "zqaddress", "0790007301", "790007301", "9901017302", "zqabout", "9901017303", "zqwith")
OF_WORDS = ("zqsubject", "zqtext", "zqplace", "zqvalue", "zqshown", "zqfile", "zqreply", "zqnote", "zqasked", "zqwhy")


def in_the_database() -> str:
    """All that any table holds, in small letters."""
    return str([row for table in tables() for row in table.rows().values()]).lower()


def found(*words: str) -> list[str]:
    everything = in_the_database()
    return [word for word in words if word in everything]


def filed(**changes: Any) -> Case:
    return file_case(**(WHO | SAID | changes))
