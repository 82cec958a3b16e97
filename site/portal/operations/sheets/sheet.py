"""What a sheet is: its columns, what is there, how rows are judged, and what carrying them out does."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, ClassVar, Final, Literal

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from permissions.actors import Actor
from permissions.translated_text import first_language, languages

Words = str | Promise
Verdict = Literal["added", "changed", "same", "refused"]
VERDICTS: Final[tuple[Verdict, ...]] = ("refused", "added", "changed", "same")
NAME: Final = "name_"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """``code``: what it is called in no language. ``needed``: a file without it is refused; where another one is
    missing, what is there stays. ``choices``: what can be picked; ``example``: what could stand in it."""

    code: str
    title: Words
    explained: Words
    example: str = ""
    needed: bool = True
    choices: Callable[[], Sequence[str]] | None = None
    width: int = 18


@dataclass(frozen=True, slots=True)
class Row:
    """A row as it was sent: its number as people count, and its cells by column; those with a formula are named."""

    number: int
    cells: Mapping[str, str]
    formulas: Sequence[str] = ()

    def get(self, code: str) -> str:
        return self.cells.get(code, "")

    def has(self, code: str) -> bool:
        """Whether the file has the column at all."""
        return code in self.cells

    def name(self, before: Mapping[str, str] | None = None) -> dict[str, str]:
        """The name by language; of a language that the file has no column for, as it was ``before``."""
        known = before or {}
        said = {each: self.get(NAME + each) if self.has(NAME + each) else known.get(each, "") for each in languages()}
        return {language: words for language, words in said.items() if words}


@dataclass(slots=True)
class Judged:
    """What becomes of a row. ``what`` names it, ``said`` are sentences, ``data`` (JSON) is what is carried out."""

    number: int
    what: str
    verdict: Verdict
    said: list[str] = field(default_factory=list)
    data: dict[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was done: ``said``; people (ids) to whom a letter with a link is still to be sent; a draft (its id)."""

    said: str = ""
    letters: Sequence[int] = ()
    draft: int | None = None


class Sheet(ABC):
    """One list. ``key``: of the routing table or calendar that it is of."""

    code: ClassVar[str]
    title: ClassVar[Words]
    right: ClassVar[str]
    keyed: ClassVar[bool] = False
    drafts: ClassVar[bool] = False
    """Whether it makes a draft, which a second person publishes."""

    at_once: ClassVar[int] = 300
    """Rows that are carried out while their sender waits; more go to the queue."""

    def __init__(self, key: str = "") -> None:
        self.key = key

    def exists(self) -> bool:
        """Whether there is a thing of this key."""
        return True

    @abstractmethod
    def columns(self) -> Sequence[Column]:
        """In their order."""

    @abstractmethod
    def there(self) -> Iterable[Mapping[str, str]]:
        """What is there, row by row, as it would be sent."""

    @abstractmethod
    def judge(self, rows: Sequence[Row], actor: Actor) -> list[Judged]:
        """What becomes of each row, in their order. Sentences are in the active language."""

    @abstractmethod
    def carry_out(self, judged: Sequence[Judged], actor: Actor) -> Outcome:
        """Do all that was judged, none of which is refused. Needs an open transaction. Raises ``Refused``."""

    def left_out(self, judged: Sequence[Judged]) -> Iterable[str]:
        """In sentences, what is there and in none of the rows; nothing where that says nothing."""
        return ()


def name_columns(**examples: str) -> list[Column]:
    """A column for the name in each language; only that of the first one must be filled in."""
    return [
        Column(
            code=f"{NAME}{language}",
            title=_("Name in %(language)s") % {"language": called},
            explained=_("What it is called in %(language)s.") % {"language": called},
            example=examples.get(language, ""),
            needed=language == first_language(),
            width=34,
        )
        for language, called in settings.LANGUAGES
    ]


def becomes(title: Words, before: str, after: str) -> str:
    """The sentence for a value that changes."""
    if not before:
        return _("%(what)s: “%(after)s”") % {"what": title, "after": after}
    if not after:
        return _("%(what)s: “%(before)s” is taken out") % {"what": title, "before": before}
    return _("%(what)s: “%(before)s” becomes “%(after)s”") % {"what": title, "before": before, "after": after}


def names_change(columns: Iterable[Column], before: Mapping[str, str], after: Mapping[str, str]) -> list[str]:
    """A sentence for each language in which a name changes."""
    titles = {column.code: column.title for column in columns}
    return [
        becomes(titles[NAME + each], before.get(each, ""), after.get(each, ""))
        for each in languages()
        if before.get(each, "") != after.get(each, "")
    ]
