"""The addresses of what editors look after, below ``/admin/page-care/``."""

from django.urls import path

from portal.page_care.contacts_screen import ContactScreen, ContactsScreen
from portal.page_care.review_screens import FormScreen, FormsScreen, TryFormScreen
from portal.page_care.screens import CallAgainScreen, CareScreen

urlpatterns = [
    path("", CareScreen.as_view(), name="all"),
    path("agencies/", ContactsScreen.as_view(), name="contacts"),
    path("agencies/<slug:code>/", ContactScreen.as_view(), name="contact"),
    path("forms/", FormsScreen.as_view(), name="forms"),
    path("forms/<uuid:form>/", FormScreen.as_view(), name="form"),
    path("forms/<uuid:form>/try/<slug:language>/", TryFormScreen.as_view(), name="try"),
    path("webhooks/<int:call_id>/again/", CallAgainScreen.as_view(), name="again"),
]
