"""The administrator's addresses below ``/admin/access/``, everybody's own below ``/admin/away/``; one-time links."""

from django.urls import path

from portal.people_admin.account_screen import AccountScreen, NewAccountScreen
from portal.people_admin.areas_screen import AreaScreen, AreasScreen, NewAreaScreen, OutlinesScreen
from portal.people_admin.beginning import BeginScreen
from portal.people_admin.bodies_screen import BodiesScreen, BodyScreen
from portal.people_admin.body_acts_screen import (
    ClosingScreen,
    NameScreen,
    NewBodyScreen,
    PassingOnScreen,
    PlaceScreen,
)
from portal.people_admin.emergency_screen import EmergencyScreen
from portal.people_admin.handing_over import GoOnScreen, HandOverScreen
from portal.people_admin.link_screen import LinkScreen
from portal.people_admin.list_screen import ListScreen
from portal.people_admin.naming_screen import NamingScreen
from portal.people_admin.opening_screen import OpeningScreen
from portal.people_admin.person_screen import PersonScreen
from portal.people_admin.posts_screen import AgencyPostsScreen, PostsScreen
from portal.people_admin.roles_screen import NewRoleScreen, RoleScreen, RolesScreen
from portal.people_admin.waiting_screen import WaitingScreen
from portal.people_admin.what_if_screen import WhatIfScreen

urlpatterns = [
    path("people/", ListScreen.as_view(), name="people"),
    path("people/new/", NewAccountScreen.as_view(), name="new"),
    path("people/<int:user_id>/", PersonScreen.as_view(), name="person"),
    path("people/<int:user_id>/account/", AccountScreen.as_view(), name="account"),
    path("people/<int:user_id>/link/", LinkScreen.as_view(), name="link"),
    path("people/<int:user_id>/what-if/", WhatIfScreen.as_view(), name="what_if"),
    path("people/<int:user_id>/hand-over/", HandOverScreen.as_view(), name="hand_over"),
    path("people/<int:user_id>/hand-over/<int:to_id>/", GoOnScreen.as_view(), name="go_on"),
    path("people/<int:user_id>/<slug:act>/", PersonScreen.as_view(), name="act"),
    path("roles/", RolesScreen.as_view(), name="roles"),
    path("roles/new/", NewRoleScreen.as_view(), name="new_role"),
    path("roles/<slug:code>/", RoleScreen.as_view(), name="role"),
    path("waiting/", WaitingScreen.as_view(), name="waiting"),
    path("emergencies/<int:emergency_id>/", EmergencyScreen.as_view(), name="emergency"),
    path("opening/", OpeningScreen.as_view(), name="opening"),
    path("platform/", NamingScreen.as_view(), name="platform"),
    path("bodies/", BodiesScreen.as_view(), name="bodies"),
    path("bodies/new/", NewBodyScreen.as_view(), name="new_body"),
    path("bodies/<slug:code>/", BodyScreen.as_view(), name="body"),
    path("bodies/<slug:code>/name/", NameScreen.as_view(), name="body_name"),
    path("bodies/<slug:code>/place/", PlaceScreen.as_view(), name="body_place"),
    path("bodies/<slug:code>/closing/", ClosingScreen.as_view(), name="body_closing"),
    path("bodies/<slug:code>/passing-on/", PassingOnScreen.as_view(), name="body_passing_on"),
    path("areas/", AreasScreen.as_view(), name="areas"),
    path("areas/new/", NewAreaScreen.as_view(), name="new_area"),
    path("areas/outlines/", OutlinesScreen.as_view(), name="outlines"),
    path("areas/<slug:key>/", AreaScreen.as_view(), name="area"),
    path("posts/", PostsScreen.as_view(), name="posts"),
    path("posts/<slug:code>/", AgencyPostsScreen.as_view(), name="agency"),
]
public_urlpatterns = [path("start/<str:token>/", BeginScreen.as_view(), name="begin")]
