"""Puts our own screens of people in the place of Wagtail's."""

from wagtail.users.apps import WagtailUsersAppConfig


class PeopleAdminConfig(WagtailUsersAppConfig):
    user_viewset = "portal.people_admin.viewsets.PeopleViewSet"
