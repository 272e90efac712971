"""/observatoire/methode/: formulas, sources, limits, and the vintage of the data."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from foundations.version import one_state
from observatory.drawn import MAPS
from observatory.publishing import published
from routing.coverage import METHOD_EDITION, origins
from routing.coverage.accessibility import DECAY
from routing.coverage.question import USUAL_THRESHOLDS
from routing.coverage.served import FEWEST_PEOPLE
from routing.coverage.small import FEWEST_PATIENTS
from routing.coverage.small import FEWEST_PEOPLE as FEWEST_TOLD


@require_safe
@one_state()
def sheet(request: HttpRequest) -> HttpResponse:
    here = origins.current()
    context = {
        "edition": METHOD_EDITION,
        "origins": len(here),
        "people": round(here.people.sum()),
        "without_position": int((~here.located).sum()),
        "without_road": int((~here.road).sum()),
        "thresholds": USUAL_THRESHOLDS,
        "decay": list(zip(DECAY.bounds, DECAY.weights, strict=True)),
        "scales": [(one.words, one.scale) for one in MAPS],
        "fewest_told": FEWEST_TOLD,
        "fewest_patients": FEWEST_PATIENTS,
        "fewest_served": FEWEST_PEOPLE,
    }
    return published(request, "observatory/method.html", context)
