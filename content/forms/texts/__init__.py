"""The words of the forms that are there from the first day, in Arabic and English."""

from content.forms.texts.complaint import COMPLAINT
from content.forms.texts.contact import CONTACT
from content.forms.texts.inquiry import INQUIRY
from content.forms.texts.integrity import INTEGRITY
from content.forms.texts.praise import PRAISE
from content.forms.texts.rights import RIGHTS
from content.forms.texts.suggestion import SUGGESTION

FORMS = [COMPLAINT, INQUIRY, SUGGESTION, PRAISE, INTEGRITY, RIGHTS, CONTACT]
