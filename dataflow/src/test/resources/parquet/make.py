"""Makes the Parquet files of ParquetSourceTest with pyarrow; the test knows the formulas too."""
import datetime

import pyarrow as pa
import pyarrow.parquet as pq

ROWS = 1000
I = range(ROWS)
DAY = datetime.date(1970, 1, 1)

table = pa.table({
    "whole": pa.array([i * 7 % 1000 - 500 for i in I], pa.int32()),
    "tall": pa.array([i * 1_000_000_007 for i in I], pa.int64()),
    "small": pa.array([None if i % 5 == 0 else i % 100 for i in I], pa.int16()),
    "fraction": pa.array([None if i % 7 == 3 else i / 8 for i in I], pa.float64()),
    "single": pa.array([i / 4 for i in I], pa.float32()),
    "flag": pa.array([None if i % 11 == 0 else i % 3 == 0 for i in I], pa.bool_()),
    "word": pa.array([None if i % 6 == 1 else f"w{i % 13}" for i in I], pa.string()),
    "text": pa.array([f"text {i}" + ("é" if i % 2 else "") for i in I], pa.string()),
    "day": pa.array([DAY + datetime.timedelta(days=i - 300) for i in I], pa.date32()),
    "at": pa.array([i * 1_000_003 for i in I], pa.timestamp("us", tz="UTC")),
})
required = pa.schema([
    pa.field(f.name, f.type, nullable=f.name in ("small", "fraction", "flag", "word"))
    for f in table.schema
])
COMMON = dict(row_group_size=400, data_page_size=512, write_page_index=True)

pq.write_table(table, "zstd.parquet", compression="zstd", **COMMON)
pq.write_table(table.cast(required), "snappy-v2.parquet", compression="snappy",
               data_page_version="2.0", **COMMON)
pq.write_table(table, "gzip-plain.parquet", compression="gzip", use_dictionary=False, **COMMON)
pq.write_table(table, "mixed.parquet", compression="none", dictionary_pagesize_limit=256,
               write_batch_size=50, **COMMON)
pq.write_table(table, "delta.parquet", compression="zstd", use_dictionary=False, column_encoding={
    "whole": "DELTA_BINARY_PACKED", "tall": "DELTA_BINARY_PACKED",
    "fraction": "BYTE_STREAM_SPLIT", "word": "DELTA_BYTE_ARRAY",
    "text": "DELTA_LENGTH_BYTE_ARRAY"}, **COMMON)
pq.write_table(pa.table({"many": pa.array([[1, 2], [3]])}), "list.parquet")
