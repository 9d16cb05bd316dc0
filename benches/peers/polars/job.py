"""The jobs in Polars, lazily and with its streaming engine: job.py sum|cells ACTUALS TARGETS."""

import csv
import sys

import polars as pl

job, actuals, targets = sys.argv[1:]
# Its CSV reader knows no thousands separators, so figures come in as text.
rows = pl.scan_csv(actuals, schema=dict.fromkeys(["target", "period", "entity", "value"], pl.String))
figure = pl.col("value").str.replace_all(",", "", literal=True).cast(pl.Decimal(38, 4))
if job == "sum":
    answer = rows.group_by("target").agg(figure.sum().alias("sum"))
else:
    goals = pl.scan_csv(
        targets, schema={"target": pl.String, "goal": pl.Decimal(38, 4), "cell_minimum": pl.Decimal(38, 4)}
    )
    cells = rows.group_by("target", "period", "entity").agg(figure.sum().alias("cell"))
    answer = (
        cells.join(goals, on="target")
        .group_by("target")
        .agg(
            (pl.col("cell") >= pl.col("cell_minimum")).sum().alias("cells_at_least_minimum"),
            pl.col("cell").sum().alias("sum"),
        )
    )
table = answer.sort("target").collect(engine="streaming")
out = csv.writer(sys.stdout, lineterminator="\n")
out.writerow(table.columns)
for *names, total in table.iter_rows():
    # A decimal of four places has all four; what follows the last digit that counts goes.
    out.writerow([*names, f"{total:f}".rstrip("0").rstrip(".")])
