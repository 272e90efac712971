"""Maps and charts as SVG, drawn here so that they need no script; the same as files."""
