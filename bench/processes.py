"""Memory and processor time of the copy's processes, from /proc."""

import os
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from bench.stack import Stack


@dataclass(frozen=True, slots=True)
class Usage:
    """Bytes held and seconds of processor time used; `pss` None where it may not be read."""

    rss: int = 0
    pss: int | None = 0
    cpu: float = 0.0

    @classmethod
    def sum(cls, of: Iterable["Usage"]) -> "Usage":
        """Add usages up; one unknown PSS makes the sum unknown."""
        every = list(of)
        shares = [one.pss for one in every]
        known = [share for share in shares if share is not None]
        return cls(
            sum(one.rss for one in every),
            sum(known) if len(known) == len(shares) else None,
            sum(one.cpu for one in every),
        )

    def data(self) -> dict[str, float | None]:
        """Return it as the JSON holds it."""
        return {"rss_bytes": self.rss, "pss_bytes": self.pss, "cpu_s": round(self.cpu, 1)}


def by_program(stack: Stack) -> dict[str, Usage]:
    """Return each program's usage with all its children, and the supervisor's own."""
    tree = children()
    found = {
        program.name: Usage.sum(usage(pid) for pid in family(stack.pid(program.name), tree))
        for program in stack.programs
    }
    supervisor = int((stack.settings.data_dir / "supervisord.pid").read_text())
    return {**found, "supervisord": usage(supervisor)}


def children() -> dict[int, list[int]]:
    """Return the process ids of each process's children."""
    tree: defaultdict[int, list[int]] = defaultdict(list)
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            # The command's name, in brackets, may hold spaces: count from behind it.
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
        tree[parent].append(int(folder.name))
    return tree


def family(pid: int, tree: dict[int, list[int]]) -> list[int]:
    """Return a process and all that descend from it; nothing for 0."""
    if pid == 0:
        return []
    return [pid, *(one for child in tree.get(pid, ()) for one in family(child, tree))]


def usage(pid: int) -> Usage:
    """Return one process's usage, nothing if it has gone."""
    folder = Path("/proc") / str(pid)
    try:
        ticks = (folder / "stat").read_text().rpartition(")")[2].split()[11:13]
        cpu = sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")
        rss = int((folder / "statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return Usage()
    return Usage(rss, _pss(folder), cpu)


def _pss(folder: Path) -> int | None:
    try:
        for line in (folder / "smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    except OSError:
        return None
    return None
