"""« Où ouvrir une consultation ? »: which hospitals, were a centre to open there, would help most.

`question` is what is asked, `problem` its numbers, `solving` the search with its outcome. A search
takes up to half a minute: `runs` keeps those that are asked on a page, `worker` does them in
another process, `lock` lets one work at a time, `pages` asks and shows.
"""
