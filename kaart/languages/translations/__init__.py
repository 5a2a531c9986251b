"""Translations of the content: pairs of Dutch and another language, checks of these, and how far each language is."""
