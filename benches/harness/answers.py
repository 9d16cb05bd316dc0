"""The answers of a job, and whether two engines gave the same.

An answer is text in one form: a table of CSV sorted by target, figures without zeros at the end. So that answers are
the same means that their text is.
"""

import csv
import decimal
import io
import json

from command import Stop

COLUMNS = {"sum": ["target", "sum"], "cells": ["target", "cells_at_least_minimum", "sum"]}


def of_csv(job, text):
    """The rows that a peer printed."""
    rows = list(csv.reader(io.StringIO(text)))
    if not rows or rows[0] != COLUMNS[job]:
        raise Stop(f"expected the columns {COLUMNS[job]}, found {rows[:1]}")
    return rows[1:]


def of_plancheck(rows, sums, cells=None):
    """The rows of the CSV from plancheck's JSON: a target without a figure has none, as in the other engines.

    plancheck gives no sum over cells that are judged one by one, so for cells the sums are those of the plan of sums.
    """
    documents = [json.loads(text) for text in (sums, cells) if text is not None]
    for document in documents:
        used = sum(entry["used"] for entry in document["inputs"])
        if used != rows:
            raise Stop(f"plancheck used {used} of {rows} rows")
    answer = []
    satisfied = {target["id"]: target["cells"]["satisfied"] for target in documents[1]["targets"]} if cells else None
    for target in sorted(documents[0]["targets"], key=lambda target: target["id"]):
        if target["actual"] is not None:
            counts = [str(satisfied[target["id"]])] if cells else []
            answer.append([target["id"], *counts, plain(target["actual"])])
    return answer


def plain(figure):
    """A figure without zeros at the end and without an exponent."""
    text = f"{decimal.Decimal(figure):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def require_same(name, other, found, expected):
    """Stops at the first difference."""
    if found == expected:
        return
    by_target = {row[0]: row[1:] for row in expected}
    different = [row for row in found if by_target.get(row[0]) != row[1:]]
    message = f"{name}: {len(different)} of {len(found)} rows are not those of {other}, which has {len(expected)}"
    for row in different[:3]:
        message += f"\n  {row[0]}: {row[1:]}, not {by_target.get(row[0])}"
    raise Stop(message)
