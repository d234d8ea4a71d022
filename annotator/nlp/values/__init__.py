"""Values that claims state, parsed once per claim: numbers, dates, names, roles, negation."""
