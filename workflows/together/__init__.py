"""One act for many cases that somebody chose: more than one commit, each case by itself."""
