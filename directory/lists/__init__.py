"""The public lists: everything that is listed, by facets, by name or by nearness to a place."""
