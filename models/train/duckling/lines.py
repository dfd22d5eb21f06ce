"""Line styles: pictures in ink, whose lines may lie over any ground. Pictures are float32 [S, S, 3] in 0..1."""

from __future__ import annotations

import numpy as np

from .filters import blur, luminance, noise
from .grounds import paper

Picture = np.ndarray
Chance = np.random.Generator


def _contours(picture: Picture, width: float, strength: float) -> np.ndarray:
    """float32 [S, S] in 0..1: where the tone changes within so many pixels of 64."""
    unit = len(picture) / 64
    return np.clip(np.abs(luminance(picture) - luminance(blur(picture, width * unit))) * strength, 0, 1)


def _hatching(side: int, angle: float, pitch: float, sway: float, rng: Chance) -> np.ndarray:
    """float32 [S, S] in 0..1: parallel lines, `pitch` pixels of 64 apart, that sway a little."""
    rows, columns = np.mgrid[0:side, 0:side].astype(np.float32) / (side / 64)
    across = rows * np.cos(angle) + columns * np.sin(angle) + sway * noise(side, 5, rng)
    return 0.5 + 0.5 * np.sin(across * 2 * np.pi / pitch)


def _tone(picture: Picture, contrast: float = 1.25) -> np.ndarray:
    return np.clip((luminance(picture) - 0.5) * contrast + 0.5, 0, 1)


def pencil(picture: Picture, rng: Chance) -> np.ndarray:
    """Outlines and slanting hatching, grey."""
    grey, side = _tone(picture, 1.0), len(picture)
    hatch = (_hatching(side, np.pi / 4 + rng.normal(0, 0.2), 3.9, 0.6, rng) > 0.5) * np.clip(0.62 - grey, 0, 1) * 0.5
    return np.clip(_contours(picture, 1.6, 3.2) * 0.8 + hatch + 0.12 * (1 - grey), 0, 0.92)


def lithograph(picture: Picture, rng: Chance) -> np.ndarray:
    """Swelling lines across, dark contours."""
    wave = _hatching(len(picture), rng.normal(0, 0.15), rng.uniform(2.7, 3.4), 0.8, rng)
    ink = np.clip((wave * 0.42 + 0.18 - _tone(picture)) * 4 + 0.5, 0, 1)
    return np.maximum(ink, _contours(picture, 1.2, 4))


def engraving(picture: Picture, rng: Chance) -> np.ndarray:
    """Fine lines one way for the half tones, crossed by others in the shade."""
    grey, side, angle = _tone(picture, 1.4), len(picture), rng.uniform(0, np.pi)
    once = _hatching(side, angle, 2.6, 0.5, rng)
    twice = _hatching(side, angle + np.pi / 2.6, 2.6, 0.5, rng)
    ink = np.clip((once * 0.5 + 0.3 - grey) * 3.5 + 0.4, 0, 1) * 0.85
    ink = np.maximum(ink, np.clip((twice * 0.5 - grey) * 3.5 + 0.4, 0, 1) * 0.85)
    return np.maximum(ink, _contours(picture, 1.0, 4.5))


def charcoal(picture: Picture, rng: Chance) -> np.ndarray:
    """Broad, smudged darks and soft outlines over a rough grain."""
    unit, side = len(picture) / 64, len(picture)
    grey = _tone(blur(picture, 0.8 * unit), 1.3)
    grain = 0.75 + 0.35 * noise(side, 40, rng) + 0.15 * noise(side, 20, rng)
    return np.clip((np.clip(0.95 - grey, 0, 1) * 0.9 + _contours(picture, 2.2, 3.0) * 0.8) * grain, 0, 0.95)


def woodcut(picture: Picture, rng: Chance) -> np.ndarray:
    """Black and white masses, with cuts along them."""
    cut = _hatching(len(picture), rng.uniform(0, np.pi), rng.uniform(4, 6), 2.5, rng)
    ink = np.clip((0.46 + 0.3 * (cut - 0.5) - _tone(picture, 1.5)) * 9 + 0.5, 0, 1)
    return np.maximum(ink, np.clip(_contours(picture, 1.6, 5) - 0.25, 0, 1))


LINE_STYLES = {
    "pencil": pencil,
    "lithograph": lithograph,
    "engraving": engraving,
    "charcoal": charcoal,
    "woodcut": woodcut,
}
"""Each gives the ink, float32 [S, S] in 0..1, for a picture."""
DARK = np.array([(0.13, 0.12, 0.12), (0.2, 0.13, 0.1), (0.1, 0.12, 0.2), (0.3, 0.3, 0.31)], np.float32)


def printed(ink: np.ndarray, ground: Picture | None, rng: Chance) -> Picture:
    """Dark ink over the ground, or over paper."""
    base = paper(len(ink), rng) if ground is None else ground
    colour = DARK[int(rng.integers(len(DARK)))]
    return np.clip(base * (1 - ink[..., None]) + colour * ink[..., None], 0, 1)
