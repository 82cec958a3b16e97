"""Every address of the site."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

from portal.admin_screens.link_chooser import choose_link
from portal.admin_screens.own_account import log_out, own_account
from portal.admin_screens.translation_file import take_translation_file
from portal.api.page import api_page
from portal.call_centre.exchange import exchange, lead_there
from portal.citizen.areas import outlines, places
from portal.citizen.short_link import from_text_message
from portal.device.urls import in_a_language as of_the_app
from portal.errors import nowhere
from portal.people_admin.urls import public_urlpatterns
from portal.sign_in.elsewhere import come_back, go_elsewhere, show_again
from portal.sign_in.new_factor_screen import NewFactorScreen
from portal.sign_in.screens import log_in, reset_confirm, reset_password
from portal.sign_in.second_screen import second
from portal.start import front, start

handler400 = "portal.errors.bad_request"
handler403 = "portal.errors.permission_denied"
handler404 = "portal.errors.page_not_found"
handler500 = "portal.errors.server_error"

urlpatterns = [
    path("", front),
    path("", include("portal.health.urls")),
    path("", include("portal.crawlers.urls")),
    path("s/<path:code>", from_text_message, name="short_link"),
    path("areas/outlines.json", outlines, name="outlines"),
    path("areas/places.<str:language>.json", places, name="places"),
    path("", include("portal.device.urls")),
    path("api/v1/", include("portal.api.urls")),
    path("api/exchange/", exchange, name="exchange"),
    path("call-centre/", lead_there),
    path("admin/", start),
    # Wagtail's own screens, mended: reversed names still lead here.
    path("admin/account/", own_account),
    path("admin/login/", log_in),
    path("admin/login/second/", second, name="second"),
    path("admin/login/elsewhere/", go_elsewhere, name="elsewhere"),
    path("admin/login/elsewhere/again/", show_again, name="elsewhere_again"),
    path("admin/login/elsewhere/back/", come_back, name="elsewhere_back"),
    path("admin/password_reset/", reset_password),
    path("admin/password_reset/confirm/<uidb64>/<token>/", reset_confirm),
    path("admin/choose-external-link/", choose_link),
    path("admin/localize/translate/<int:translation_id>/pofile/upload/", take_translation_file),
    path("admin/logout/", log_out),  # Wagtail's own is closed to whoever has no role any more
    path("admin/", include(wagtailadmin_urls)),
    *i18n_patterns(
        path("", include("portal.citizen.urls")),
        path("api/", api_page, name="api_page"),
        path("", include("portal.open_figures.urls")),
        path("", include(of_the_app)),
        path("", include(public_urlpatterns)),
        path("start/factor/<str:token>/", NewFactorScreen.as_view(), name="new_factor"),
        # Wagtail's doors to private pages: no page is private, and the staff log in at one place.
        path("_util/login/", nowhere),
        path("_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/", nowhere),
        path("", include(wagtail_urls)),
    ),
]
