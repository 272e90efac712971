"""A study as files: its Markdown, and the drawings beside it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Picture:
    """SVG that stands alone. `name` ends the name of its file; `words` are told instead of it."""

    name: str
    words: str
    svg: str


@dataclass(frozen=True, slots=True)
class Study:
    """`blocks` are paragraphs, titles, lists and tables of Markdown, in order."""

    slug: str
    blocks: tuple[str | Picture, ...]

    def files(self) -> Iterator[tuple[str, str]]:
        """(name, text) of each file; the document links to its drawings."""
        yield f"{self.slug}.md", "\n\n".join(map(self._shown, self.blocks)) + "\n"
        for picture in self.blocks:
            if isinstance(picture, Picture):
                yield self._file_of(picture), picture.svg + "\n"

    def _shown(self, block: str | Picture) -> str:
        if isinstance(block, Picture):
            return f"![{block.words}]({self._file_of(block)})"
        return block

    def _file_of(self, picture: Picture) -> str:
        return f"{self.slug}-{picture.name}.svg"


def written(study: Study, folder: Path) -> list[Path]:
    """Writes what differs, and tells which files that was."""
    folder.mkdir(parents=True, exist_ok=True)
    changed = []
    for name, text in study.files():
        file = folder / name
        if not file.exists() or file.read_bytes() != text.encode():
            file.write_bytes(text.encode())
            changed.append(file)
    return changed


def table(headings: Sequence[str], rows: Iterable[Sequence[str]], words: Sequence[int] = ()) -> str:
    """The first column is read from the left, as are those of `words`; figures from the right."""
    ruler = ["---" if rank in (0, *words) else "---:" for rank in range(len(headings))]
    cells = [headings, ruler, *rows]
    return "\n".join(f"| {' | '.join(map(_cell, row))} |" for row in cells)


def bullets(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def numbered(lines: Iterable[str]) -> str:
    return "\n".join(f"{rank}. {line}" for rank, line in enumerate(lines, start=1))


def _cell(words: str) -> str:
    return words.replace("|", "\\|")
