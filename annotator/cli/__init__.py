"""Commands for scripts and terminals: the same services as the window."""
