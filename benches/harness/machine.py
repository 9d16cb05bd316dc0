"""The machine that measures."""

import datetime
import os
import pathlib
import platform


def describe(load):
    """One line: processor, cores, memory, system, date, and the load when it was not idle."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    parts = [processor(), f"{cores} core{'' if cores == 1 else 's'}"]
    if total := memory_line("MemTotal"):
        parts.append(f"{round(total / 2**30)} GiB of memory")
    parts += [f"{platform.system()} {platform.machine()}", datetime.date.today().isoformat()]
    if load >= 0.5:
        parts.append(f"**not idle: load {load:.1f} at the start**")
    return ", ".join(parts)


def processor():
    try:
        lines = pathlib.Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        lines = []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()


def available_memory():
    """Bytes that programs can have, or None where the system does not say."""
    return memory_line("MemAvailable")


def memory_line(name):
    try:
        lines = pathlib.Path("/proc/meminfo").read_text().splitlines()
    except OSError:
        return None
    for line in lines:
        if line.startswith(f"{name}:"):
            return int(line.split()[1]) * 1024
    return None
