"""From public files to the compact files of data/communes/; used by `rebuild_communes` only."""
