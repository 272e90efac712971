"""Static files: collected, hashed and compressed only when what they come from has changed."""

from collections.abc import Callable, Iterator
from pathlib import Path

from first_run import stamps
from first_run.console import say
from first_run.project import Project


def ensure_static(project: Project, collect: Callable[[], None]) -> None:
    """Calls `collect` unless .local/static/ was made from what is there now."""
    stamp = project.local / "static" / ".first-run.stamp"
    mark = stamps.digest(*_sources(project))
    if stamps.stamped(stamp, mark):
        say("up to date")
        return
    stamp.unlink(missing_ok=True)
    collect()
    stamps.write(stamp, [mark])


def _sources(project: Project) -> Iterator[Path | str]:
    """Our own files by size and date; those of packages are what the locks say."""
    yield project.root / "requirements.lock"
    yield project.vendor / ".stamp"
    yield from sorted((project.root / "geo_directory" / "settings").glob("*.py"))
    for folder in [project.root / "assets", *sorted(project.root.glob("[a-z]*/static"))]:
        for file in sorted(folder.rglob("*")):
            if file.is_file() and project.vendor not in file.parents:
                facts = file.stat()
                yield f"{file.relative_to(project.root)} {facts.st_size} {facts.st_mtime_ns}"
