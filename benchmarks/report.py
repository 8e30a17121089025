"""The figures of :mod:`run` as Markdown tables, and as a plot."""

from __future__ import annotations

import math
from collections import defaultdict
from itertools import pairwise
from statistics import median
from typing import Any

BASELINE = "plain"
COLOURS = ("#6b7280", "#2563eb", "#d97706", "#059669", "#dc2626", "#7c3aed", "#0891b2", "#be185d")


def tables(records: dict[str, Any]) -> str:
    """CPU and ratios for each size, and what the rest of the cost is."""
    cells = _cells(records)
    systems = list(dict.fromkeys(system for system, _, _ in cells))
    sizes = sorted({size for _, size, _ in cells})
    cases = list(dict.fromkeys(case for _, _, case in cells))
    parts = [", ".join(f"{name} {value}" for name, value in records["machine"].items())]
    for size in sizes:
        shown = [name for name in systems if any((name, size, case) in cells for case in cases)]
        costs = [[case, *(_cost(cells, name, size, case) for name in shown)] for case in cases]
        columns = [["CPU seconds", *shown], *(column for column in costs if any(column[1:]))]
        rows = [list(row) for row in zip(*columns, strict=True)]
        parts.append(f"### {size} posts\n\n{_table(rows)}")
        rest = _rest(cells, [name for name in shown if not _is_cut(name)], size, cases)
        parts += [_table(rest)] if rest[1:] else []
    systems = [name for name in systems if sum(name == known[0] for known in cells) > len(cases)]
    growth = [["growth exponent", *systems]]
    for case, label in (("cold", "cold"), ("read-j8", "reading, eight jobs")):
        measured = sorted({size for _, size, name in cells if name == case})
        for low, high in pairwise(measured):
            cost = [
                (cells.get((name, low, case)), cells.get((name, high, case))) for name in systems
            ]
            row = [
                f"{_exponent(a['cpu'], b['cpu'], low, high):.2f}" if a and b else ""
                for a, b in cost
            ]
            if any(row):
                growth.append([f"{label}, {low} to {high}", *row])
    if len(growth) > 1:
        parts.append(_table(growth))
    return "\n\n".join(parts)


def plot(records: dict[str, Any]) -> str:
    """CPU milliseconds a post of cold builds over the number of posts: flat is linear."""
    points: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for (system, size, case), cell in sorted(_cells(records).items()):
        if case == "cold" and not _is_cut(system):
            points[system].append((size, 1000 * cell["cpu"] / size))
    sizes = sorted({size for line in points.values() for size, _ in line})
    top = 1.1 * max((cost for line in points.values() for _, cost in line), default=1)
    width, height, left, bottom = 640, 320, 60, 40

    def x(size: int) -> float:
        span = math.log(sizes[-1] / sizes[0]) or 1
        return left + (width - left - 130) * math.log(size / sizes[0]) / span

    def y(cost: float) -> float:
        return (height - bottom) * (1 - cost / top) + 10

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height + 20}" role="img">',
        '<g font-family="system-ui, sans-serif" font-size="13" fill="#6b7280">',
        "<title>CPU milliseconds a post of a first build, by the number of posts</title>",
    ]
    for cost in range(0, int(top) + 1, 10 if top < 100 else 50):
        line = f'<path d="M{left} {y(cost):.1f}H{width - 120}" stroke="#6b7280" opacity=".25"/>'
        parts.append(
            f'{line}<text x="{left - 8}" y="{y(cost) + 4:.1f}" text-anchor="end">{cost}</text>'
        )
    parts += [
        f'<text x="{x(size):.1f}" y="{height}" text-anchor="middle">{size}</text>' for size in sizes
    ]
    parts.append(f'<text x="{left}" y="{height + 18}">posts; CPU milliseconds a post</text>')
    for colour, (system, line) in zip(COLOURS, points.items(), strict=False):
        way = " ".join(f"{x(size):.1f},{y(cost):.1f}" for size, cost in line)
        parts.append(f'<polyline points="{way}" fill="none" stroke="{colour}" stroke-width="2.5"/>')
        parts += [
            f'<circle cx="{x(size):.1f}" cy="{y(cost):.1f}" r="3.5" fill="{colour}"/>'
            for size, cost in line
        ]
        size, cost = line[-1]
        parts.append(
            f'<text x="{x(size) + 10:.1f}" y="{y(cost) + 4:.1f}" fill="{colour}">{system}</text>'
        )
    return "\n".join([*parts, "</g></svg>"]) + "\n"


def _cells(records: dict[str, Any]) -> dict[tuple[str, int, str], dict[str, float]]:
    """Medians by system, size and case."""
    found: dict[tuple[str, int, str], list[dict[str, Any]]] = defaultdict(list)
    for record in records["figures"]:
        found[record["system"], record["size"], record["case"]].append(record)
    return {
        key: {
            name: median(record[name] for record in some)
            for name, value in some[0].items()
            if isinstance(value, int | float) and name != "size"
        }
        for key, some in found.items()
    }


def _is_cut(system: str) -> bool:
    return system.startswith("without ")


def _cost(cells: dict[Any, dict[str, float]], name: str, size: int, case: str) -> str:
    cell, base = cells.get((name, size, case)), cells.get((BASELINE, size, case))
    if cell is None:
        return ""
    ratio = f" ({cell['cpu'] / base['cpu']:.2f})" if base and name != BASELINE else ""
    return f"{cell['cpu']:.2f}{ratio}"


def _rest(
    cells: dict[Any, dict[str, float]], shown: list[str], size: int, cases: list[str]
) -> list[list[str]]:
    """Memory, pages, and the share of the main process."""
    rows = [["", *shown]]

    def add(label: str, case: str, value: str, form: str, scale: float = 1) -> None:
        found = [cells.get((name, size, case), {}).get(value) for name in shown]
        if any(number is not None for number in found):
            texts = ["" if n is None else form.format(n * scale) for n in found]
            rows.append([label, *texts])

    add("peak memory, cold, MB", "cold", "memory", "{:.0f}")
    add("peak memory, one edit, MB", "body", "memory", "{:.0f}")
    add("peak memory, cold, four jobs, MB", "cold-j4", "memory", "{:.0f}")
    add("files", "cold", "files", "{:.0f}")
    add("MB written, cold", "cold", "bytes", "{:.1f}", 1e-6)
    for case in ("none", "body", "title", "tag", "add", "checkout"):
        if case in cases:
            add(f"pages written, {case}", case, "written_pages", "{:.0f}")
    add("wall seconds, cold", "cold", "wall", "{:.1f}")
    add("wall seconds, cold, four jobs", "cold-j4", "wall", "{:.1f}")
    add("main process, four jobs, ms a post", "cold-j4", "main", "{:.1f}", 1000 / size)
    return rows


def _exponent(low_cost: float, high_cost: float, low: int, high: int) -> float:
    return math.log(high_cost / low_cost) / math.log(high / low)


def _table(rows: list[list[str]]) -> str:
    head, *rest = rows
    lines = [head, ["---"] * len(head), *rest]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
