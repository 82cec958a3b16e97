"""What people ask and how it is done: articles by topic, found by any form of their words."""
