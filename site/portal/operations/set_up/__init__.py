"""What no installation can be without: roles, units, kinds, rules, calendar, pages and forms, as files of ours."""
