"""Whether the exact models can be solved here: they come with an extra."""

from importlib.util import find_spec


class SolverMissing(RuntimeError):
    """spopt or highspy is not installed."""


def solver_is_there() -> bool:
    return not _missing()


def require_solver() -> None:
    if missing := _missing():
        raise SolverMissing(
            f"{' and '.join(missing)} not installed: the exact models need the extra `siting` "
            "(pip install 'esmara-care-finder[siting]'); exact=False does without"
        )


def _missing() -> list[str]:
    return [name for name in ("spopt", "highspy") if find_spec(name) is None]
