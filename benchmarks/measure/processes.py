"""Runs a command and measures it: seconds, and the most memory that it and its children held at one moment."""

import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

SECONDS_BETWEEN_LOOKS = 0.05
SHOWN_LINES = 25


@dataclass(frozen=True)
class Measured:
    """A command that has ended well."""

    output: str
    seconds: float
    # Moments (seconds since 1970) and the bytes that the command and its children held then.
    samples: tuple[tuple[float, int], ...]

    @property
    def peak_mb(self) -> int:
        return self.peak_between(float("-inf"), float("inf"))

    def peak_between(self, start: float, end: float) -> int:
        """Megabytes held at most from one moment to another; the look before counts where none fell in between."""
        before = [size for moment, size in self.samples if moment <= start][-1:]
        return max([size for moment, size in self.samples if start <= moment <= end] or before or [0]) // 2**20


class CommandError(Exception):
    """A command that ended badly; the message has the end of what it printed."""


def run_measured(command: Sequence[str], folder: Path, environment: Mapping[str, str] | None = None) -> Measured:
    """Run a command in a folder, with this environment or that of this process. CommandError if it fails."""
    samples: list[tuple[float, int]] = []
    stopped = threading.Event()

    def watch(process_id: int) -> None:
        while not stopped.wait(SECONDS_BETWEEN_LOOKS):
            samples.append((time.time(), tree_memory(process_id)))

    started = time.perf_counter()
    with subprocess.Popen(
        command, cwd=folder, env=environment,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8", errors="replace",
    ) as process:  # fmt: skip
        watcher = threading.Thread(target=watch, args=(process.pid,), daemon=True)
        watcher.start()
        try:
            output = process.communicate()[0]
        finally:
            stopped.set()
            watcher.join()
    seconds = time.perf_counter() - started
    if process.returncode != 0:
        shown = "\n".join(output.strip().splitlines()[-SHOWN_LINES:])
        raise CommandError(f"{' '.join(map(str, command))} ended with status {process.returncode}:\n{shown}")
    return Measured(output, seconds, tuple(samples))


def tree_memory(process_id: int) -> int:
    """Bytes that a process and its children hold in memory now; 0 when it has ended."""
    try:
        root = psutil.Process(process_id)
        processes = [root, *root.children(recursive=True)]
    except psutil.Error:
        return 0
    total = 0
    for process in processes:
        try:
            total += process.memory_info().rss
        except psutil.Error:
            continue
    return total
