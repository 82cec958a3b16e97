"""A case as its pages show it, whoever reads: the ladder, why this date, the diary, the files."""
