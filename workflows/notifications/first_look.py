"""What letters say of a request that was held since it speaks of danger: by when somebody looks, whom to ring, and
nothing of the matter. Whoever it speaks of may read them at home."""

from __future__ import annotations

from django.utils.translation import gettext as _

from permissions.isolated import isolated
from permissions.platform.called import emergency_numbers
from permissions.platform.models import EmergencyNumber
from permissions.writing import written_moment
from workflows.cases.danger import DANGER
from workflows.cases.models import Case
from workflows.cases.suspected import first_looks
from workflows.cases.why_here import opening_of


def spoke_of_danger(case: Case) -> bool:
    """Whether it was held for that when it was filed. One statement."""
    return DANGER in opening_of(case)


def about_the_first_look(case: Case) -> list[str]:
    """By when the complaints unit looks at it, and the country's number for emergencies; the numbers for families would
    say what it is about. Nothing where nobody has to look. One statement, of what is held back."""
    look_by = first_looks([case]).get(case.pk) if case.held else None
    if look_by is None:
        return []
    said = [_("The complaints unit looks at it first, by %(date)s at the latest.") % {"date": written_moment(look_by)}]
    number = emergency_numbers().get(EmergencyNumber.EMERGENCY)
    if number:
        said.append(_("In an emergency, call %(number)s.") % {"number": isolated(number)})
    return ["\n".join(said)]
