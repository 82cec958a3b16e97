"""The addresses of the API, outside every language."""

from portal.api.served import addresses

app_name = "api"
urlpatterns = list(addresses())
