"""Who can reach care, and in how long: the measures of a planner, on arrays.

No query and no setting in here. Arrays are parallel: one entry a commune (demand), one a centre
(supply), one a pair of both. Positions are degrees (WGS 84), longitudes before latitudes.
"""

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
