"""Collected files: the hash of the content in every name, also in what scripts import, and packed copies beside."""

from __future__ import annotations

import gzip
import os
import re
from pathlib import Path

import brotli
import pytest
from fontTools.ttLib import TTFont

from portal.settings.made_files import LETTERS, MADE_OF, SHEETS_FROM, SIGNS, MadeFiles, up_to_date
from portal.settings.served import HashedAndPacked
from portal.settings.sheets import SHEETS
from tests.architecture.sources import ROOT

FILES = {
    "js/one.js": 'import { two } from "./two.js"\n\ntwo()\n',
    "js/two.js": "export const two = () => 2\n",
    "library/odd.js": 'type Odd = typeof import("./not-there")\n',
    "sheets/all.css": '@font-face { src: url("../made/type.woff2"); }\n',
    "made/type.woff2": "a font\n",
}


@pytest.fixture
def collected(tmp_path: Path) -> dict[str, Path]:
    """The hashed files by the names they were collected under."""
    storage = HashedAndPacked(location=tmp_path, base_url="/static/")
    for name, content in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(content, encoding="utf-8")
    for _name, _hashed, outcome in storage.post_process({name: (storage, name) for name in FILES}):
        assert not isinstance(outcome, Exception)
    return {name: tmp_path / storage.stored_name(name) for name in FILES}


def test_a_script_imports_another_by_its_hashed_name(collected: dict[str, Path]) -> None:
    assert f"./{collected['js/two.js'].name}" in collected["js/one.js"].read_text(encoding="utf-8")
    assert collected["js/two.js"].name != "two.js"


def test_scripts_and_sheets_lie_packed_beside_themselves_and_fonts_do_not(collected: dict[str, Path]) -> None:
    for name in ("js/one.js", "library/odd.js", "sheets/all.css"):
        plain = collected[name].read_bytes()
        assert brotli.decompress(Path(f"{collected[name]}.br").read_bytes()) == plain
        assert gzip.decompress(Path(f"{collected[name]}.gz").read_bytes()) == plain
    assert not Path(f"{collected['made/type.woff2']}.br").exists()


@pytest.mark.parametrize("readers", SHEETS)
def test_a_page_s_one_sheet_holds_all_its_sheets_in_their_order(readers: str) -> None:
    path = up_to_date(f"sheets/{readers}.css")
    assert path is not None
    joined = path.read_text(encoding="utf-8")
    places = [
        joined.index((ROOT / "site/static/css" / f"{name}.css").read_text(encoding="utf-8")) for name in SHEETS[readers]
    ]
    assert places == sorted(places)


def test_a_sheet_is_joined_anew_when_one_of_its_parts_has_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    part = tmp_path / "part.css"
    part.write_text("a {}", encoding="utf-8")
    monkeypatch.setitem(MADE_OF, "sheets/test-only.css", (MADE_OF["sheets/public.css"][0], (part,)))
    made = MadeFiles().find("sheets/test-only.css")
    assert Path(made).read_text(encoding="utf-8") == "a {}"
    part.write_text("b {}", encoding="utf-8")
    stat = part.stat()
    os.utime(part, (stat.st_atime + 10, stat.st_mtime + 10))
    assert Path(MadeFiles().find("sheets/test-only.css")).read_text(encoding="utf-8") == "b {}"
    Path(made).unlink()


def test_nothing_else_is_found_among_the_made_files() -> None:
    assert MadeFiles().find("css/tokens.css") == []
    assert MadeFiles().find("../secret-key", find_all=True) == []


@pytest.mark.parametrize(("name", "text", "most"), [("signs", SIGNS, 9_000), ("letters", LETTERS, 16_000)])
def test_a_part_of_a_font_is_that_alone_and_its_sheet_names_no_other(name: str, text: str, most: int) -> None:
    named = re.findall(r"U\+([0-9A-F]{4})(?:-([0-9A-F]{4}))?", (SHEETS_FROM / f"{name}.css").read_text())
    codes = {code for first, last in named for code in range(int(first, 16), int(last or first, 16) + 1)}
    assert codes == {ord(sign) for sign in text}
    path = up_to_date(f"made/{name}-400.woff2")
    if path is None:
        pytest.skip("node_modules is not there")
    with TTFont(path) as font:
        assert set(font.getBestCmap()) == codes
    assert path.stat().st_size < most


@pytest.mark.parametrize("name", ["bpmn-modeler", "bpmn-viewer"])
def test_the_licence_of_the_canvas_goes_along_with_its_script(name: str) -> None:
    path = up_to_date(f"made/{name}.js")
    if path is None:
        pytest.skip("node_modules is not there: the script is put together from it")
    script = path.read_text(encoding="utf-8")
    assert script.startswith("/*!\nCopyright (c) 2014-present Camunda")
    assert script.index("MUST NOT be") < script.index("*/") < script.index("BpmnJS")
