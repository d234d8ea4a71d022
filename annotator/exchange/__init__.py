"""Files in and out: reading articles, writing and reading exports."""
