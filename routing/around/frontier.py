"""Up to where a list is sure: the borders beyond which a service may be unknown to us.

"The nearest" is true only if nobody nearer can be missing. A list is complete in some departments;
from a place in one of them, what is nearer than the border of another is known whole.
"""

from collections.abc import Collection

import shapely

from foundations.held_points import HeldPoints
from territories.models import Department

STEP = 0.01  # degrees: at most 1.1 km between two points
BESIDE = 0.2  # degrees: some 15 km, across a bay or a river's mouth


def frontier_of(sure: Collection[str]) -> HeldPoints:
    """Points along the outlines of the departments beside those that are sure. One query."""
    areas = Department.objects.order_by("code").values_list("code", "area")
    outlines = {code: shapely.from_wkb(bytes(area.wkb)) for code, area in areas if area}
    inside = shapely.union_all([outlines[code] for code in sure if code in outlines])
    beside = [
        shapely.segmentize(outline.boundary, STEP)
        for code, outline in outlines.items()
        if code not in sure and shapely.dwithin(outline, inside, BESIDE)
    ]
    return HeldPoints(shapely.get_coordinates(beside))
