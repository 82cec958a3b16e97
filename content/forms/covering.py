"""How much can be covered in a copy of a file: known to the program that covers, and to whoever asks it to."""

from __future__ import annotations

from typing import Final

WHOLE: Final = 1000
"""Places on a page are counted in thousandths of its width and height."""
MOST_BOXES: Final = 100
MOST_PAGES: Final = 20
"""Of a PDF: each page takes a third of a second."""
SECONDS: Final = 15.0
"""For a file together, of which the processor has less."""
MOST_CPU: Final = 12
"""Seconds."""
