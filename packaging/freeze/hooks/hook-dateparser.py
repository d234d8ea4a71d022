"""dateparser is left out: only dates that a page does not state would need it."""
