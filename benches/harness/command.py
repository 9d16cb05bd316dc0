"""Commands, and how the harness speaks."""

import os
import shlex
import subprocess
import sys


class Stop(Exception):
    """Why there can be no measurement."""


def say(text):
    """Says on standard error what is going on; standard output is for the table."""
    print(text, file=sys.stderr, flush=True)


class Command:
    """A program with its arguments; no shell is involved."""

    def __init__(self, words):
        self.words = [os.fspath(word) if isinstance(word, os.PathLike) else str(word) for word in words]

    def __str__(self):
        return shlex.join(self.words)

    def output(self):
        """What it prints; it has to succeed."""
        ended = subprocess.run(self.words, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        if ended.returncode != 0:
            complaint = ended.stderr.decode(errors="replace").strip()[-2000:]
            raise Stop(f"status {ended.returncode} of: {self}\n{complaint}")
        return ended.stdout.decode()
