"""The citizens' addresses that are no pages of the tree, below the language."""

from django.urls import path

from content.forms.resumable import arriving_file
from portal.citizen.before_sending import answered, hints
from portal.citizen.devices import devices
from portal.citizen.filed import filed
from portal.citizen.follow import act, download, follow, here
from portal.citizen.lost_code import lost_code, new_code, own_code
from portal.citizen.my import forget_me, join_request, my, part_request, sign_out
from portal.citizen.of_use import of_use
from portal.citizen.own_data_pages import case_data, case_data_file, my_data, my_data_file
from portal.citizen.protected import protected
from portal.citizen.reaching import address, address_code, fewer_letters, notices
from portal.citizen.relaying import relay
from portal.citizen.short_link import short_link
from portal.citizen.signing_in import enter_code, from_provider, to_provider
from portal.citizen.step_up import proof
from portal.citizen.track import leave, leave_quickly, today, track

urlpatterns = [
    path("filed/<str:tracking>/", filed, name="filed"),
    path("arriving/<str:key>/", arriving_file, name="arriving"),
    path("track/", track, name="track"),
    path("track/leave/", leave, name="track_leave"),
    path("track/away/", leave_quickly, name="leave_quickly"),
    path("today/", today, name="today"),
    path("track/lost/", lost_code, name="lost_code"),
    path("track/new-code/<str:token>/", new_code, name="new_code"),
    path("track/<str:tracking>/", follow, name="follow"),
    path("track/<str:tracking>/files/<int:number>/", download, name="follow_file"),
    path("track/<str:tracking>/here/", here, name="follow_here"),
    path("track/<str:tracking>/relay/", relay, name="follow_relay"),
    path("track/<str:tracking>/address/", address, name="follow_address"),
    path("track/<str:tracking>/address/code/", address_code, name="follow_address_code"),
    path("track/<str:tracking>/letters/", notices, name="follow_notices"),
    path("track/<str:tracking>/devices/", devices, name="follow_devices"),
    path("track/<str:tracking>/data/", case_data, name="follow_data"),
    path("track/<str:tracking>/data/<str:key>/", case_data_file, name="follow_data_file"),
    path("s/<str:code>/", short_link, name="open_short_link"),
    path("letters/<str:token>/", fewer_letters, name="fewer_letters"),
    path("track/<str:tracking>/new-code/", own_code, name="own_code"),
    path("track/<str:tracking>/proof/", proof, name="follow_proof"),
    path("track/<str:tracking>/<slug:name>/", act, name="follow_act"),
    path("protected/", protected, name="protected"),
    path("of-use/", of_use, name="of_use"),
    path("hints/", hints, name="hints"),
    path("hints/answered/", answered, name="answered_by"),
    path("my/", my, name="my"),
    path("my/code/", enter_code, name="my_code"),
    path("my/provider/", to_provider, name="my_provider"),
    path("my/back/", from_provider, name="my_back"),
    path("my/join/", join_request, name="my_join"),
    path("my/leave/", sign_out, name="my_leave"),
    path("my/forget/", forget_me, name="my_forget"),
    path("my/data/", my_data, name="my_data"),
    path("my/data/<str:key>/", my_data_file, name="my_data_file"),
    path("my/part/<str:tracking>/", part_request, name="my_part"),
]
