"""Parquet: a row is an article."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from schemas.article import Document
from schemas.run import Rejection
from tasks.ingest.records import build_document, find_columns
from tasks.ingest.source import Source

# Rows held at a time.
_ROWS = 256


def read(source: Source) -> Iterator[Document | Rejection]:
    """Give one document a row; the item is the row's id, else its number from 1.

    Only the columns that are known are read, some hundred rows at a time. The rows are refused
    together where no column is known to hold the text.
    """
    import pyarrow as pa
    from pyarrow import parquet

    try:
        file = parquet.ParquetFile(source.seekable())
        _refuse_bomb(source, file.metadata)
        names = list(file.schema_arrow.names)
        columns = find_columns(names, source.settings.columns)
        if "text" not in columns:
            listed = ", ".join(names)[:200]
            reason = f"no column is known to hold the text (there are: {listed})"
            yield source.reject("columns", f"{reason}; name it in [columns]")
            return
        wanted = sorted(set(columns.values()))
        number = 0
        for batch in file.iter_batches(batch_size=_ROWS, columns=wanted):
            for row in batch.to_pylist():
                number += 1
                yield build_document(source, _plain(row), f"row {number}", str(number))
    except (pa.ArrowException, OSError) as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise
        reason = f"it is damaged ({str(error).splitlines()[0][:200]})"
        raise source.unreadable("parquet", reason) from error


def _refuse_bomb(source: Source, metadata: Any) -> None:
    groups = range(metadata.num_row_groups)
    declared = sum(metadata.row_group(group).total_byte_size for group in groups)
    most = max(source.most_bytes, source.file.bytes * source.settings.max_unpack_ratio)
    if declared > most:
        raise source.unreadable("bomb", f"it unpacks to {declared} bytes (max_unpack_ratio)")


def _plain(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: value.isoformat() if isinstance(value, date | datetime) else value
        for name, value in row.items()
    }
