"""Coverage: how far people live from the centres in question, for all communes at once.

`answering.answer` is the door. Below it, `subject` says which centres, `sites` where they stand,
`origins` where people live, `reach` what lies between, `accessibility` how the sites are shared,
`figures` what is said of a zone; `table` defines the columns that `files` and the pages write.

`nearest`, `measures` and `catchments` are pure: no query and no setting. Arrays are parallel: one
entry a commune (demand), one a site (supply), one a pair of both. Positions are degrees (WGS 84),
longitudes before latitudes.
"""

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
BoolArray = NDArray[np.bool_]

METHOD_EDITION = 1
"""To raise when a formula changes: figures kept under another edition are computed again."""


def summed(index: IntArray, values: FloatArray, count: int) -> FloatArray:
    """The sum of the values at each index from 0 to `count` - 1."""
    return np.bincount(index, values, count).astype(np.float64, copy=False)
