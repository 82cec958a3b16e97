"""Words of danger: by which words of a text danger is recognised, as owners publish it."""
