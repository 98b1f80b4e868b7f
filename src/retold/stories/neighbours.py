"""Which reports are worth holding against each other: the nearest of each, by the cosine of vectors."""

from __future__ import annotations

import numpy as np
from scipy import sparse

from retold.config import StorySettings

_ROWS = 256  # rows multiplied at once: bounds memory at rows x reports


def neighbours(matrix: sparse.csr_matrix, settings: StorySettings) -> dict[tuple[int, int], float]:
    """Pairs of rows (i < j) with their cosine, one among the other's nearest; ties go to the lower row."""
    other = matrix.T.tocsr()
    found: dict[tuple[int, int], float] = {}
    for first in range(0, matrix.shape[0], _ROWS):
        block = (matrix[first : first + _ROWS] @ other).tocsr()
        for row in range(block.shape[0]):
            start, end = block.indptr[row], block.indptr[row + 1]
            _nearest(first + row, block.indices[start:end], block.data[start:end], settings, found)
    return found


def _nearest(
    i: int,
    columns: np.ndarray,
    values: np.ndarray,
    settings: StorySettings,
    found: dict[tuple[int, int], float],
) -> None:
    """Adds the nearest of row i to `found`."""
    keep = (values >= settings.faintest) & (columns != i)
    columns, values = columns[keep], values[keep]
    order = np.lexsort((columns, -np.round(values, 9)))[: settings.neighbours]
    for place in order:
        j = int(columns[place])
        found[min(i, j), max(i, j)] = float(values[place])
