"""Commands: run quietly into a log, or aloud; a failure becomes a `Trouble` with its last lines."""

import os
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from first_run.console import Trouble, busy

Command = Sequence[str | Path]

LAST_LINES = 15
NEARLY_FULL = 50  # MB


def quietly(
    command: Command,
    *,
    label: str,
    log: Path,
    cwd: Path,
    env: Mapping[str, str] | None = None,
    remedies: Sequence[str] = (),
    progress: Callable[[str], str] | None = None,
) -> None:
    """Runs with its output in `log` behind a spinner.

    `progress` turns the log so far into a short word. Raises Trouble with the log's last lines.
    """
    log.parent.mkdir(parents=True, exist_ok=True)

    def how_far() -> str:
        return progress(log.read_text(errors="replace")) if progress else ""

    with log.open("w") as output, busy(label, how_far):
        process = subprocess.Popen(
            list(map(str, command)),
            cwd=cwd,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        with ending(process):
            code = process.wait()
    if code:
        raise failure(label, code, cwd, last_lines(log), f"The whole output is in {log}", *remedies)


def aloud(
    command: Command,
    *,
    label: str,
    cwd: Path,
    env: Mapping[str, str] | None = None,
    remedies: Sequence[str] = (),
) -> None:
    """Runs on the terminal (progress bars, questions). Raises Trouble when it fails."""
    process = subprocess.Popen(list(map(str, command)), cwd=cwd, env=env)
    with ending(process):
        code = process.wait()
    if code:
        raise failure(label, code, cwd, "", *remedies)


def end_in_order() -> None:
    """Makes a SIGTERM and a closed terminal end this program as Ctrl-C does: children first."""

    def interrupt(number: int, frame: object) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, interrupt)
    # A script that starts us with `&` hands down an ignored SIGINT; one that is sent is meant.
    signal.signal(signal.SIGINT, interrupt)
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:  # nohup make run
        signal.signal(signal.SIGHUP, interrupt)


@contextmanager
def ending(process: subprocess.Popen, *, grace: float = 5) -> Iterator[None]:
    """Whatever interrupts us, the child does not stay behind.

    It has `grace` seconds to end by itself: Ctrl-C reached it too, and pytest has things to say.
    """
    try:
        yield
    except KeyboardInterrupt:
        with suppress(subprocess.TimeoutExpired):
            process.wait(grace)
        raise
    finally:
        if process.poll() is None:
            process.terminate()
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def answer_of(
    command: Command,
    *,
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
    typed: str = "",
    timeout: float = 60,
    own_session: bool = False,
) -> subprocess.CompletedProcess[str]:
    """Runs a short command with `typed` as its input; never raises on a non-zero exit.

    `timeout` in seconds, then subprocess.TimeoutExpired. With `own_session`, Ctrl-C in the
    terminal does not reach the command nor what it leaves running.
    """
    return subprocess.run(
        list(map(str, command)),
        cwd=cwd,
        env=env,
        input=typed,
        timeout=timeout,
        start_new_session=own_session,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )


def failure(label: str, code: int, folder: Path, output: str, *remedies: str) -> Trouble:
    """A Trouble for a failed command, which says so when the disk is what failed."""
    what = f"{label}: failed (exit code {code})"
    if output:
        what = f"{what}\n{output}"
    if megabytes_free(folder) < NEARLY_FULL or "No space left on device" in output:
        full = f"The disk of {folder} is full: free some space, then run the same command again"
        return Trouble(what, full, *remedies)
    return Trouble(what, *remedies)


def last_lines(log: Path) -> str:
    """The end of a log, indented, or nothing when there is no log."""
    try:
        lines = log.read_text(errors="replace").splitlines()
    except OSError:
        return ""
    return "\n".join(f"      | {line}" for line in lines[-LAST_LINES:])


def megabytes_free(folder: Path) -> int:
    """What a user may still write there, in MB of 10**6 bytes."""
    while not folder.exists():
        folder = folder.parent
    return shutil.disk_usage(folder).free // 1_000_000


def require_space(folder: Path, megabytes: int, purpose: str) -> None:
    """Raises Trouble before a long step that would fill the disk."""
    free = megabytes_free(folder)
    if free < megabytes:
        raise Trouble(
            f"{purpose} needs about {megabytes} MB and the disk of {folder} has {free} MB free",
            "Free some space there, then run the same command again: it goes on from here",
        )


def surroundings(**changes: str) -> dict[str, str]:
    """This process's environment with changes."""
    return {**os.environ, **changes}
