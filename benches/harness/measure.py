"""Times and memory."""

import dataclasses
import json
import statistics
import subprocess
import sys
import time

from command import Command, Stop, say

WARM_UPS = 2


@dataclasses.dataclass(frozen=True)
class Pair:
    """Two commands, measured alternately."""

    job: str
    name: str
    # Seconds, one for each turn: the n-th of both were measured one right after the other.
    ours: list
    theirs: list
    # Peak memory in KiB.
    our_memory: int
    their_memory: int

    @property
    def our_time(self):
        return statistics.median(self.ours)

    @property
    def their_time(self):
        return statistics.median(self.theirs)

    @property
    def ratio(self):
        """How many times as long they take."""
        return self.their_time / self.our_time

    @property
    def ratios(self):
        """The least and the greatest ratio of two neighbouring measurements."""
        ratios = [theirs / ours for ours, theirs in zip(self.ours, self.theirs)]
        return min(ratios), max(ratios)

    def renamed(self, job):
        return dataclasses.replace(self, job=job)


def warm(path):
    """Reads a file, so that nobody has to wait for the disk."""
    with path.open("rb", buffering=0) as file:
        while file.read(1 << 20):
            pass


class Runner:
    """Measures commands. Without hyperfine it takes the time itself."""

    def __init__(self, folder, hyperfine, runs, slow):
        self.export = folder / "hyperfine.json"
        self.peak = folder / "peak.txt"
        self.hyperfine = hyperfine
        self.runs = runs
        self.slow = slow
        self.peaks = {}
        self.has_time = self.gnu_time(Command(["true"])) is not None
        if not self.has_time:
            say("no GNU time at /usr/bin/time: memory below that of a Python process cannot be told")

    def pair(self, job, name, ours, theirs, batch=1):
        """Runs both alternately, so that a slow phase of the machine is no advantage to either.

        A turn is the median of `batch` runs. When either takes longer than `slow`, the pair is a single turn, and the
        first run of the slow one is it: there is nothing to warm up that was not read when the answers were checked.
        """
        say(f"measuring {job}: {name}")
        first = [self.warm_up(ours), self.warm_up(theirs)]
        if any(first):
            our_time, their_time = (
                time or self.seconds(command, 1)[0] for time, command in zip(first, (ours, theirs))
            )
            return Pair(job, name, [our_time], [their_time], self.memory(ours), self.memory(theirs))
        our_times, their_times = [], []
        for turn in range(self.runs):
            # Each goes first in every other turn.
            first_ours = turn % 2 == 0
            for command in (ours, theirs) if first_ours else (theirs, ours):
                times = our_times if command is ours else their_times
                times.append(statistics.median(self.seconds(command, batch)))
        return Pair(job, name, our_times, their_times, self.memory(ours), self.memory(theirs))

    def warm_up(self, command):
        """The time of a slow command's first run; None after the warm-ups of one that is not."""
        for _ in range(WARM_UPS):
            (taken,) = self.seconds(command, 1)
            if taken > self.slow:
                return taken
        return None

    def seconds(self, command, runs):
        if not self.hyperfine:
            return [self.own_clock(command) for _ in range(runs)]
        words = ["-N", "--style", "none", "--warmup", "0", "--runs", str(runs), "--export-json", str(self.export)]
        Command([self.hyperfine, *words, str(command)]).output()
        return json.loads(self.export.read_text())["results"][0]["times"]

    @staticmethod
    def own_clock(command):
        start = time.perf_counter()
        status = subprocess.run(
            command.words, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ).returncode
        end = time.perf_counter()
        if status != 0:
            raise Stop(f"status {status} of: {command}")
        return end - start

    def memory(self, command):
        """The peak memory in KiB of the largest process of a command. It hardly varies, so it is measured once."""
        key = str(command)
        if key not in self.peaks:
            peak = self.gnu_time(command) if self.has_time else self.own_peak(command)
            if peak is None:
                raise Stop(f"the memory cannot be measured of: {command}")
            self.peaks[key] = peak
        return self.peaks[key]

    def gnu_time(self, command):
        """A small program has to start the command: a process counts the memory of the one that it was forked from."""
        words = ["/usr/bin/time", "-f", "%M", "-o", str(self.peak), *command.words]
        try:
            ended = subprocess.run(
                words, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )
        except FileNotFoundError:
            return None
        text = self.peak.read_text().strip() if ended.returncode == 0 else ""
        return int(text) if text.isdigit() else None

    @staticmethod
    def own_peak(command):
        code = (
            "import resource, subprocess, sys\n"
            "subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True)\n"
            "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
        )
        peak = int(Command([sys.executable, "-S", "-c", code, *command.words]).output())
        # Linux counts KiB, macOS bytes.
        return peak // 1024 if sys.platform == "darwin" else peak
