"""Use cases: what a person can do with a project, whatever the surface."""
