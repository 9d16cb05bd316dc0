"""python3 -m unittest discover benches/harness"""

import unittest

import answers
import table
from command import Stop
from measure import Pair


class Answers(unittest.TestCase):
    def test_plain_figures(self):
        cases = {"1.500": "1.5", "100": "100", "100.0": "100", "-0.10": "-0.1", "1E+3": "1000"}
        for figure, plain in cases.items():
            self.assertEqual(answers.plain(figure), plain)

    def test_same_answers(self):
        answers.require_same("a", "b", [["x", "1.5"]], [["x", "1.5"]])

    def test_other_answers(self):
        for found in ([["x", "1.50"]], [], [["x", "1.5"], ["y", "0"]]):
            with self.assertRaises(Stop):
                answers.require_same("a", "b", found, [["x", "1.5"]])

    def test_other_columns(self):
        with self.assertRaises(Stop):
            answers.of_csv("cells", "target,sum\nx,1\n")

    def test_plancheck_without_figures(self):
        sums = '{"inputs": [{"used": 2}], "targets": [{"id": "y", "actual": null}, {"id": "x", "actual": "2.0"}]}'
        cells = (
            '{"inputs": [{"used": 2}], "targets": [{"id": "x", "cells": {"satisfied": 7}},'
            ' {"id": "y", "cells": {"satisfied": 0}}]}'
        )
        self.assertEqual(answers.of_plancheck(2, sums), [["x", "2"]])
        self.assertEqual(answers.of_plancheck(2, sums, cells), [["x", "7", "2"]])
        with self.assertRaises(Stop):
            answers.of_plancheck(3, sums)


class Table(unittest.TestCase):
    def test_significant_digits(self):
        cases = {0.0423: "0.0423", 0.556: "0.556", 1.234: "1.23", 9.999: "10.0", 99.96: "100", 1234.5: "1,234"}
        for number, text in cases.items():
            self.assertEqual(table.significant(number), text)

    def test_ratio_is_that_of_the_medians(self):
        pair = Pair("sum", "other", [1.0, 2.0, 4.0], [3.0, 5.0, 6.0], 1, 1)
        self.assertEqual(table.ratio(pair), "**2.50** (1.50–3.00)")


if __name__ == "__main__":
    unittest.main()
