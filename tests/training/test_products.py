"""The matrix products that training uses."""

import numpy
import pytest
from thinc.api import NumpyOps

from training.products import FastOps


@pytest.mark.parametrize(("trans1", "trans2"), [(False, False), (True, False), (False, True)])
def test_a_product_is_the_one_that_thinc_computes(trans1: bool, trans2: bool) -> None:
    """With either matrix turned over, and where the result is written to a given array."""
    rng = numpy.random.default_rng(1)
    left = rng.random((7, 7), dtype="float32")
    right = rng.random((7, 7), dtype="float32")
    wanted = NumpyOps().gemm(left, right, trans1=trans1, trans2=trans2)
    found = FastOps().gemm(left, right, trans1=trans1, trans2=trans2)
    out = numpy.zeros((7, 7), dtype="float32")
    FastOps().gemm(left, right, out=out, trans1=trans1, trans2=trans2)
    assert numpy.allclose(found, wanted, atol=1e-5)
    assert numpy.array_equal(found, out)
