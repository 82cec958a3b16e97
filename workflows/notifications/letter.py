"""A letter as its reader gets it, in one layout for all: as text, as HTML beside it, and short for a phone."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from permissions.isolated import (
    BY_ITS_LETTERS,
    END,
    LEFT_TO_RIGHT,
    isolated,
    isolated_address,
    isolated_words,
    without_isolates,
)
from permissions.platform.called import platform_name
from workflows.notifications.addresses import addresses
from workflows.notifications.text_message import TextMessage


class Reader(Protocol):
    """Whom a letter is for, a citizen or somebody on the staff: the addresses that they left, each "" where none."""

    @property
    def email(self) -> str: ...

    @property
    def phone(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Kept:
    """Something to keep, under its name: a ``figure`` to copy digit by digit, else words of the request."""

    label: str
    value: str
    figure: bool = True

    @property
    def isolated(self) -> str:
        return isolated(self.value) if self.figure else isolated_words(self.value)


@dataclass(frozen=True, slots=True)
class WrittenLetter:
    """A letter in one language. ``subject`` is one line; ``text`` has paragraphs parted by an empty line.

    ``act`` says what its reader does at ``link``. ``contact`` is the page by which its sender is reached, or "".
    ``plain``: whose name stands below says no more than that. ``message``: what a phone gets in its place.
    ``waits``: it can wait for tomorrow where today's budget is used up.
    ``fewer``: the page by which no more of its sort come, or "", and ``fewer_words`` what its link says, where that is
    another than of the others.
    ``number``: its ``Message-ID``, by which it is known when it comes back; "": of those nothing is noted.
    Figures and names in ``subject`` and ``text`` are isolated already (``permissions.isolated``).
    """

    language: str
    subject: str
    text: str
    act: str
    link: str
    kept: tuple[Kept, ...] = ()
    contact: str = ""
    plain: bool = False
    message: TextMessage = field(default_factory=TextMessage)
    waits: bool = False
    number: str = ""
    fewer: str = ""
    fewer_words: str = ""

    @property
    def signature(self) -> str:
        name = {"platform": platform_name()}
        return name["platform"] if self.plain else _("%(platform)s, the national complaints platform") % name

    @property
    def way_out(self) -> str:
        """What the link says by which no more of its sort come."""
        return self.fewer_words or _("Fewer letters about this request")

    def as_text(self) -> str:
        """The whole letter as plain text; what is to be copied stands on lines of its own."""
        kept = "\n".join(f"{each.label}:\n{each.isolated}" for each in self.kept)
        act = f"{self.act}:\n{isolated_address(self.link)}"
        end = "\n".join([self.signature, *self._last_lines()])
        return "\n\n".join(part for part in (_("Hello,"), self.text, kept, act, end) if part)

    def as_html(self) -> str:
        """The same as HTML that says its own language and direction; mail programs know no style sheets."""
        return addresses.draw_letter(
            {
                "letter": self,
                "direction": "rtl" if get_language_info(self.language)["bidi"] else "ltr",
                "title": without_isolates(self.subject),
                "paragraphs": [marked(paragraph) for paragraph in self.text.split("\n\n")],
                "kept": [(each.label, marked(each.isolated), each.figure) for each in self.kept],
            },
        )

    def as_message(self, link: str) -> str:
        """For a phone, in the language that is on, with ``link`` at its end."""
        return self.message.written(self.language, link if self.message.linked else "")

    def _last_lines(self) -> list[str]:
        lines = [_("This is an automatic message. Please don’t reply to it.")]
        for words, link in ((_("How to reach us"), self.contact), (self.way_out, self.fewer)):
            if link:
                lines.append(f"{words}:\n{isolated_address(link)}")
        return lines


_MARKS = {LEFT_TO_RIGHT: '<span dir="ltr">', BY_ITS_LETTERS: '<span dir="auto">', END: "</span>", "\n": "<br>"}


def marked(text: str) -> SafeString:
    """``text`` escaped, its isolates as markup, which mail programs know better than the marks, its lines broken."""
    escaped = str(conditional_escape(text))
    return mark_safe("".join(_MARKS.get(letter, letter) for letter in escaped))  # noqa: S308 - escaped above
