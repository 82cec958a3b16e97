"""A file of a case, handed to whoever may read the case."""

from __future__ import annotations

from django.core.files.storage import storages
from django.http import FileResponse, HttpRequest

from permissions.agencies.rights import VIEW_CASE
from portal.admin_screens.screen import StaffScreen
from workflows.cases.errors import NotAllowed
from workflows.cases.selectors import case_for, file_of


class FileScreen(StaffScreen):
    """The bytes as an attachment: never shown inside the admin's own pages, whatever they hold."""

    right = VIEW_CASE

    def get(self, request: HttpRequest, tracking: str, file_id: int) -> FileResponse:
        file = file_of(case_for(self.actor, tracking, held=self.held, to_show=False).case, file_id)
        if file is None or not storages["private"].exists(file.storage_key):
            raise NotAllowed
        content = storages["private"].open(file.storage_key)
        response = FileResponse(content, as_attachment=True, filename=file.name, content_type=file.content_type)
        response["X-Content-Type-Options"] = "nosniff"
        response["Content-Security-Policy"] = "sandbox; default-src 'none'"
        return response
