"""The addresses of the open figures, below the language."""

from django.urls import path

from portal.open_figures.pages import (
    open_figures,
    open_figures_feed,
    open_figures_file,
    open_figures_of,
    open_figures_schema,
    open_figures_terms,
)

urlpatterns = [
    path("figures/", open_figures, name="open_figures"),
    path("figures/feed/", open_figures_feed, name="open_figures_feed"),
    path("figures/words/", open_figures_terms, name="open_figures_terms"),
    path("figures/schema.json", open_figures_schema, name="open_figures_schema"),
    path("figures/<slug:name>.csv", open_figures_file, {"written_as": "csv"}, name="open_figures_csv"),
    path("figures/<slug:name>.json", open_figures_file, {"written_as": "json"}, name="open_figures_json"),
    path("figures/<slug:name>/", open_figures_of, name="open_figures_of"),
]
