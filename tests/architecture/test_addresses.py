"""No file names a host of the network or a folder of somebody's machine."""

from __future__ import annotations

import re

import pytest

from tests.architecture.sources import ROOT, kept_files

# Kept in pieces, so that this file does not hold what it looks for.
HOSTS = [
    "pypi" + ".org",
    "python" + "hosted.org",
    "registry." + "npmjs",
    "npm" + "js.com",
    "deb." + "debian.org",
    "git" + "hub.com",
]
FOLDERS = ["/ro" + "ot/", "/wo" + "rk/", "/ho" + "me/"]
FORBIDDEN = re.compile(
    "|".join(map(re.escape, HOSTS)) + "|" + "|".join(rf"(?<![\w.])(?<!/ar)(?<!/en){folder}" for folder in FOLDERS)
)
TEXT = {".py", ".toml", ".in", ".lock", ".json", ".md", ".html", ".css", ".js", ".svg", ".po", ".txt", ".csv", ""}
URL = re.compile(r"https?://(?:[^/@\s]*@)?([\w.-]+)")
# Of this machine, of examples, or a name and no address (namespaces of XML, the licence's own text).
KNOWN = re.compile(
    r"127\.0\.0\.1|localhost|testserver|host|([\w-]+\.)*example(\.(org|com|net))?|www\.w3\.org|www\.omg\.org|"
    r"(json-)?schema\.org|schemas\.(openxmlformats\.org|microsoft\.com)|purl\.(org|oclc\.org)"
)


def lines() -> list[tuple[str, str]]:
    found = []
    for path in kept_files():
        if path.suffix in TEXT and path.name != "LICENSE":
            text = (ROOT / path).read_text(encoding="utf-8")
            found += [(f"{path}:{number}", line) for number, line in enumerate(text.splitlines(), 1)]
    return found


def test_no_registry_and_no_folder_of_a_machine_is_named() -> None:
    assert [(where, line.strip()[:120]) for where, line in lines() if FORBIDDEN.search(line)] == []


def test_every_address_is_of_this_machine_or_an_example() -> None:
    assert [
        (where, host) for where, line in lines() for host in URL.findall(line) if not KNOWN.fullmatch(host.rstrip("."))
    ] == []


@pytest.mark.parametrize("line", [f"see https://{HOSTS[0]}/x", f"cd {FOLDERS[1]}main", f'"{FOLDERS[0]}x"'])
def test_what_is_forbidden_is_seen(line: str) -> None:
    assert FORBIDDEN.search(line)
