"""What the rebuild did not take as it stood, and what it took instead."""

from collections import Counter
from dataclasses import dataclass, field


@dataclass
class Rejections:
    """One line a rejected fact; `reason` is a short stable code."""

    lines: list[tuple[str, str, str, str]] = field(default_factory=list)

    def add(self, reason: str, code: str, name: str, instead: str) -> None:
        """Note that for `code` something was rejected, and what stands in its place."""
        self.lines.append((reason, code, name, instead))

    def rows(self) -> list[tuple[str, str, str, str]]:
        """All of them in a stable order."""
        return sorted(self.lines)

    def counts(self) -> Counter[str]:
        """How many for each reason."""
        return Counter(reason for reason, *_ in self.lines)
