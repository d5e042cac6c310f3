"""Matrix products by numpy's library, which knows more processors than thinc's BLIS does.

On a processor that BLIS has not met, it falls back to code of a quarter of the speed, and products
are most of the network's time. But numpy's round a row by where it stands among the others, so that
a text's scores hang on the batch that it is read in, in the sixth figure; BLIS's do not. Whoever
needs a decision that no batch may turn takes it with `exact` products where it is that close.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

import numpy
from thinc.api import NumpyOps, Ops, get_current_ops, set_current_ops

Array = Any


class Products(NumpyOps):  # type: ignore[misc]  # compiled, without types
    """Thinc's operations, with numpy's matrix product unless exact ones are asked for."""

    exact = False

    def gemm(
        self,
        x: Array,
        y: Array,
        out: Array | None = None,
        trans1: bool = False,
        trans2: bool = False,
    ) -> Array:
        """Return the product of two matrices, either turned over before; `out` is written to."""
        if self.exact:
            return super().gemm(x, y, out=out, trans1=trans1, trans2=trans2)
        return numpy.matmul(x.T if trans1 else x, y.T if trans2 else y, out=out)


PRODUCTS: Final = Products()


@contextmanager
def fast_products() -> Iterator[None]:
    """Let the networks that are made in the block use them; on a GPU they keep its own."""
    before: Ops = get_current_ops()
    if type(before) is NumpyOps:
        set_current_ops(PRODUCTS)
    try:
        yield
    finally:
        set_current_ops(before)


@contextmanager
def exact_products() -> Iterator[None]:
    """Round in the block as BLIS does: a row's product is the same among whichever others."""
    PRODUCTS.exact = True
    try:
        yield
    finally:
        PRODUCTS.exact = False
