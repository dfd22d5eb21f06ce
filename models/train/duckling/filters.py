"""Painterly looks laid over a whole scene. Each takes and returns float32 [S, S, 3] in 0..1 and works at any size S."""

from __future__ import annotations

import functools

import numpy as np
from PIL import Image, ImageFilter

Picture = np.ndarray
Chance = np.random.Generator


def to_image(picture: Picture) -> Image.Image:
    return Image.fromarray((np.clip(picture, 0, 1) * 255).astype(np.uint8))


def from_image(image: Image.Image) -> Picture:
    return np.asarray(image, np.float32) / 255


def blur(picture: Picture, radius: float) -> Picture:
    return from_image(to_image(picture).filter(ImageFilter.GaussianBlur(radius)))


@functools.lru_cache(maxsize=512)
def _smooth_noise(side: int, cells: int, number: int) -> Picture:
    """float32 [S, S] in -1..1: noise with so many bumps across. One of a fixed few, for speed."""
    coarse = np.random.default_rng(number).uniform(-1, 1, (cells, cells)).astype(np.float32)
    return np.asarray(Image.fromarray(coarse).resize((side, side), Image.Resampling.BICUBIC))


def noise(side: int, cells: int, rng: Chance) -> Picture:
    return _smooth_noise(side, cells, int(rng.integers(24)))


def luminance(picture: Picture) -> Picture:
    return picture @ np.array([0.3, 0.59, 0.11], np.float32)


def bend(picture: Picture, pixels: float, cells: int, rng: Chance) -> Picture:
    """Moves the forms about by a smooth random field of at most so many pixels."""
    side = len(picture)
    rows, columns = np.mgrid[0:side, 0:side]
    rows = np.clip(rows + pixels * noise(side, cells, rng), 0, side - 1).astype(int)
    columns = np.clip(columns + pixels * noise(side, cells, rng), 0, side - 1).astype(int)
    return picture[rows, columns]


def oil(picture: Picture, rng: Chance) -> Picture:
    """Thick strokes: bent forms, patches of one colour, strong colours, a lively ground."""
    side = len(picture)
    unit = side / 64
    ground = 0.05 * np.stack([noise(side, 5, rng) for _ in range(3)], -1) + 0.07 * noise(side, 16, rng)[..., None]
    picture = bend(np.clip(picture * 0.92 + ground, 0, 1), 1.6 * unit, 12, rng)
    size = max(3, int(2 * unit) * 2 + 1)
    picture = from_image(to_image(picture).filter(ImageFilter.MedianFilter(min(size, 5))))
    grey = luminance(picture)[..., None]
    strokes = 0.05 * noise(side, 32, rng)[..., None]
    return np.clip(grey + 1.25 * (picture - grey) + strokes, 0, 1)


def watercolor(picture: Picture, rng: Chance) -> Picture:
    """Pale, bleeding colours, darker at their edges, on paper."""
    side = len(picture)
    unit = side / 64
    soft = blur(bend(picture, 1.5 * unit, 10, rng), 0.6 * unit)
    edges = np.abs(soft - blur(soft, 1.5 * unit)).mean(-1, keepdims=True)
    wash = 0.72 + 0.16 * noise(side, 6, rng)[..., None]
    paper = 0.02 * noise(side, 32, rng)[..., None]
    return np.clip(1 - (1 - soft) * wash - 0.7 * edges + paper, 0, 1)


def pencil(picture: Picture, rng: Chance) -> Picture:
    """Grey outlines and hatching on white."""
    side = len(picture)
    unit = side / 64
    grey = luminance(picture)
    around = blur(picture, 1.6 * unit)
    lines = np.clip(np.abs(grey - luminance(around)) * 3.2, 0, 0.8)
    rows, columns = np.mgrid[0:side, 0:side] / unit
    hatch = (np.sin((rows + columns) * 1.6) > 0) * np.clip(0.6 - grey, 0, 1) * 0.4
    tone = 0.96 - lines - hatch - 0.12 * (1 - grey) + 0.03 * noise(side, 32, rng)
    return np.repeat(np.clip(tone, 0, 1)[..., None], 3, -1)


def lithograph(picture: Picture, rng: Chance) -> Picture:
    """Dark ink hatched on toned paper."""
    side = len(picture)
    unit = side / 64
    grey = np.clip((luminance(picture) - 0.5) * 1.25 + 0.5, 0, 1)
    rows, columns = np.mgrid[0:side, 0:side] / unit
    wave = 0.5 + 0.5 * np.sin(rows * 2.1 + 1.2 * np.sin(columns * 0.12))
    ink = np.clip((wave * 0.4 + 0.18 - grey) * 4 + 0.5, 0, 1)
    edges = np.clip(np.abs(grey - luminance(blur(picture, 1.2 * unit))) * 4, 0, 1)
    ink = np.maximum(ink, edges)[..., None]
    paper = np.array([0.93, 0.88, 0.78], np.float32) + 0.03 * noise(side, 8, rng)[..., None]
    return np.clip(paper * (1 - ink) + np.array([0.15, 0.13, 0.12], np.float32) * ink, 0, 1)


def mosaic(picture: Picture, rng: Chance) -> Picture:
    """Small square stones with pale joints."""
    side = len(picture)
    count = 16
    image = to_image(picture)
    tiles = from_image(image.resize((count, count), Image.Resampling.BOX))
    tiles = np.clip(tiles + rng.normal(0, 0.035, (count, count, 1)), 0, 1)
    whole = np.repeat(np.repeat(tiles, side // count, 0), side // count, 1).astype(np.float32)
    step = side // count
    joint = np.zeros((side, side, 1), np.float32)
    width = max(1, step // 8)
    for shift in range(width):
        joint[shift::step] = 0.35
        joint[:, shift::step] = 0.35
    return whole * (1 - joint) + 0.85 * joint


def pixel(picture: Picture, rng: Chance) -> Picture:
    """Big square pixels of few colours."""
    side = len(picture)
    small = to_image(picture).resize((16, 16), Image.Resampling.BOX)
    return from_image(small.quantize(12).convert("RGB").resize((side, side), Image.Resampling.NEAREST))


def photo(picture: Picture, rng: Chance) -> Picture:
    """Light from one side, softened edges, darker corners and a little grain."""
    side = len(picture)
    unit = side / 64
    rows, columns = np.mgrid[-1 : 1 : side * 1j, -1 : 1 : side * 1j].astype(np.float32)
    angle = rng.uniform(0, 2 * np.pi)
    light = 1 + 0.16 * (np.cos(angle) * rows + np.sin(angle) * columns) - 0.16 * (rows**2 + columns**2)
    soft = blur(picture, 0.55 * unit)
    texture = 0.06 * noise(side, 20, rng)[..., None] + 0.025 * noise(side, 48, rng)[..., None]
    grey = luminance(soft)[..., None]
    return np.clip((grey + 0.85 * (soft - grey)) * light[..., None] * 0.95 + texture * 0.7, 0, 1)


FILTERS = {
    "oil": oil,
    "watercolor": watercolor,
    "pencil": pencil,
    "lithograph": lithograph,
    "mosaic": mosaic,
    "pixel": pixel,
    "photo": photo,
}
