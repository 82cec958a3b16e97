"""Renames names of modules by a table, wherever Python refers to them: ``python -m codemod TABLE.csv``."""
