"""What the forms keep of files that were sent goes with the case that named them."""

from __future__ import annotations

from collections.abc import Iterable

from content.forms.upload import Upload
from workflows.cases.wiping import Going


def forget_erased(going: Going) -> Iterable[str]:
    """The rows of what was sent; where originals, small pictures and the files themselves lie."""
    uploads = Upload.objects.filter(storage_key__in=going.storage_keys)
    keys = [key for row in uploads.values_list("storage_key", "original", "thumbnail") for key in row]
    uploads.delete()
    return keys
