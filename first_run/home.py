"""Where the private cluster lives, and as which user its programs run.

PostgreSQL refuses to run as root: root's clusters run as `postgres`, which may not be able to
reach the project's folder (`/root` is closed to it). And the path of a Unix socket must stay short.
"""

import os
import pwd
import stat
from dataclasses import dataclass
from pathlib import Path

from first_run.console import Trouble
from first_run.project import Project
from first_run.shell import answer_of

SOCKET_NAME = ".s.PGSQL.5432"
LONGEST_SOCKET = 100  # bytes; the kernel's limit is 107
# Not /var/tmp: newer Debian sweeps what lies there untouched for 30 days, and this is durable.
ROOT_CLUSTERS = Path("/var/lib")
SHORT_SOCKETS = Path("/var/tmp")  # noqa: S108  (`private_folder` refuses somebody else's)


@dataclass(frozen=True)
class Account:
    """The user that the server's programs run as; `prefix` starts a command as that user."""

    name: str
    uid: int
    gid: int
    prefix: tuple[str, ...]

    def own(self, path: Path) -> None:
        """Gives a file or a folder to the account."""
        if os.geteuid() == 0:
            os.chown(path, self.uid, self.gid)


@dataclass(frozen=True)
class Home:
    """The folders of the private cluster."""

    folder: Path
    socket: Path
    account: Account

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def log(self) -> Path:
        return self.folder / "server.log"


def find_home(project: Project) -> Home:
    """The home of this clone's cluster, made if need be. Raises Trouble when it is not ours."""
    account = _account()
    folder = _folder(project, account)
    private_folder(folder, account)
    socket = folder / "socket"
    too_long = len(os.fsencode(socket / SOCKET_NAME)) > LONGEST_SOCKET
    if too_long or "," in str(socket):  # clients read a comma as the start of another host
        socket = SHORT_SOCKETS / f"esmara-{project.fingerprint}"
    private_folder(socket, account)
    return Home(folder, socket, account)


def _account() -> Account:
    if os.geteuid() != 0:
        me = pwd.getpwuid(os.geteuid())
        return Account(me.pw_name, me.pw_uid, me.pw_gid, ())
    try:
        postgres = pwd.getpwnam("postgres")
    except KeyError:
        raise Trouble(
            "There is no user `postgres`, and PostgreSQL does not run as root",
            "Create it: useradd --system --no-create-home postgres",
            "Or run make as an ordinary user",
        ) from None
    drop = ("setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups")
    return Account("postgres", postgres.pw_uid, postgres.pw_gid, drop)


def _folder(project: Project, account: Account) -> Path:
    """A cluster that exists stays where it is; else the project's folder if it can be reached."""
    inside = project.local / "postgres"
    outside = ROOT_CLUSTERS / f"esmara-{project.fingerprint}"
    for folder in (inside, outside):
        if os.path.exists(folder / "data" / "PG_VERSION"):  # noqa: PTH110  (closed to us: False)
            return folder
    project.local.mkdir(parents=True, exist_ok=True)
    reachable = answer_of([*account.prefix, "test", "-x", project.local], cwd=Path("/"))
    return inside if reachable.returncode == 0 else outside


def private_folder(folder: Path, account: Account) -> None:
    """A folder that only the account enters. Raises Trouble when it is someone else's."""
    try:
        folder.mkdir(mode=0o700, parents=True)
        account.own(folder)
    except FileExistsError:
        pass
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != account.uid:
        raise Trouble(
            f"{folder} does not belong to {account.name}, who should own the private cluster",
            "It was perhaps made by `make` run as another user: run it as that user",
            f"Or, if nothing in it is wanted, remove it: rm -r '{folder}'",
        )
    if stat.S_IMODE(found.st_mode) != 0o700:
        folder.chmod(0o700)
