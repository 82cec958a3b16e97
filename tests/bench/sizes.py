"""How much the benchmarks load: what the issue asks for, or little, to see that they run."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sizes:
    """Numbers of cases; ``copies`` of the many open make a million, and of those that are searched, and so do
    ``due_copies`` of the few due and ``rebuilt_copies`` of those rebuilt; ``calls``: how often a page is asked for."""

    few_open: int = 18_000
    many_open: int = 100_000
    due: int = 1_000
    due_little: int = 100
    due_much: int = 10_000
    past: int = 100_000
    month: int = 20_000
    searched: int = 100_000
    few_due: int = 10_000
    due_copies: int = 100
    redated: int = 100_000
    tried: int = 20_000
    retraced: int = 20_000
    moved: int = 10_000
    rebuilt: int = 20_000
    rekeyed: int = 100_000
    restored: int = 5_000
    restored_files: int = 100
    rebuilt_copies: int = 50
    copies: int = 10
    calls: int = 40
    hostile_files: int = 500
    splits: int = 16
    figured: int = 1_000_000
    registered: int = 200_000
    people: int = 5_000
    verified: int = 20_000
    bendings: int = 1_000
    crowd_seconds: float = 60.0
    crowd_after: float = 70.0


FULL = Sizes()
SMALL = Sizes(
    few_open=300,
    many_open=900,
    due=60,
    due_little=10,
    due_much=120,
    past=400,
    month=400,
    searched=300,
    few_due=600,
    due_copies=4,
    redated=500,
    tried=400,
    retraced=400,
    moved=500,
    rebuilt=300,
    rekeyed=300,
    restored=100,
    restored_files=3,
    rebuilt_copies=2,
    calls=3,
    hostile_files=60,
    splits=1,
    figured=2_000,
    registered=300,
    people=100,
    verified=300,
    bendings=60,
    crowd_seconds=6.0,
    crowd_after=20.0,
)
