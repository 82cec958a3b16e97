"""Of each column of this floor, and of Wagtail's tables, whether a change of it is found; SECURITY.md says the same."""

from __future__ import annotations

from typing import Final

from permissions.audit.covered import ALL, Covered, NotCovered, Said

_FOLLOWS: Final = "compared with the roles that it follows from"
_PAGES: Final = "pages of editors: what they say is seen by everybody, and Wagtail keeps their earlier versions"
_PLACES: Final = "how Wagtail arranges pages, pictures and documents of editors"
_UNUSED: Final = "of Wagtail, and not in use here"
_REVIEWS: Final = "which two editors agreed on a form; the trail keeps who, and the digests of what was published"
_CONTACTS: Final = "how agencies are reached: seen by everybody, and the trail keeps what was there before"
_PASSING: Final = "files and calls on their way; of what was filed the case keeps its own digest"

_PAGE_MODELS: Final = (
    *("AgencyPage", "ArticlePage", "DirectoryPage", "FilingPage", "FormPage", "HomePage", "KnowledgePage"),
    *("NewsItemPage", "NewsPage", "SearchPage", "StandardPage", "TopicPage"),
)

LISTED: Final[tuple[Said, ...]] = (
    *(NotCovered(f"content.{name}", ALL, _PAGES) for name in _PAGE_MODELS),
    *(NotCovered(f"content.{name}", ALL, _REVIEWS) for name in ("FormReview", "ReviewPage")),
    NotCovered("content.AgencyContact", ALL, _CONTACTS),
    NotCovered("content.SearchEntry", ALL, "search copies of pages"),
    NotCovered("content.OfUse", ALL, "how often an article was said to be of use"),
    *(NotCovered(f"content.{name}", ALL, _PASSING) for name in ("Upload", "Arriving", "WebhookCall")),
    Covered("wagtailcore.GroupPagePermission", ALL, _FOLLOWS),
    Covered("wagtailcore.GroupCollectionPermission", ALL, _FOLLOWS),
    Covered("wagtailcore.GroupSitePermission", ALL, "always empty"),
    Covered("wagtailcore.APIToken", ALL, "always empty"),
    *(
        NotCovered(f"wagtailcore.{name}", ALL, _PAGES)
        for name in (
            *("Page", "Revision", "Comment", "CommentReply", "PageSubscription", "PageLogEntry", "ModelLogEntry"),
            *("UploadedFile", "PageViewRestriction", "PageViewRestriction_groups"),
        )
    ),
    *(
        NotCovered(f"wagtailcore.{name}", ALL, _PLACES)
        for name in (
            *("Collection", "CollectionViewRestriction", "CollectionViewRestriction_groups", "Locale", "Site"),
            "ReferenceIndex",
        )
    ),
    *(
        NotCovered(f"wagtailcore.{name}", ALL, _UNUSED)
        for name in (
            *("Task", "TaskState", "GroupApprovalTask", "GroupApprovalTask_groups", "Workflow", "WorkflowContentType"),
            *("WorkflowPage", "WorkflowState", "WorkflowTask"),
        )
    ),
    *(
        NotCovered(f"wagtailadmin.{name}", ALL, "sessions and half-typed forms of editors")
        for name in ("Admin", "EditingSession", "FormState")
    ),
    *(
        NotCovered(name, ALL, _PLACES)
        for name in ("wagtaildocs.Document", "wagtailimages.Image", "wagtailimages.Rendition")
    ),
    NotCovered("wagtailembeds.Embed", ALL, _UNUSED),
    NotCovered("wagtailredirects.Redirect", ALL, _PAGES),
    *(
        NotCovered(f"wagtailsearch.{name}", ALL, "search copies of pages")
        for name in ("IndexEntry", "SQLiteFTSIndexEntry")
    ),
    NotCovered("wagtailusers.UserProfile", ALL, "how somebody likes to read; nothing hangs on it"),
    *(
        NotCovered(f"wagtail_localize.{name}", ALL, "translations of pages, as they are being made")
        for name in (
            *("LocaleSynchronization", "OverridableSegment", "RelatedObjectSegment", "SegmentOverride", "String"),
            *("StringSegment", "StringTranslation", "Template", "TemplateSegment", "TranslatableObject", "Translation"),
            *("TranslationContext", "TranslationLog", "TranslationSource"),
        )
    ),
    *(NotCovered(f"taggit.{name}", ALL, _UNUSED) for name in ("Tag", "TaggedItem")),
)
