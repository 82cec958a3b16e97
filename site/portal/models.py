"""Where Django looks for this floor's models; each lives in the topic that it belongs to."""

from portal.desk.models import ReadyAnswer, ReadyUse
from portal.desk.saved_views import SavedView
from portal.in_hand.models import KeptDraft, OpenPage
from portal.kept_pages.edition import Edition
from portal.operations.sheets.models import SentSheet
from portal.operations.storage_identity import StorageIdentity
from portal.page_care.models import LinkAnswer
from portal.queue.models import Pulse

__all__ = [
    "Edition",
    "KeptDraft",
    "LinkAnswer",
    "OpenPage",
    "Pulse",
    "ReadyAnswer",
    "ReadyUse",
    "SavedView",
    "SentSheet",
    "StorageIdentity",
]
