"""axe-core on the page that is shown: WCAG 2.2 A and AA."""

from pathlib import Path

from playwright.sync_api import Page

AXE = Path(__file__).resolve().parent.parent.parent / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]

LINES = """async (tags) => {
  const found = await axe.run(document, {
    runOnly: {type: "tag", values: tags}, resultTypes: ["violations"],
  });
  return {
    passed: found.passes.length,
    violations: found.violations.flatMap(({id, nodes}) =>
      nodes.map((node) => `${id}: ${JSON.stringify(node.target)} ${node.failureSummary}`)),
  };
}"""
"""Only what is wrong leaves the page: to send all that passes took longer than to find it."""


def violations(page: Page) -> list[str]:
    """One line a violation: its rule, its place, what is wrong. Raises when axe is not there."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text())
    found = page.evaluate(LINES, RULES)
    assert found["passed"], "axe checked nothing"
    return found["violations"]
