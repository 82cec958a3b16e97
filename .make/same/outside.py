"""What is seen of the platform without following a link: addresses, commands, letters, the names of browser storage."""

from __future__ import annotations

import email
import email.policy
import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from same import pages, world
from same.text import masked, pdf_text, workbook_text

STORAGE = re.compile(r"""["'`](insaf[.\-:][\w.:-]*)""")
LATER = ("2027-03-10T10:00:00+03:00", "2027-03-14T10:00:00+03:00", "2027-03-18T10:00:00+03:00")
"""When the clock is asked again: two working days pass in between, so that requests go up."""


def write_routes(folder: Path, _var: Path) -> None:
    """Each address with its name, in the order in which Django tries them."""
    from django.urls import get_resolver

    (folder / "routes.txt").write_text("\n".join(_routes(get_resolver(), "", "")) + "\n", encoding="utf-8")


def _routes(resolver: Any, before: str, space: str) -> Iterator[str]:
    for pattern in resolver.url_patterns:
        route = before + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from _routes(pattern, route, f"{space}{pattern.namespace}:" if pattern.namespace else space)
        else:
            yield f"{route}  {space}{pattern.name or ''}"


def write_commands(folder: Path, var: Path) -> None:
    """Processes as BPMN, the month's report and its register, and the sentences of the catalogues."""
    pages.on_copy(var, "commands")
    from django.core.management import call_command
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT key FROM workflows_version WHERE subject = 'process' AND status = 'published' ORDER BY 1"
        )
        keys = [key for (key,) in cursor.fetchall()]
    for key in keys:
        for language in pages.LANGUAGES:
            written = io.StringIO()
            call_command("process", "export", key, "--language", language, stdout=written)
            (folder / f"process-{key}-{language}.txt").write_text(written.getvalue(), encoding="utf-8")
    for language in pages.LANGUAGES:
        for ending, read in (("pdf", pdf_text), ("xlsx", workbook_text)):
            file = var / f"report-{language}.{ending}"
            call_command("report", "monthly", world.MONTH, "--language", language, "--output", str(file))
            text = masked(read(file.read_bytes()))
            (folder / f"report-{language}-{ending}.txt").write_text(text, encoding="utf-8")


def write_letters(folder: Path, var: Path) -> None:
    """All letters of the next days: who they are for, subject and text, in each of their forms."""
    pages.on_copy(var, "letters")
    from django.core.management import call_command

    for moment in LATER:
        call_command("sweep", "--now", moment, stdout=io.StringIO())
    letters = []
    for file in sorted((var / "mail").rglob("*")):
        for message in file.read_text(encoding="utf-8").split("\n" + "-" * 79 + "\n"):
            if message.strip():
                letters.append(_letter(message))
    texts = sorted(letters)
    (folder / "letters.txt").write_text("\n".join(texts), encoding="utf-8")


def _letter(message: str) -> str:
    parsed = email.message_from_string(message, policy=email.policy.default)
    heads = [
        f"{name}: {parsed[name]}" for name in ("To", "From", "Subject", "Reply-To", "Auto-Submitted") if parsed[name]
    ]
    parts = [part.get_content() for part in parsed.walk() if part.get_content_maintype() == "text"]
    return masked("\n".join([*heads, *parts])) + "=" * 40


def write_names(folder: Path, _var: Path) -> None:
    """Sentences of the catalogues, names in the browsers' storage, and commands with their options."""
    import polib
    from django.core.management import get_commands, load_command_class

    for catalogue in sorted(Path("locale").rglob("*.po")):
        lines = sorted(
            f"{entry.msgctxt or ''}|{entry.msgid}|{entry.msgstr}|{entry.msgstr_plural}"
            for entry in polib.pofile(str(catalogue))
        )
        name = "-".join(catalogue.parts[:2])
        (folder / f"{name}.txt").write_text("\n".join(lines), encoding="utf-8")
    scripts = [path.read_text(encoding="utf-8") for path in sorted(Path("site/static/js").rglob("*.js"))]
    names = sorted(set(STORAGE.findall("\n".join(scripts))))
    (folder / "storage.txt").write_text("\n".join(names), encoding="utf-8")
    helps = []
    for name, application in sorted(get_commands().items()):
        if application == "portal":
            helps.append(load_command_class(application, name).create_parser("manage.py", name).format_help())
    (folder / "commands.txt").write_text("\n".join(helps), encoding="utf-8")


PARTS: tuple[Callable[[Path, Path], None], ...] = (write_letters, write_commands, write_routes, write_names)
"""The longest first."""
