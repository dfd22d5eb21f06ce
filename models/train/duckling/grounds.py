"""Grounds that anything may lie over: blotches of strong colour, strokes, and other pictures gone soft."""

from __future__ import annotations

import colorsys

import numpy as np

from .filters import blur, noise

Picture = np.ndarray
Chance = np.random.Generator


def strong_colour(rng: Chance) -> np.ndarray:
    """float32 [3]: a colour that a painter would mix, seldom grey."""
    hue, saturation, value = rng.random(), rng.uniform(0.15, 0.85), rng.uniform(0.25, 1.0)
    return np.array(colorsys.hsv_to_rgb(hue, saturation, value), np.float32)


def blotches(side: int, rng: Chance) -> Picture:
    """float32 [S, S, 3]: three or four colours in large soft patches."""
    ground = np.empty((side, side, 3), np.float32)
    ground[:] = strong_colour(rng)
    cells = int(rng.integers(2, 6))
    for _ in range(int(rng.integers(2, 4))):
        hard = rng.uniform(1.5, 6)
        share = np.clip(noise(side, cells, rng) * hard + rng.uniform(-0.3, 0.6), 0, 1)[..., None]
        ground = ground * (1 - share) + strong_colour(rng) * share
    return ground


def strokes(side: int, rng: Chance) -> Picture:
    """float32 [S, S, 3]: brush marks of two colours that run one way."""
    rows, columns = np.mgrid[0:side, 0:side].astype(np.float32) / (side / 64)
    angle = rng.uniform(0, np.pi)
    along = rows * np.cos(angle) + columns * np.sin(angle) + 5 * noise(side, 5, rng)
    share = (0.5 + 0.5 * np.sin(along * rng.uniform(0.4, 1.4)))[..., None] * rng.uniform(0.4, 1)
    return strong_colour(rng) * (1 - share) + strong_colour(rng) * share + 0.05 * noise(side, 24, rng)[..., None]


def softened(picture: Picture, rng: Chance) -> Picture:
    """Another picture, so soft that only its masses are left: what a hybrid shows from afar."""
    unit = len(picture) / 64
    soft = blur(picture, rng.uniform(2.2, 4.5) * unit)
    return np.clip((soft - soft.mean()) * rng.uniform(0.9, 1.5) + soft.mean(), 0, 1)


def paper(side: int, rng: Chance) -> Picture:
    """float32 [S, S, 3]: white, cream or grey paper with a little grain."""
    tints = np.array([(0.98, 0.98, 0.97), (0.93, 0.88, 0.78), (0.85, 0.85, 0.84), (0.96, 0.92, 0.84)], np.float32)
    return tints[int(rng.integers(4))] + 0.03 * noise(side, 8, rng)[..., None]
