"""Benchmarks, as ratios taken in one run; each says what it measures. One thread computes."""

import os

# Read by numpy's library when it is first imported, which is after this.
os.environ.setdefault("OMP_NUM_THREADS", "1")
