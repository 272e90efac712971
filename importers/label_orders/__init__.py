"""The lists of reference and competence centres that a labelling order publishes."""
