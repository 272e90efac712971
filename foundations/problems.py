"""One vocabulary for what is wrong with a request, in pages and in problem JSON (RFC 9457)."""

from dataclasses import dataclass, field


@dataclass
class Problem(Exception):
    """A request that cannot be answered as it stands.

    `code` is stable and machine-readable; `detail` is a French sentence for a person; `errors`
    says which field is wrong and why.
    """

    code: str
    detail: str
    status: int = 400
    title: str = "Requête invalide"
    errors: dict[str, list[str]] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.detail

    def as_json(self) -> dict[str, object]:
        """The members of RFC 9457, with ours (`code`, `errors`) beside them."""
        return {
            "type": f"urn:esmara:problem:{self.code}",
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
            "code": self.code,
            "errors": self.errors,
        }


class Problems:
    """Collects the Problems of several steps, so that a person hears of all of them at once.

    Each step runs in `with problems:`; `raise_all` then raises the first Problem, with the `errors`
    of every one.
    """

    def __init__(self) -> None:
        self._found: list[Problem] = []

    def __enter__(self) -> None: ...

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> bool:
        if not isinstance(error, Problem):
            return False
        self._found.append(error)
        return True

    def raise_all(self) -> None:
        if not self._found:
            return
        first, *others = self._found
        for other in others:
            first.errors.update(other.errors)
        raise first


def refuse_unknown_parameters(given: set[str], known: set[str]) -> None:
    """Raise a Problem that names each parameter nobody defined (a typo must never pass)."""
    unknown = sorted(given - known)
    if unknown:
        raise Problem(
            code="unknown_parameter",
            detail=f"Paramètre inconnu : {', '.join(unknown)}.",
            errors={name: ["paramètre inconnu"] for name in unknown},
        )
