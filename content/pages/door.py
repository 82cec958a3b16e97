"""What the home page knows of a form page: which kind of request it takes, and what to say beside its name."""

from __future__ import annotations


class Door:
    """Mixed into the page through which a citizen files a request; the home page finds doors by this class.

    ``kind`` is the code of a ``RequestKind``, ``summary`` the line under its name; title and address are those of the
    page. ``archived``: nobody files through it any more. Any page model may be one::

        class FormPage(Door, Page): ...
    """

    title: str
    url: str
    kind: str
    summary: str
    archived: bool = False
