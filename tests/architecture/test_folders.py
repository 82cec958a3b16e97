"""The folders are those of the design, and Python finds what lies in them."""

from __future__ import annotations

from pathlib import Path

from tests.architecture.sources import FLOORS, ROOT, kept_files

TOP = {
    *(
        "README.md",
        "ARCHITECTURE.md",
        "CONTRIBUTING.md",
        "CHANGELOG.md",
        "DECISIONS.md",
        "GLOSSARY.md",
        "SECURITY.md",
        "ASVS.md",
        "LICENSE",
        "Makefile",
        "manage.py",
        "pyproject.toml",
    ),
    *("requirements.in", "requirements.lock", "requirements-dev.in", "requirements-dev.lock"),
    *("package.json", "package-lock.json"),
    *("permissions", "workflows", "content", "site", "locale", "tests"),
    *(".android", ".ci", ".deploy", ".make", ".pictures", ".editorconfig", ".gitignore", ".npmrc"),
}


def test_nothing_lies_at_the_top_that_the_design_does_not_name() -> None:
    assert {path.parts[0] for path in kept_files()} - TOP == set()


def test_site_and_locale_are_no_packages() -> None:
    """The standard library owns the name ``site``: with an ``__init__.py`` there Python would still load its own."""
    found = [
        path for path in kept_files() if path.name == "__init__.py" and path.parent.as_posix() in ("site", "locale")
    ]
    assert found == []
    assert not any(path.name == "__init__.py" and path.parts[0] == "locale" for path in kept_files())


def test_every_folder_of_a_floor_with_python_in_it_is_a_package() -> None:
    """Without ``__init__.py`` a folder works, and the import contracts do not see it."""
    folders: set[Path] = set()
    for floor, above in FLOORS.items():
        for path in (above / floor).rglob("*.py"):
            folders.update(folder for folder in path.parents if folder.is_relative_to(above / floor))
    assert sorted(str(folder.relative_to(ROOT)) for folder in folders if not (folder / "__init__.py").is_file()) == []


def test_no_file_is_named_by_nothing() -> None:
    empty_names = {"utils", "helpers", "common", "misc", "base", "util", "helper"}
    assert [str(path) for path in kept_files() if path.stem in empty_names and path.suffix == ".py"] == []
