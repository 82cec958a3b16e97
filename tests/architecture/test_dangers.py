"""Nothing in the code runs a text as a program, draws it as markup, or trusts to what can be guessed or forged."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT, floor_modules, kept_files, tree

RUNS = {"eval", "exec", "compile", "__import__", "os.system", "os.popen"}
NOT_IMPORTED = {"pickle", "marshal", "shelve", "dill", "yaml", "xml", "lxml", "random"}
"""What they read can name classes to make, or files and addresses to open; what ``random`` draws can be foretold."""
WEAK = {"hashlib.md5", "hashlib.sha1"}
DRAWN = ("portal.operations.demo_world.", "workflows.trial.sampling")
"""The past of the demo, and the sample of a trial, are the same with the same seed: that is what ``random`` is for."""
SQL_BY_HAND = {
    # Names of tables and triggers, quoted; columns of Django's own compiled queries with their parameters beside
    # them; ids as one parameter.
    *("permissions.audit.triggers", "portal.desk.bands", "portal.operations.demo_world.counted"),
    *("portal.kept_pages.edition", "permissions.many_rows", "workflows.search.indexes", "workflows.search.rows"),
    *("portal.operations.backup.databases", "workflows.reports.diary"),
}
READS_MARKUP = "permissions.markup"
"""The one module that parses what others wrote in XML, without DTD, entities or network."""
WRITE_MARKUP = {
    *(READS_MARKUP, "content.forms.marked_up", "content.forms.office", "content.forms.open_document"),
    "workflows.processes.bpmn.writing",
}
AS_MARKUP = re.compile(
    r"\b(innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval|new Function|postMessage|WebSocket)\b"
)
UNESCAPED = re.compile(r"\|\s*safe\b|\{%\s*autoescape\s+off|\|\s*safeseq\b|<(?:object|embed|applet)\b")


def called(node: ast.Call) -> str:
    """``eval``, ``os.system``: the name that is called; empty for anything longer."""
    if isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name):
        return f"{node.func.value.id}.{node.func.attr}"
    return node.func.id if isinstance(node.func, ast.Name) else ""


def dangers(module: ast.Module, *, sql: bool = True) -> Iterator[tuple[str, int]]:
    """What must not be there, and its line."""
    for node in ast.walk(module):
        if isinstance(node, ast.Call):
            name = called(node)
            if name in RUNS | WEAK:
                yield name, node.lineno
            for word in node.keywords:
                if word.arg == "shell" and not (isinstance(word.value, ast.Constant) and word.value.value is False):
                    yield "shell", node.lineno
            if sql and _is_sql_put_together(node):
                yield "SQL", node.lineno
        elif isinstance(node, ast.Import):
            yield from ((each.name, node.lineno) for each in node.names if each.name.split(".")[0] in NOT_IMPORTED)
        elif isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in NOT_IMPORTED:
            yield str(node.module), node.lineno


def _is_sql_put_together(call: ast.Call) -> bool:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    if name in ("extra", "RawSQL"):
        return True
    return name in ("execute", "executemany", "raw") and any(
        isinstance(each, ast.JoinedStr | ast.BinOp)
        or (isinstance(each, ast.Call) and isinstance(each.func, ast.Attribute) and each.func.attr == "format")
        for each in call.args[:1]
    )


def test_no_module_runs_a_text_or_puts_sql_together() -> None:
    unexpected = [
        (module, danger)
        for module, path in sorted(floor_modules().items())
        for danger in dangers(tree(path), sql=module not in SQL_BY_HAND)
        if danger[0] not in allowed_in(module)
    ]
    assert unexpected == []


def allowed_in(module: str) -> set[str]:
    """The dangers that a module needs for what it does."""
    if module.startswith(DRAWN):
        return {"random"}
    return {"lxml"} if module in WRITE_MARKUP else set()


def test_markup_of_others_is_parsed_at_one_place_that_follows_nothing() -> None:
    parses = re.compile(r"etree\.\w*(?:parse|fromstring|XML|HTML)\b|\biterparse\b")
    texts = {module: path.read_text(encoding="utf-8") for module, path in floor_modules().items()}
    assert [module for module, text in texts.items() if parses.search(text)] == [READS_MARKUP]
    told = ("resolve_entities=False", "no_network=True", "load_dtd=False")
    assert [each for each in told if each not in texts[READS_MARKUP]] == []


@pytest.mark.parametrize(
    "line",
    [
        "eval(text)",
        "os.system(text)",
        "subprocess.run(text, shell=True)",
        "import pickle",
        "from xml.etree import ElementTree",
        "hashlib.md5(text)",
        "from random import choice",
        "cursor.execute(f'SELECT {text}')",
        "cursor.execute('SELECT %s' % text)",
        "User.objects.raw('SELECT {}'.format(text))",
    ],
)
def test_what_is_forbidden_is_seen(line: str) -> None:
    assert len(list(dangers(ast.parse(line)))) == 1


def found(pattern: re.Pattern[str], ending: str) -> list[tuple[Path, str]]:
    """Each place in our own files of that ending."""
    ours = [path for path in kept_files() if path.suffix == ending and path.parts[0] not in ("tests", ".make")]
    assert len(ours) > 5
    return [(path, hit[0]) for path in ours for hit in pattern.finditer((ROOT / path).read_text(encoding="utf-8"))]


def test_no_script_draws_a_text_as_markup_or_hears_another_window() -> None:
    assert found(AS_MARKUP, ".js") == []
    assert AS_MARKUP.search("place.innerHTML = text")


def test_no_template_draws_a_text_unescaped_or_asks_for_a_plugin() -> None:
    assert found(UNESCAPED, ".html") == []
    assert UNESCAPED.search("{{ text|safe }}")
    assert UNESCAPED.search('<object data="x">')
