"""Every address of the site."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

from portal.start import start

handler400 = "portal.errors.bad_request"
handler403 = "portal.errors.permission_denied"
handler404 = "portal.errors.page_not_found"
handler500 = "portal.errors.server_error"

urlpatterns = [
    path("", RedirectView.as_view(url="/ar/")),  # Arabic first, whatever the browser prefers
    path("", include("portal.health.urls")),
    path("admin/", start),
    path("admin/", include(wagtailadmin_urls)),
    *i18n_patterns(
        path("", include("portal.citizen.urls")),
        path("", include(wagtail_urls)),
    ),
]
