"""Where things are: every path and every setting of the environment, decided once."""

import hashlib
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from first_run.console import Trouble
from first_run.shell import surroundings

DEFAULT_PORT = "8000"
LOOPBACK = "127.0.0.1"


@dataclass(frozen=True)
class Project:
    """One clone of the project on this machine."""

    root: Path

    @property
    def local(self) -> Path:
        """All that this machine makes and git ignores, but for the environment."""
        return self.root / ".local"

    @property
    def venv(self) -> Path:
        return self.root / ".venv"

    @property
    def python(self) -> Path:
        return self.venv / "bin" / "python"

    @property
    def vendor(self) -> Path:
        """Front-end packages as the site serves them."""
        return self.root / "assets" / "vendor"

    @property
    def fingerprint(self) -> str:
        """Tells this clone from others in folders they share."""
        return hashlib.sha256(os.fsencode(self.root)).hexdigest()[:12]

    def log(self, name: str) -> Path:
        return self.local / "logs" / f"{name}.log"

    def django(self, settings: str, database_url: str) -> dict[str, str]:
        """The environment of a Django process: `settings` is run's `dev`, `test` or `prod`."""
        return surroundings(
            DATABASE_URL=database_url,
            SECRET_KEY=os.environ.get("SECRET_KEY") or self._secret_key(),
            DJANGO_SETTINGS_MODULE=f"geo_directory.settings.{settings}",
            PYTHONUNBUFFERED="1",
        )

    def _secret_key(self) -> str:
        """This clone's own, made once: nobody else knows what signs its sessions."""
        file = self.local / "secret_key"
        if not file.exists():
            making = self.local / "secret_key.making"
            making.touch(mode=0o600)
            making.write_text(secrets.token_urlsafe(50))
            making.replace(file)
        return file.read_text()


def here() -> Project:
    """The clone that this package lies in."""
    return Project(Path(__file__).resolve().parent.parent)


def given_database_url() -> str | None:
    """The database server asked for, None for the private cluster."""
    return os.environ.get("DATABASE_URL") or None


def address() -> tuple[str, int]:
    """HOST and PORT as asked for. Raises Trouble when PORT is no port."""
    port = os.environ.get("PORT") or DEFAULT_PORT
    if not port.isascii() or not port.isdigit() or not 1 <= int(port) <= 65535:
        raise Trouble(f"PORT={port} is not a port", "Give a number up to 65535: make run PORT=8001")
    return os.environ.get("HOST") or LOOPBACK, int(port)
