"""Automatic acts of processes, a folder each: copy one to add one. They are done after the commit, each once."""
