"""The public page of a structure. One module a part of the page; `views` puts them together."""
