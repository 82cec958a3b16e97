"""Which apps bring static files, and which of the files that npm brings are collected."""

from collections.abc import Iterable, Iterator
from fnmatch import fnmatch
from typing import Any

from django.contrib.staticfiles.finders import AppDirectoriesFinder, FileSystemFinder

from portal.settings.front_end import SERVED

# Their 50 MB serve screens that we do not use, and one of viewflow's sheets stops the manifest storage.
LEFT_OUT = {"viewflow", "viewflow.workflow", "guardian"}


class OwnAppsFinder(AppDirectoriesFinder):
    """Every app's static files but those of libraries whose screens are not used."""

    def __init__(self, app_names: Iterable[str] | None = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(app_names, *args, **kwargs)
        for name in LEFT_OUT:
            self.storages.pop(name, None)
        self.apps = [name for name in self.apps if name not in LEFT_OUT]


class UsedFilesFinder(FileSystemFinder):
    """Our own static files, and of npm's packages those that are of use."""

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[Any]:
        for path, storage in super().list(ignore_patterns):
            _folder, used = SERVED.get(getattr(storage, "prefix", ""), ("", "*"))
            if fnmatch(path, used):
                yield path, storage
