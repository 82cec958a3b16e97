"""The citizens' addresses that are no pages of the tree, below the language."""

from django.urls import path

from portal.citizen.filed import filed
from portal.citizen.follow import act, download, follow
from portal.citizen.track import leave, leave_quickly, track

urlpatterns = [
    path("filed/<str:tracking>/", filed, name="filed"),
    path("track/", track, name="track"),
    path("track/leave/", leave, name="track_leave"),
    path("track/away/", leave_quickly, name="leave_quickly"),
    path("track/<str:tracking>/", follow, name="follow"),
    path("track/<str:tracking>/files/<int:number>/", download, name="follow_file"),
    path("track/<str:tracking>/<slug:name>/", act, name="follow_act"),
]
