"""A road through the code: which of our files a piece of work enters."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from tests.architecture.sources import FLOORS, ROOT

OURS = tuple(f"{above / floor}/" for floor, above in FLOORS.items())


@dataclass(slots=True)
class Road:
    """``files``: those of the four floors in which a function began, relative to the root."""

    files: set[str] = field(default_factory=set)

    def __str__(self) -> str:
        return "\n".join([f"{len(self.files)} files:", *sorted(self.files)])


@contextmanager
def traced() -> Iterator[Road]:
    """Note every file of ours that is entered inside, in this thread."""
    road = Road()

    def note(frame: FrameType, event: str, _argument: object) -> None:
        if event == "call" and frame.f_code.co_filename.startswith(OURS):
            road.files.add(Path(frame.f_code.co_filename).relative_to(ROOT).as_posix())

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        yield road
    finally:
        sys.setprofile(before)


def second_time(prepared: Callable[[], Callable[[], object]]) -> Road:
    """The road of the work that ``prepared`` gives, done twice: by then all that is kept is kept, as in a server that
    runs. What goes before it is not on the road."""
    prepared()()
    work = prepared()
    with traced() as road:
        work()
    return road
