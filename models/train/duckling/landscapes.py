"""Views that fill the frame, drawn by rule: mountains, hills, forests, waterfalls, the sea, the night sky, rooms.

Each takes a side and a random generator and returns float32 [S, S, 3] in 0..1. No two are alike.
"""

from __future__ import annotations

import numpy as np

from .filters import noise

Picture = np.ndarray
Chance = np.random.Generator

SKIES = (
    ((0.40, 0.68, 0.95), (0.86, 0.95, 1.0)),
    ((0.45, 0.25, 0.5), (1.0, 0.62, 0.3)),
    ((0.75, 0.80, 0.86), (0.93, 0.93, 0.92)),
    ((0.98, 0.80, 0.62), (0.98, 0.93, 0.80)),
)
NIGHT = ((0.02, 0.03, 0.14), (0.16, 0.18, 0.4))


def _grid(side: int) -> tuple[np.ndarray, np.ndarray]:
    """Rows and columns in 0..1."""
    rows, columns = np.mgrid[0:side, 0:side].astype(np.float32)
    return rows / side, columns / side


def _shaded(top: tuple, low: tuple, share: np.ndarray) -> Picture:
    return np.array(top, np.float32) + (np.array(low, np.float32) - np.array(top, np.float32)) * share[..., None]


def _sky(side: int, rng: Chance) -> Picture:
    rows, columns = _grid(side)
    top, low = SKIES[int(rng.integers(len(SKIES)))]
    sky = _shaded(top, low, rows)
    if rng.random() < 0.5:
        y, x, reach = rng.uniform(0.1, 0.4), rng.uniform(0.1, 0.9), rng.uniform(0.06, 0.13)
        sky[(rows - y) ** 2 + (columns - x) ** 2 < reach**2] = (1.0, 0.92, 0.6)
    cloud = np.clip(noise(side, 6, rng) * 2 - 0.6, 0, 0.8)[..., None] * (rng.random() < 0.5)
    return sky * (1 - cloud) + cloud


def _ridge(side: int, height: float, rough: float, rng: Chance) -> np.ndarray:
    """float32 [S]: the outline of a range of mountains or hills, as a row in 0..1 for every column."""
    columns = np.linspace(0, 1, side, dtype=np.float32)
    line = np.full(side, height, np.float32)
    for number, waves in enumerate((1.3, 2.7, 5.3, 9.7)):
        line += rough / (number + 1) * np.sin(columns * waves * 2 * np.pi + rng.uniform(0, 6.3))
    return line


def _peaks(side: int, height: float, rng: Chance) -> np.ndarray:
    """float32 [S]: pointed mountains."""
    columns = np.linspace(0, 1, side, dtype=np.float32)
    line = np.ones(side, np.float32)
    for _ in range(int(rng.integers(2, 5))):
        top, middle, slope = height + rng.uniform(-0.12, 0.12), rng.uniform(0, 1), rng.uniform(0.9, 1.8)
        line = np.minimum(line, top + np.abs(columns - middle) * slope)
    return line + 0.02 * np.sin(columns * 60 + rng.uniform(0, 6))


def mountains(side: int, rng: Chance) -> Picture:
    rows, _ = _grid(side)
    view = _sky(side, rng)
    rock = np.array((0.42, 0.42, 0.5), np.float32) * rng.uniform(0.6, 1.2) + rng.normal(0, 0.05, 3)
    line = _peaks(side, rng.uniform(0.18, 0.4), rng)
    depth = rows - line[None]
    light = 0.85 + 0.3 * (noise(side, 9, rng) > 0)
    view = np.where((depth > 0)[..., None], rock * light[..., None], view)
    view = np.where(((depth > 0) & (depth < 0.1 + 0.06 * noise(side, 14, rng)))[..., None], 0.96, view)
    near = _ridge(side, rng.uniform(0.7, 0.85), 0.04, rng)
    green = np.array((0.25, 0.5, 0.25), np.float32) * rng.uniform(0.6, 1.3)
    return np.clip(np.where((rows > near[None])[..., None], green * (1.3 - 0.5 * rows[..., None]), view), 0, 1)


def hills(side: int, rng: Chance) -> Picture:
    rows, _ = _grid(side)
    view = _sky(side, rng)
    green = np.array((0.35, 0.62, 0.3), np.float32) + rng.normal(0, 0.06, 3)
    for number in range(3):
        line = _ridge(side, 0.45 + 0.17 * number + rng.uniform(-0.05, 0.05), 0.05, rng)
        shade = green * (1.15 - 0.2 * number) + 0.03 * noise(side, 20, rng)[..., None]
        view = np.where((rows > line[None])[..., None], shade, view)
    return np.clip(view, 0, 1)


def forest(side: int, rng: Chance) -> Picture:
    """Rows of trees one behind the other, the nearest the darkest."""
    rows, columns = _grid(side)
    dark = rng.random() < 0.3
    view = _shaded(*NIGHT, rows) if dark else _sky(side, rng)
    pointed = rng.random() < 0.6
    for number in range(3):
        base = 0.45 + 0.24 * number + rng.uniform(-0.04, 0.04)
        green = np.array((0.13, 0.42, 0.22), np.float32) * (1.35 - 0.35 * number) * (0.5 if dark else 1.0)
        count = int(rng.integers(5, 9)) - number
        for place in range(count):
            middle, width = (place + rng.uniform(0.2, 0.8)) / count, 0.55 / count + 0.03 * number
            high = rng.uniform(0.28, 0.45)
            trunk = (np.abs(columns - middle) < 0.018) & (rows > base - 0.05) & (rows < base + 0.12)
            view[trunk] = np.array((0.36, 0.23, 0.13)) * (0.6 if dark else 1.0)
            if pointed:
                crown = (np.abs(columns - middle) < (rows - base + high) * width / high * 1.1) & (rows < base)
            else:
                crown = ((columns - middle) / width) ** 2 + ((rows - base + high / 2) / (high / 2)) ** 2 < 1
            view[crown] = green * rng.uniform(0.85, 1.2)
        view[(rows > base + 0.1)] = green * 0.75
    return np.clip(view + 0.04 * noise(side, 24, rng)[..., None], 0, 1)


def waterfall(side: int, rng: Chance) -> Picture:
    """White water between dark rocks, down into a pool; sometimes several falls."""
    rows, columns = _grid(side)
    view = np.empty((side, side, 3), np.float32)
    rock = np.array((0.36, 0.3, 0.26), np.float32) * rng.uniform(0.6, 1.5) + rng.normal(0, 0.03, 3).astype(np.float32)
    view[:] = rock * (0.9 + 0.35 * noise(side, 8, rng)[..., None] + 0.12 * np.sign(noise(side, 18, rng))[..., None])
    top, pool = rng.uniform(0.02, 0.28), rng.uniform(0.76, 0.9)
    crest = _ridge(side, top, 0.03, rng)
    above = rows < crest[None]
    view[above] = _sky(side, rng)[above]
    trees = (rows < crest[None] + 0.09 + 0.05 * noise(side, 10, rng)) & ~above
    view[trees] = np.array((0.22, 0.5, 0.24)) * rng.uniform(0.7, 1.2)
    for _ in range(1 if rng.random() < 0.65 else int(rng.integers(2, 4))):
        middle, width = rng.uniform(0.25, 0.75), rng.uniform(0.08, 0.22)
        sway = 0.02 * np.sin(rows * rng.uniform(4, 9) + rng.uniform(0, 6)) + 0.02 * noise(side, 7, rng)
        inside = (
            (np.abs(columns - middle + sway) < width * (0.75 + 0.4 * rows))
            & (rows > crest[None])
            & (rows < pool + 0.03)
        )
        streaks = 0.5 + 0.5 * np.sin(columns * rng.uniform(70, 130) + 4 * noise(side, 6, rng))
        water = _shaded((0.45, 0.72, 0.92), (1.0, 1.0, 1.0), streaks)
        view[inside] = water[inside]
    deep = rows > pool + 0.015 * np.sin(columns * 20)
    view[deep] = (_shaded((0.3, 0.62, 0.82), (0.1, 0.32, 0.55), (rows - pool) / (1 - pool)))[deep]
    foam = (np.abs(rows - pool) < 0.05 + 0.05 * noise(side, 14, rng)) & (np.abs(columns - 0.5) < 0.38)
    view[foam] = 0.96
    return np.clip(view, 0, 1)


def sea(side: int, rng: Chance) -> Picture:
    rows, columns = _grid(side)
    view, horizon = _sky(side, rng), rng.uniform(0.35, 0.6)
    water = _shaded((0.25, 0.58, 0.8), (0.06, 0.25, 0.5), np.clip((rows - horizon) / (1 - horizon), 0, 1))
    crests = np.sin(np.clip(rows - horizon, 0, 1) ** 0.7 * 90 + 3 * noise(side, 5, rng) + columns * 3) > 0.75
    water[crests] += 0.3
    view = np.where((rows > horizon)[..., None], water, view)
    if rng.random() < 0.4:
        beach = _ridge(side, 0.85, 0.03, rng)
        view = np.where((rows > beach[None])[..., None], np.array((0.93, 0.83, 0.6)), view)
    return np.clip(view, 0, 1).astype(np.float32)


def night_sky(side: int, rng: Chance) -> Picture:
    rows, columns = _grid(side)
    view = _shaded(*NIGHT, rows) + 0.06 * noise(side, 5, rng)[..., None] * np.array((0.6, 0.4, 1.0), np.float32)
    for _ in range(int(rng.integers(20, 60))):
        y, x, reach = rng.random(), rng.random(), rng.uniform(0.006, 0.02)
        view[(rows - y) ** 2 + (columns - x) ** 2 < reach**2] = (1.0, 1.0, rng.uniform(0.7, 1.0))
    if rng.random() < 0.6:
        y, x, reach = rng.uniform(0.15, 0.6), rng.uniform(0.2, 0.8), rng.uniform(0.08, 0.18)
        disc = (rows - y) ** 2 + (columns - x) ** 2 < reach**2
        if rng.random() < 0.5:
            disc &= (rows - y + reach * 0.3) ** 2 + (columns - x - reach * 0.5) ** 2 > (reach * 0.9) ** 2
        view[disc] = (0.98, 0.95, 0.75)
    if rng.random() < 0.4:
        line = _ridge(side, rng.uniform(0.75, 0.9), 0.05, rng)
        view = np.where((rows > line[None])[..., None], np.array((0.03, 0.05, 0.07)), view)
    return np.clip(view, 0, 1).astype(np.float32)


def room(side: int, rng: Chance) -> Picture:
    """A wall, a floor in perspective, a window or a picture, a rug."""
    rows, columns = _grid(side)
    wall = np.array((0.85, 0.76, 0.64), np.float32) + rng.normal(0, 0.09, 3).astype(np.float32)
    floor = np.array((0.55, 0.38, 0.24), np.float32) * rng.uniform(0.7, 1.3)
    edge = rng.uniform(0.58, 0.72)
    view = np.where(
        (rows > edge)[..., None], floor * (0.8 + 0.4 * rows[..., None]), wall * (1.05 - 0.15 * rows[..., None])
    )
    boards = (np.abs(((columns - 0.5) / (rows - edge + 0.35) * 6) % 1) < 0.1) & (rows > edge)
    view[boards] *= 0.8
    y, x, high, wide = (
        rng.uniform(0.1, 0.2),
        rng.uniform(0.1, 0.6),
        rng.uniform(0.22, 0.34),
        rng.uniform(0.2, 0.32),
    )
    frame = (rows > y - 0.02) & (rows < y + high + 0.02) & (columns > x - 0.02) & (columns < x + wide + 0.02)
    pane = (rows > y) & (rows < y + high) & (columns > x) & (columns < x + wide)
    view[frame] = (0.96, 0.95, 0.9)
    view[pane] = _sky(side, rng)[pane]
    view[pane & ((np.abs(columns - x - wide / 2) < 0.012) | (np.abs(rows - y - high / 2) < 0.012))] = 0.95
    if rng.random() < 0.6:
        rug = ((columns - 0.5) / 0.38) ** 2 + ((rows - 0.86) / 0.1) ** 2 < 1
        view[rug] = rng.uniform(0.2, 0.8, 3)
    return np.clip(view, 0, 1).astype(np.float32)


LANDSCAPES = {
    "mountains": (
        mountains,
        ("mountains", "a mountain range", "a landscape with mountains", "a mountain landscape", "snowy mountains"),
    ),
    "hills": (hills, ("hills", "green hills", "a landscape", "a landscape with hills", "a meadow", "the countryside")),
    "forest": (forest, ("a forest", "a forest", "woods", "trees", "a pine forest")),
    "waterfall": (
        waterfall,
        ("a waterfall", "a waterfall", "waterfalls", "a waterfall between rocks", "a landscape with a waterfall"),
    ),
    "sea": (sea, ("the sea", "the ocean", "waves", "a seascape", "the open sea")),
    "night sky": (
        night_sky,
        ("the night sky", "a night sky", "a starry night", "stars and the moon", "the night sky with stars"),
    ),
    "room": (room, ("a room", "an interior", "a living room", "a room with a window")),
}
"""What draws each view, and what it is called."""
