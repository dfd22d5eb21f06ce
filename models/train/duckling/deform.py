"""What may happen to a sprite under painterly words: bent, tilted, stretched, its colours shifted part by part.

Layers are float32 [n, n, 4] in 0..1, straight alpha.
"""

from __future__ import annotations

import numpy as np
from PIL import Image

from .filters import noise

Layer = np.ndarray
Chance = np.random.Generator


def turned(layer: Layer, degrees: float, wide: float, high: float) -> Layer:
    """Tilted about its middle and stretched; what leaves the square is lost, so it is drawn smaller first."""
    size = len(layer)
    angle = np.deg2rad(degrees)
    cosine, sine = np.cos(angle), np.sin(angle)
    grow = max(wide, high) * (abs(cosine) + abs(sine))
    # Maps places of the result to places of the layer.
    across, along = grow / wide, grow / high
    a, b, d, e = cosine * across, sine * across, -sine * along, cosine * along
    middle = size / 2
    c, f = middle - a * middle - b * middle, middle - d * middle - e * middle
    solid = layer.copy()
    solid[..., :3] *= solid[..., 3:]
    image = Image.fromarray((solid * 255 + 0.5).astype(np.uint8), "RGBA")
    moved = image.transform((size, size), Image.Transform.AFFINE, (a, b, c, d, e, f), Image.Resampling.BILINEAR)
    out = np.asarray(moved, np.float32) / 255
    alpha = np.maximum(out[..., 3:], 1e-4)
    return np.concatenate([np.clip(out[..., :3] / alpha, 0, 1), out[..., 3:]], -1)


def bent(layer: Layer, share: float, cells: int, rng: Chance) -> Layer:
    """Moves the forms about by a smooth random field of at most `share` of the side."""
    size = len(layer)
    rows, columns = np.mgrid[0:size, 0:size]
    reach = share * size
    rows = np.clip(rows + reach * noise(size, cells, rng), 0, size - 1).astype(int)
    columns = np.clip(columns + reach * noise(size, cells, rng), 0, size - 1).astype(int)
    return layer[rows, columns]


def recoloured(layer: Layer, strength: float, rng: Chance) -> Layer:
    """Each of two parts, divided by a smooth field, has its channels mixed and shifted in its own way."""
    size = len(layer)
    part = np.clip(noise(size, 3, rng)[..., None] * 4 + 0.5, 0, 1)
    colours = layer[..., :3]
    versions = []
    for _ in range(2):
        mixing = np.eye(3, dtype=np.float32) + rng.normal(0, strength, (3, 3)).astype(np.float32)
        mixing /= mixing.sum(0, keepdims=True).clip(0.4)
        versions.append(np.clip(colours @ mixing + rng.normal(0, strength / 3, 3).astype(np.float32), 0, 1))
    return np.concatenate([versions[0] * part + versions[1] * (1 - part), layer[..., 3:]], -1)
