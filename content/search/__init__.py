"""One search over everything that is published: forms, services, answers, agencies, pages and news."""
