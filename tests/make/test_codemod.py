"""The codemod renames what refers to a module's name, and leaves what only looks like it."""

from __future__ import annotations

import pytest

from codemod.renaming import Row, rename
from codemod.sources import Source

DEFINED = '''"""Whatever ``said`` returns."""
from django.conf import settings

def said(text: str) -> str:
    return text

def twice(text: str) -> str:
    return said(said(text))
'''


def renamed(*rows: Row, **files: str) -> tuple[dict[str, str], list[str]]:
    """The files afterwards by their names without ``.py``, and the problems; ``first`` is the module ``first``."""
    sources = {f"{name}.py": Source(f"{name}.py", text) for name, text in files.items()}
    problems = rename(rows, sources)
    return {path.removesuffix(".py"): source.edited() for path, source in sources.items()}, problems


def renamed_beside(other: str) -> str:
    """What becomes of another file, where ``said`` of ``first`` is ``sentence_of`` from now."""
    files, problems = renamed(Row("said", "sentence_of", "first.py"), first=DEFINED, other=other)
    assert not problems
    return files["other"]


def test_a_definition_its_uses_and_its_name_in_a_docstring() -> None:
    files, _problems = renamed(Row("said", "sentence_of", "first.py"), first=DEFINED)
    assert files["first"] == DEFINED.replace("said", "sentence_of")


@pytest.mark.parametrize(
    "other",
    [
        "from first import said\nprint(said('it is said'), [said(word) for word in 'ab'])\n",
        "from first import said as told\nprint(told('x'))\n",
        "import first\nprint(first.said('x'))\n",
        "def show():\n    from first import said\n    return said('x')\n",
        "patch('first.said', lambda text: text)\n",
        "from first import said\n\nclass Page:\n    text = said('x')\n\n    def run(by=said):\n        return 1\n",
    ],
)
def test_who_imports_it_is_renamed_too(other: str) -> None:
    after = renamed_beside(other)
    assert after != other
    assert "sentence_of" in after
    compile(after, "other.py", "exec")


@pytest.mark.parametrize(
    "other",
    [
        "from second import said\nprint(said('x'))\n",
        "import second\nprint(second.said('x'))\n",
        "said = 1\nprint(said)\n",
        "row = {'said': 1}\nprint(row['said'], row.said)\n",
        "print(function(said=1))\n",
    ],
)
def test_another_name_of_the_same_letters_stays(other: str) -> None:
    assert renamed_beside(other) == other


def test_a_nearer_name_hides_the_module_s() -> None:
    other = "from first import said\n\ndef show(said):\n    return [said for said in said]\n\nprint(said('x'))\n"
    assert renamed_beside(other) == other.replace("import said", "import sentence_of").replace(
        "print(said(", "print(sentence_of("
    )


def test_who_imports_it_from_a_module_between_is_renamed_too() -> None:
    files, _problems = renamed(
        Row("said", "sentence_of", "first.py"),
        first=DEFINED,
        between="from first import said\n",
        other="from between import said\nprint(said('x'))\n",
    )
    assert files["other"] == "from between import sentence_of\nprint(sentence_of('x'))\n"


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (Row("said", "twice", "first.py"), "the new name is taken"),
        (Row("said", "settings", "first.py"), "the new name is taken"),
        (Row("told", "sentence_of", "first.py"), "it is not defined there"),
        (Row("said", "sentence of", "first.py"), "this is no name"),
        (Row("said", "sentence_of", "nowhere.py"), "there is no such file"),
    ],
)
def test_what_cannot_be_renamed_is_said_and_stays(row: Row, problem: str) -> None:
    files, problems = renamed(row, first=DEFINED)
    assert files["first"] == DEFINED
    assert problems == [f"{row.where}: {row.old} → {row.new}: {problem}"]


def test_a_name_that_an_importing_file_has_already_is_told() -> None:
    _files, problems = renamed(
        Row("said", "sentence_of", "first.py"),
        first=DEFINED,
        other="from first import said\nsentence_of = said('x')\n",
    )
    assert problems == ["other.py: sentence_of stands there already"]
