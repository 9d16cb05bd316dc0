"""The jobs in DuckDB's Python package: job.py sum|cells ACTUALS TARGETS. The SQL is that of the command-line tool."""

import csv
import pathlib
import sys

import duckdb

job, actuals, targets = sys.argv[1:]
connection = duckdb.connect()
connection.execute("set variable actuals = $1", [actuals])
connection.execute("set variable targets = $1", [targets])
result = connection.execute(pathlib.Path(__file__).with_name(f"{job}.sql").read_text())
out = csv.writer(sys.stdout, lineterminator="\n")
out.writerow(column[0] for column in result.description)
out.writerows(result.fetchall())
