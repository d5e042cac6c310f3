"""What the C library does with memory that is freed, where it can be told: glibc's malloc.h."""

import contextlib
import ctypes

_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD = -1, -3
_NEVER = 1 << 30


def keep_memory() -> None:
    """Have the C library keep what is freed for what is asked next, where it can be told so.

    By itself it gives large arrays back to the kernel, which has to clear each page anew: a fifth
    of the time of reading a batch (`benchmarks.levers`).
    """
    with contextlib.suppress(OSError, AttributeError, TypeError):
        mallopt = ctypes.CDLL(None).mallopt
        mallopt(_M_MMAP_THRESHOLD, _NEVER)
        mallopt(_M_TRIM_THRESHOLD, _NEVER)


def give_memory_back() -> None:
    """Have the C library give to the kernel what is free, where it can be told so.

    After a batch or a chunk, what it took is of use to the others of the machine; to clear it anew
    once a batch costs nothing that can be measured.
    """
    with contextlib.suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)
