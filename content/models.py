"""The tables of this floor, gathered for Django."""

from content.directory.agency_contact import AgencyContact
from content.directory.models import AgencyPage, DirectoryPage
from content.forms.models import FormPage, FormReview, ReviewPage, Upload
from content.knowledge.models import ArticlePage, KnowledgePage, OfUse, TopicPage
from content.pages.models import FilingPage, HomePage, StandardPage
from content.pages.news import NewsItemPage, NewsPage
from content.search.models import SearchEntry
from content.search.pages import SearchPage
from content.webhooks.models import WebhookCall

__all__ = [
    "AgencyContact",
    "AgencyPage",
    "ArticlePage",
    "DirectoryPage",
    "FilingPage",
    "FormPage",
    "FormReview",
    "HomePage",
    "KnowledgePage",
    "NewsItemPage",
    "NewsPage",
    "OfUse",
    "ReviewPage",
    "SearchEntry",
    "SearchPage",
    "StandardPage",
    "TopicPage",
    "Upload",
    "WebhookCall",
]
