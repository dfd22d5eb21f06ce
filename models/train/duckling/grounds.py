"""Grounds that anything may lie over: blotches of strong colour, strokes, and other pictures gone soft."""

from __future__ import annotations

import colorsys

import numpy as np

from .filters import blur, noise

Picture = np.ndarray
Chance = np.random.Generator


def strong_colour(chance: Chance) -> np.ndarray:
    """float32 [3]: a colour that a painter would mix, seldom grey."""
    hue, saturation, value = chance.random(), chance.uniform(0.15, 0.85), chance.uniform(0.25, 1.0)
    return np.array(colorsys.hsv_to_rgb(hue, saturation, value), np.float32)


def blotches(side: int, chance: Chance) -> Picture:
    """float32 [S, S, 3]: three or four colours in large soft patches."""
    ground = np.empty((side, side, 3), np.float32)
    ground[:] = strong_colour(chance)
    cells = int(chance.integers(2, 6))
    for _ in range(int(chance.integers(2, 4))):
        hard = chance.uniform(1.5, 6)
        share = np.clip(noise(side, cells, chance) * hard + chance.uniform(-0.3, 0.6), 0, 1)[..., None]
        ground = ground * (1 - share) + strong_colour(chance) * share
    return ground


def strokes(side: int, chance: Chance) -> Picture:
    """float32 [S, S, 3]: brush marks of two colours that run one way."""
    rows, columns = np.mgrid[0:side, 0:side].astype(np.float32) / (side / 64)
    angle = chance.uniform(0, np.pi)
    along = rows * np.cos(angle) + columns * np.sin(angle) + 5 * noise(side, 5, chance)
    share = (0.5 + 0.5 * np.sin(along * chance.uniform(0.4, 1.4)))[..., None] * chance.uniform(0.4, 1)
    return (
        strong_colour(chance) * (1 - share) + strong_colour(chance) * share + 0.05 * noise(side, 24, chance)[..., None]
    )


def softened(picture: Picture, chance: Chance) -> Picture:
    """Another picture, so soft that only its masses are left: what a hybrid shows from afar."""
    unit = len(picture) / 64
    soft = blur(picture, chance.uniform(2.2, 4.5) * unit)
    return np.clip((soft - soft.mean()) * chance.uniform(0.9, 1.5) + soft.mean(), 0, 1)


def paper(side: int, chance: Chance) -> Picture:
    """float32 [S, S, 3]: white, cream or grey paper with a little grain."""
    tints = np.array([(0.98, 0.98, 0.97), (0.93, 0.88, 0.78), (0.85, 0.85, 0.84), (0.96, 0.92, 0.84)], np.float32)
    return tints[int(chance.integers(4))] + 0.03 * noise(side, 8, chance)[..., None]
