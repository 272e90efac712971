"""Orphanet's own files -> the tables of diseases: nomenclature packs and Orphadata products."""
