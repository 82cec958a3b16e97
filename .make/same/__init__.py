"""What users and machines see of a commit, as text: ``make same`` compares two of them."""
