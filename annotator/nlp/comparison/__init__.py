"""Comparing claims of several articles: which state the same fact, and how they differ."""
