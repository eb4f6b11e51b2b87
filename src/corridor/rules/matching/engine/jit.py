"""Kernels: compiled by Numba where it is installed, plain Python where it is not. Both give the same answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

F = TypeVar("F", bound=Callable[..., Any])

try:
    import numba
except ImportError:  # pragma: no cover - the plain path is tried in a process of its own
    COMPILED = False

    def kernel(function: F) -> F:
        """Leave the function as it is."""
        return function

    def parallel(function: F) -> F:
        """Leave the function as it is."""
        return function

    inlined = kernel
    each = range

    def use_threads(count: int) -> None:
        """Plain Python has one thread."""

else:
    COMPILED = True

    def kernel(function: F) -> F:
        """Compile for one thread; the machine code is kept on disk."""
        compiled: F = numba.njit(cache=True, nogil=True)(function)
        return compiled

    def parallel(function: F) -> F:
        """Compile so that loops over `each` are shared among threads."""
        compiled: F = numba.njit(cache=True, nogil=True, parallel=True)(function)
        return compiled

    def inlined(function: F) -> F:
        """Put the function into its callers: passing many arrays to it would cost more than its work."""
        compiled: F = numba.njit(inline="always")(function)
        return compiled

    each = numba.prange

    def use_threads(count: int) -> None:
        """Let parallel kernels use `count` threads (at most those that the machine has)."""
        numba.set_num_threads(max(1, min(count, numba.config.NUMBA_NUM_THREADS)))
