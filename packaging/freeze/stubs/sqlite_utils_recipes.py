"""Stands in for sqlite-utils' recipes, which its command line offers and which load dateutil."""
