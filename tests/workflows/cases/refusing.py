"""What a refusal says, for tests to which it does not matter what that is."""

from workflows.cases.grounds import Refusal

RULE, INSTEAD = "Bylaw 12 of 2020, article 4", "File it again with the missing paper."
REFUSAL = Refusal("no_legal_basis", RULE, INSTEAD)
