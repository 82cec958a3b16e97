"""Nothing acknowledged is lost: the whole platform under fire."""
