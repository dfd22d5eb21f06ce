"""`python -m duckling.curve FILE.svg` draws log/stage_one.jsonl: error by pictures seen, a line for each noise level."""

from __future__ import annotations

import argparse
import itertools
import json
import math
from pathlib import Path

from .errors import LOG, TIMESTEPS

WIDTH, HEIGHT, LEFT, TOP, RIGHT, BOTTOM = 760, 420, 60, 40, 700, 370
COLOURS = ("#4e79a7", "#76b7b2", "#59a14f", "#9c755f", "#f28e2b", "#e15759", "#b07aa1")


def _text(x: float, y: float, words: str, anchor: str = "middle", colour: str = "#333") -> str:
    return f'<text x="{x:.0f}" y="{y:.0f}" text-anchor="{anchor}" fill="{colour}">{words}</text>'


def _runs(rows: list[dict]) -> list[list[dict]]:
    """Measurements that one line joins: of one resolution, and of weights that go on from one another."""
    runs: list[list[dict]] = []
    for row in rows:
        last = runs[-1][-1] if runs else None
        if last and row["resolution"] == last["resolution"] and row["pictures"] > last["pictures"]:
            runs[-1].append(row)
        else:
            runs.append([row])
    return runs


def drawn(rows: list[dict]) -> str:
    """The plot as SVG; the error on a logarithmic scale, a dashed line where the first measurement of a resolution stands."""
    pictures = [row["pictures"] for row in rows]
    values = [value for row in rows for value in row["errors"].values()]
    most, low, high = max(pictures) or 1, min(values) * 0.9, max(values) * 1.1

    def place(count: float, error: float) -> tuple[float, float]:
        share = (math.log(error) - math.log(low)) / (math.log(high) - math.log(low))
        return LEFT + (RIGHT - LEFT) * count / most, BOTTOM - (BOTTOM - TOP) * share

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="12">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>',
        f'<path d="M{LEFT} {TOP}V{BOTTOM}H{RIGHT}" fill="none" stroke="#999"/>',
        _text((LEFT + RIGHT) / 2, 20, "Stage I: squared error of v on fixed scenes, by timestep"),
        _text((LEFT + RIGHT) / 2, HEIGHT - 12, "pictures seen"),
    ]
    for error in (0.03, 0.05, 0.1, 0.2, 0.3, 0.5):
        if low < error < high:
            y = place(0, error)[1]
            parts += [f'<path d="M{LEFT} {y:.1f}H{RIGHT}" stroke="#ddd"/>', _text(LEFT - 6, y + 4, str(error), "end")]
    for share in (0, 0.5, 1):
        parts.append(_text(LEFT + (RIGHT - LEFT) * share, BOTTOM + 18, f"{most * share / 1000:.0f}k"))
    for before, after in itertools.pairwise(rows):
        if before["resolution"] != after["resolution"]:
            x = place(after["pictures"], low)[0]
            parts.append(f'<path d="M{x:.1f} {TOP}V{BOTTOM}" stroke="#999" stroke-dasharray="4 4"/>')
            parts.append(_text(x + 4, TOP + 10, f"{after['resolution']} px", "start"))
    ends: list[tuple[float, float, str, str]] = []
    for step, colour in zip(TIMESTEPS, COLOURS, strict=True):
        points: list[tuple[float, float]] = []
        for run in _runs(rows):
            points = [place(row["pictures"], row["errors"][str(step)]) for row in run]
            line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
            parts.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"/>')
            parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.5" fill="{colour}"/>' for x, y in points]
        ends.append((points[-1][1], points[-1][0], f"t {step}", colour))
    above = -math.inf
    for y, x, name, colour in sorted(ends):
        above = max(y, above + 13)  # A line of text below the label above it.
        parts.append(_text(x + 6, above + 4, name, "start", colour))
    return "\n".join([*parts, "</svg>"]) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m duckling.curve")
    parser.add_argument("file", type=Path)
    parser.add_argument("--set", choices=("plain", "all"), default="all")
    options = parser.parse_args()
    rows = [json.loads(line) for line in LOG.read_text().splitlines()]
    # What weights were lost before they could go on is in the log alone.
    rows = [
        row for row in rows if row["set"] == options.set and row["pictures"] is not None and row.get("continued", True)
    ]
    options.file.write_text(drawn(rows))
    print(options.file)


if __name__ == "__main__":
    main()
