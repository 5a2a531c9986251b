"""Words in every language: the voice of a page, catalogues of the interface, translations of the content."""
