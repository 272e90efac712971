"""What was already asked of this very code and data: a run that was interrupted goes on from it."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

from tests.enumeration.asking import Verdict

ROOT = Path(__file__).resolve().parents[2]
LEDGERS = ROOT / ".local" / "enumeration"
SUBJECT = (
    "routing", "diseases", "structures", "territories", "importers", "foundations", "data",
    "tests/enumeration",
)  # fmt: skip
SUFFIXES = {".py", ".csv", ".gz", ".json", ".toml"}


class Ledger:
    """One line a shard, in a file of its own for each state of the code and of the data."""

    def __init__(self, file: Path) -> None:
        self.file = file
        file.parent.mkdir(parents=True, exist_ok=True)

    @classmethod
    def of_today(cls) -> "Ledger":
        return cls(LEDGERS / f"{fingerprint()}.jsonl")

    def verdicts(self) -> Iterator[Verdict]:
        """Those written so far; a line cut short by an interruption does not count."""
        if not self.file.exists():
            return
        for line in self.file.read_text(encoding="utf-8").splitlines():
            try:
                yield Verdict(**json.loads(line))
            except (ValueError, TypeError):
                continue

    def write(self, verdict: Verdict) -> None:
        with self.file.open("a", encoding="utf-8") as file:
            file.write(json.dumps(verdict.as_json(), ensure_ascii=False) + "\n")


def fingerprint() -> str:
    """Of every file that an answer depends on."""
    digest = hashlib.sha256()
    for name in SUBJECT:
        for file in sorted((ROOT / name).rglob("*")):
            if file.suffix in SUFFIXES and file.is_file():
                digest.update(str(file.relative_to(ROOT)).encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:16]
