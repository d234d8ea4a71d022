"""Values and pure rules of fact-checking: no files, no database, no window, no language model."""
