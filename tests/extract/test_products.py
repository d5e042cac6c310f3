"""Matrix products by numpy beside those by BLIS."""

import numpy
import pytest
from thinc.api import Linear, NumpyOps

from tasks.extract.products import PRODUCTS, Products, exact_products, fast_products


@pytest.mark.parametrize(("trans1", "trans2"), [(False, False), (True, False), (False, True)])
def test_a_product_is_the_one_that_thinc_computes(trans1: bool, trans2: bool) -> None:
    """With either matrix turned over, and where the result is written to a given array."""
    rng = numpy.random.default_rng(1)
    left = rng.random((7, 7), dtype="float32")
    right = rng.random((7, 7), dtype="float32")
    wanted = NumpyOps().gemm(left, right, trans1=trans1, trans2=trans2)
    found = Products().gemm(left, right, trans1=trans1, trans2=trans2)
    out = numpy.zeros((7, 7), dtype="float32")
    Products().gemm(left, right, out=out, trans1=trans1, trans2=trans2)
    assert numpy.allclose(found, wanted, atol=1e-5)
    assert numpy.array_equal(found, out)


def test_exact_products_of_a_row_do_not_hang_on_the_others() -> None:
    """Asked for exactly, a row has the same product alone, in front and far behind."""
    rng = numpy.random.default_rng(2)
    row, right = rng.random((1, 96), dtype="float32"), rng.random((96, 50), dtype="float32")
    with exact_products():
        products = [PRODUCTS.gemm(numpy.repeat(row, rows, 0), right) for rows in (1, 7, 500)]
    assert len(numpy.unique(numpy.concatenate(products), axis=0)) == 1


def test_networks_made_outside_keep_their_operations() -> None:
    """Fast products are those of the networks made in the block, and of no other."""
    with fast_products():
        assert Linear(2, 2).ops is PRODUCTS
    assert Linear(2, 2).ops is not PRODUCTS
