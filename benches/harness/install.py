"""What has to be there before anything can be measured, and how each engine is called."""

import dataclasses
import json
import os
import pathlib
import shutil
import subprocess
import sys

import answers
from command import Command, Stop, say

# In the order in which they appear; without plancheck the first one is what the others are held against.
PEERS = ("duckdb-cli", "duckdb", "polars", "xan", "miller")
XAN_VERSION = "0.61.0"


@dataclasses.dataclass(frozen=True)
class Tools:
    """Programs that are no peers. `plancheck` and `hyperfine` may be None."""

    generate: pathlib.Path
    empty: pathlib.Path
    plancheck: pathlib.Path | None
    hyperfine: str | None


def tools(here, work, options):
    cargo("the generator", here / "generate" / "Cargo.toml", work / "target")
    plancheck = None
    if not options.peers_only:
        plancheck = options.plancheck.resolve() if options.plancheck else build_plancheck(here.parent)
    if not options.no_install:
        programs = ["hyperfine"] + (["mlr"] if "miller" in options.peers else [])
        apt([program for program in programs if not shutil.which(program)])
        if {"duckdb", "duckdb-cli", "polars"} & set(options.peers):
            pip(work / "venv", here / "peers" / "requirements.txt")
        if "xan" in options.peers and not (work / "xan" / "bin" / "xan").exists():
            install_xan(work)
    hyperfine = shutil.which("hyperfine")
    if not hyperfine:
        say("no hyperfine: times are taken by this program")
    release = work / "target" / "release"
    return Tools(release / "generate", release / "empty", plancheck, hyperfine)


def cargo(what, manifest, target):
    say(f"building {what}")
    words = ["cargo", "build", "--release", "--locked", "--quiet", "--manifest-path", manifest, "--target-dir", target]
    Command(words).output()


def build_plancheck(root):
    """Builds plancheck where cargo would anyway, and says where that is."""
    say("building plancheck")
    words = ["cargo", "build", "--release", "--locked", "--quiet", "--bin", "plancheck"]
    text = Command([*words, "--manifest-path", root / "Cargo.toml", "--message-format", "json"]).output()
    for message in map(json.loads, text.splitlines()):
        if message.get("executable"):
            return pathlib.Path(message["executable"])
    raise Stop("cargo built no plancheck")


def apt(programs):
    """Installs Debian packages, or says that it goes on without."""
    packages = ["miller" if program == "mlr" else program for program in programs]
    if not packages:
        return
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        say(f"not installed, going on without (apt as root would install them): {', '.join(packages)}")
        return
    say(f"installing {', '.join(packages)} with apt")
    for package in packages:
        try:
            Command(["apt-get", "install", "-y", "-q", package]).output()
        except Stop as stop:
            say(f"going on without {package} (perhaps `apt-get update` first): {stop}")


def pip(venv, requirements):
    """Makes a virtual environment of exactly the required versions; one that has them already is left alone."""
    stamp = venv / "requirements.txt"
    if stamp.exists() and stamp.read_bytes() == requirements.read_bytes():
        return
    say("installing DuckDB and Polars with pip")
    try:
        Command([sys.executable, "-m", "venv", venv]).output()
        Command([venv / "bin" / "pip", "install", "--quiet", "--requirement", requirements]).output()
    except Stop as stop:
        say(f"going on without what pip cannot install: {stop}")
        return
    shutil.copyfile(requirements, stamp)


def install_xan(work):
    say("building xan; this takes some minutes")
    words = ["cargo", "install", "xan", "--locked", "--quiet", "--version", XAN_VERSION]
    try:
        Command([*words, "--root", work / "xan", "--target-dir", work / "target"]).output()
    except Stop as stop:
        say(f"going on without xan: {stop}")


class Plancheck:
    """The program that the benchmark is about."""

    label = "plancheck"
    cell_bytes_per_row = 0

    def __init__(self, binary, plans):
        self.binary = binary
        self.plans = plans

    def command(self, job, actuals, _targets):
        words = [self.binary, "evaluate", actuals, "--plan", self.plans[job], "--as-of", "2022"]
        # A missed goal is no failed command; JSON, so that what is timed is what was checked.
        return Command([*words, "--format", "json", "--no-fail"])

    def answers(self, job, actuals, targets):
        with pathlib.Path(actuals).open("rb") as file:
            rows = sum(part.count(b"\n") for part in iter(lambda: file.read(1 << 20), b"")) - 1
        sums = self.command("sum", actuals, targets).output()
        cells = self.command("cells", actuals, targets).output() if job == "cells" else None
        return answers.of_plancheck(rows, sums, cells)


class Peer:
    """An engine that does the same jobs."""

    def __init__(self, name, program, version, words, cell_bytes_per_row=0):
        self.name = name
        self.program = program
        self.words = words
        # What the job of cells takes where it grows with the rows, measured at ten million rows in random order.
        self.cell_bytes_per_row = cell_bytes_per_row
        try:
            ended = subprocess.run([program, *version], capture_output=True, text=True, stdin=subprocess.DEVNULL)
            found = ended.stdout.strip() if ended.returncode == 0 else ""
        except OSError:
            found = ""
        self.usable = bool(found)
        if not self.usable:
            say(f"going on without {name}: it does not run")
        number = next((word.lstrip("v") for word in found.split() if word.lstrip("v")[:1].isdigit()), "")
        self.label = f"{name} {number}"

    def command(self, job, actuals, targets):
        return Command([self.program, *self.words(job, actuals, targets)])

    def answers(self, job, actuals, targets):
        return answers.of_csv(job, self.command(job, actuals, targets).output())


def peers(here, work, wanted):
    scripts = here / "peers"
    binaries = work / "venv" / "bin"
    python = binaries / "python"
    xan = work / "xan" / "bin" / "xan"

    def duckdb_cli(job, actuals, targets):
        sets = [f"set variable {name} = {literal(path)}" for name, path in (("actuals", actuals), ("targets", targets))]
        options = ["-init", os.devnull, "-csv", "-cmd", f"{sets[0]}; {sets[1]};"]
        return [*options, "-f", scripts / "duckdb" / f"{job}.sql"]

    def script(path):
        return lambda *job: [path, *job]

    def version_of(package):
        return ["-c", f"import {package}; print({package}.__version__)"]

    def miller(job, actuals, targets):
        files = [targets, actuals] if job == "cells" else [actuals]
        program = scripts / "miller" / f"{job}.mlr"
        return ["--icsv", "--ocsv", "put", "-q", "-f", program, "then", "sort", "-f", "target", *files]

    all_peers = {
        "duckdb-cli": lambda: Peer("DuckDB CLI", binaries / "duckdb", ["--version"], duckdb_cli),
        "duckdb": lambda: Peer(
            "DuckDB Python", python, version_of("duckdb"), script(scripts / "duckdb" / "job.py")
        ),
        "polars": lambda: Peer("Polars", python, version_of("polars"), script(scripts / "polars" / "job.py")),
        "xan": lambda: XanPeer(xan, scripts / "xan" / "job.sh"),
        "miller": lambda: Peer("Miller", "mlr", ["--version"], miller, cell_bytes_per_row=1_000),
    }
    return [all_peers[name]() for name in PEERS if name in wanted]


class XanPeer(Peer):
    """xan takes a pipeline, and so a shell, to do a job."""

    def __init__(self, binary, script):
        super().__init__("xan", binary, ["--version"], None, cell_bytes_per_row=350)
        self.script = script

    def command(self, job, actuals, targets):
        return Command(["sh", self.script, self.program, job, actuals, targets])


def literal(path):
    """A path as a string of SQL."""
    return "'" + str(path).replace("'", "''") + "'"
