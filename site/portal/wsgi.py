"""What the web server calls."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
application = get_wsgi_application()

from portal.operations.keys import refuse_missing_keys  # noqa: E402  it needs the apps

refuse_missing_keys()
get_resolver().url_patterns  # noqa: B018  every screen is loaded once, before there are workers, which share that memory
