"""The words of the pages that are there from the first day, in Arabic and English."""

from content.pages.texts.about import ABOUT
from content.pages.texts.accessibility import ACCESSIBILITY
from content.pages.texts.after_objection import AFTER_OBJECTION
from content.pages.texts.contact import CONTACT
from content.pages.texts.how_we_work import HOW_WE_WORK
from content.pages.texts.privacy import PRIVACY
from content.pages.texts.questions import QUESTIONS
from content.pages.texts.reply_times import REPLY_TIMES
from content.pages.texts.services import SERVICES

STANDARD_PAGES = [
    *(HOW_WE_WORK, REPLY_TIMES, AFTER_OBJECTION, QUESTIONS, SERVICES),
    *(ABOUT, CONTACT, PRIVACY, ACCESSIBILITY),
]
