"""Imported by the process that is forked for runs and workers: what they import, the pipeline."""

import gc
import os
from contextlib import suppress
from importlib import import_module

from flows.forks import MODEL

_MODULES = (
    "prefect.engine",
    "prefect.flow_engine",
    "flows.process",
    "flows.warm",
    "tasks.ingest.formats",
    "scipy.sparse",
    "scipy.cluster.hierarchy",
)

gc.disable()  # nothing that is made here goes away again

for module in _MODULES:
    import_module(module)

with suppress(Exception):  # a run will meet the same error, and say so where it is seen
    from schemas.settings import read_settings
    from tasks import warmup

    warmup.rehearse(read_settings(model=os.environ[MODEL]))

gc.freeze()  # a collection in a fork would copy every page that it looks at
gc.enable()
