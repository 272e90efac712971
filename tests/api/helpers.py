"""What every test of the API says the same way."""

import json
from typing import Any

API = "/api/v1"
PROBLEM = "application/problem+json"


def post(client: Any, path: str, body: Any, **headers: str) -> Any:
    """POST as JSON; a string or bytes goes as it is."""
    content = body if isinstance(body, str | bytes) else json.dumps(body)
    return client.post(f"{API}{path}", content, content_type="application/json", headers=headers)


def assert_problem(response: Any, status: int = 400, code: str | None = None) -> dict[str, Any]:
    """RFC 9457 with our members, whatever went wrong. Returns the problem."""
    assert response.status_code == status, response.content
    assert response["Content-Type"] == PROBLEM
    problem = json.loads(response.content)
    assert problem["status"] == status
    assert {"type", "title", "status", "detail", "code", "errors"} <= problem.keys()
    assert problem["detail"].strip()
    assert isinstance(problem["errors"], dict)
    if code:
        assert problem["code"] == code, problem
    return problem
