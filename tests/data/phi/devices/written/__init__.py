"""Corpora written as lines of templates, by somebody who had not read the guard."""
