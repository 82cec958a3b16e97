"""All that can be done to a case: a closed list of small values, in modules by who does it.

An act is one class: its verb, the right that a member of staff needs, who else may, what it asks, and what it decides.
"""

from workflows.cases.actions.action import *
from workflows.cases.actions.amending import *
from workflows.cases.actions.asked_within import *
from workflows.cases.actions.category import *
from workflows.cases.actions.checklist import *
from workflows.cases.actions.citizen import *
from workflows.cases.actions.clock import *
from workflows.cases.actions.confidential import *
from workflows.cases.actions.consulting import *
from workflows.cases.actions.erasing import *
from workflows.cases.actions.following import *
from workflows.cases.actions.handing_over import *
from workflows.cases.actions.identity import *
from workflows.cases.actions.matters import *
from workflows.cases.actions.parties import *
from workflows.cases.actions.passing_on import *
from workflows.cases.actions.priority import *
from workflows.cases.actions.quality import *
from workflows.cases.actions.readers import *
from workflows.cases.actions.redacting import *
from workflows.cases.actions.sealing import *
from workflows.cases.actions.serving import *
from workflows.cases.actions.spam import *
from workflows.cases.actions.staff import *
from workflows.cases.actions.summarising import *
from workflows.cases.actions.tags import *
from workflows.cases.actions.taking_back import *
from workflows.cases.actions.themes import *
from workflows.cases.actions.translating import *
from workflows.cases.actions.warning import *
