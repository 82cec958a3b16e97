"""Where Django looks for this floor's models; each lives in the topic that it belongs to."""

from portal.queue.models import Pulse

__all__ = ["Pulse"]
