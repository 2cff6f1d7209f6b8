"""A load as a notebook has it: pandas reads each file and appends it to the table that is there. Nothing is checked.

Arguments: the extract's folder, the database. Amounts become cents where the table has them.
"""

import sqlite3
import sys
from pathlib import Path

import pandas

connection = sqlite3.connect(sys.argv[2])
connection.execute("PRAGMA synchronous = NORMAL")
for (feed,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
    file = Path(sys.argv[1]) / f"{feed}.csv"
    columns = {name for _, name, *_ in connection.execute(f"PRAGMA table_info({feed})")}
    frame = pandas.read_csv(file)
    for name in [name for name in frame.columns if f"{name}_minor" in columns]:
        frame[f"{name}_minor"] = (frame.pop(name) * 100).round().astype("Int64")
    frame.to_sql(feed, connection, if_exists="append", index=False)
connection.commit()
