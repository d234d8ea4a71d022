"""Stands in for spaCy's command line, which the program never uses but spaCy always imports."""
