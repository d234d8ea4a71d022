"""The spaCy pipeline that proposes claims, and the worker process it runs in."""
