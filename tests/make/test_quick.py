"""What changed runs its own tests first, then its twin, those that use it, and those beside it."""

from __future__ import annotations

import pytest

from quick import imported_modules, module_name, nearest_tests

TESTS = {
    "tests/site/portal/desk/test_acting.py": "import pytest\n",
    "tests/site/portal/desk/test_board.py": "from portal.desk import acting, board\n",
    "tests/workflows/cases/test_grounds.py": "from workflows.cases.grounds import (\n    ANOTHERS,\n)\n",
    "tests/site/templates/test_forms.py": 'PATH = "desk/board.html"\n',
}


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("site/portal/desk/acting.py", "portal.desk.acting"),
        ("workflows/cases/__init__.py", "workflows.cases"),
        ("tests/scenes.py", ""),
        ("site/templates/desk/board.html", ""),
    ],
)
def test_the_name_of_a_file_is_the_one_by_which_it_is_imported(path: str, name: str) -> None:
    assert module_name(path) == name


def test_modules_are_read_however_they_are_imported() -> None:
    source = "import a.b\nfrom c import d, e\nfrom f.g import (\n    h,\n)\n    from i import j\nnot from k import l\n"
    assert {"a.b", "c", "c.d", "c.e", "f.g", "i", "i.j"} <= imported_modules(source)
    assert "k" not in imported_modules(source)


@pytest.mark.parametrize(
    ("changed", "chosen"),
    [
        (["site/portal/desk/acting.py"], ["site/portal/desk/test_acting", "site/portal/desk/test_board"]),
        (["site/portal/desk/forms.py"], ["site/portal/desk/test_acting", "site/portal/desk/test_board"]),
        (["workflows/cases/grounds.py"], ["workflows/cases/test_grounds"]),
        (["site/templates/desk/board.html"], ["site/templates/test_forms"]),
        (
            ["tests/workflows/cases/test_grounds.py", "site/portal/desk/acting.py"],
            ["workflows/cases/test_grounds", "site/portal/desk/test_acting", "site/portal/desk/test_board"],
        ),
        (["tests/gone/test_gone.py", "README.md"], []),
    ],
)
def test_the_nearest_come_first_and_none_twice(changed: list[str], chosen: list[str]) -> None:
    assert nearest_tests(changed, TESTS) == [f"tests/{name}.py" for name in chosen]
