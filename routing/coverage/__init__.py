"""Who can reach care, and in how long: the measures of a planner, on arrays.

No query and no setting in here. Arrays are parallel: one entry a commune (demand), one a centre
(supply), one a pair of both. Positions are degrees (WGS 84), longitudes before latitudes.
"""

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
BoolArray = NDArray[np.bool_]


def summed(index: IntArray, values: FloatArray, count: int) -> FloatArray:
    """The sum of the values at each index from 0 to `count` - 1."""
    return np.bincount(index, values, count).astype(np.float64, copy=False)
