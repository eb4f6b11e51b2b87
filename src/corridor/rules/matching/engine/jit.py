"""Kernels: compiled by Numba where it is installed, plain Python where it is not. Both give the same answers.

Numba infers the types of a kernel from its first call, and refuses what does not fit; modules with kernels say
`allow-untyped-defs` for that reason. A kernel takes its arrays one by one: handing on tuples of arrays costs more
than the work.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Kernel = Callable[..., Any]
each: Any

try:
    import numba
except ImportError:  # pragma: no cover - the plain path is tried in a process of its own
    COMPILED = False

    def kernel(function: Kernel) -> Kernel:
        """Leave the function as it is."""
        return function

    def parallel(function: Kernel) -> Kernel:
        """Leave the function as it is."""
        return function

    inlined = merged = kernel
    each = range

    def use_threads(count: int) -> None:
        """Plain Python has one thread."""

else:
    COMPILED = True

    def kernel(function: Kernel) -> Kernel:
        """Compile for one thread; the machine code is kept on disk."""
        compiled: Kernel = numba.njit(cache=True, nogil=True)(function)
        return compiled

    def parallel(function: Kernel) -> Kernel:
        """Compile so that loops over `each` are shared among threads."""
        compiled: Kernel = numba.njit(cache=True, nogil=True, parallel=True)(function)
        return compiled

    def inlined(function: Kernel) -> Kernel:
        """Put the function into its callers: passing many arrays to it would cost more than its work."""
        compiled: Kernel = numba.njit(inline="always")(function)
        return compiled

    def merged(function: Kernel) -> Kernel:
        """The same for kernels with more arrays than `inlined` can take: the code generator puts them in."""
        compiled: Kernel = numba.njit(nogil=True, forceinline=True)(function)
        return compiled

    each = numba.prange
    LIMIT: int = numba.get_num_threads()

    def use_threads(count: int) -> None:
        """Let parallel kernels use `count` threads (at most those that the machine has)."""
        numba.set_num_threads(max(1, min(count, LIMIT)))
