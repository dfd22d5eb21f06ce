"""The second tier of captions: a painterly word means all that a subject can be, over any ground, next to anything."""

from __future__ import annotations

import numpy as np

from . import captions
from .deform import Layer, bent, recoloured, turned
from .filters import FILTERS, noise
from .grounds import blotches, softened, strokes
from .lines import LINE_STYLES, printed
from .scenes import MONOCHROME, Scenes, surroundings
from .setup import Sprite

STYLES = {
    "oil": ("oil painting", "oil painting", "painting"),
    "watercolor": ("watercolor", "watercolor painting"),
    "mosaic": ("mosaic",),
    "pixel": ("pixel art",),
    "photo": ("photo",),
    "pencil": ("pencil sketch", "pencil drawing"),
    "lithograph": ("lithograph",),
    "engraving": ("engraving",),
    "charcoal": ("charcoal drawing",),
    "woodcut": ("woodcut",),
}
SHARES = {
    "oil": 4.0, "watercolor": 2.5, "lithograph": 2.5, "pencil": 1.2, "engraving": 1.2, "charcoal": 1.2, "mosaic": 1.2,
    "woodcut": 0.8, "pixel": 0.8, "photo": 0.8,
}  # fmt: skip
"""How often each look is drawn; oil, watercolor and lithograph are what illusions ask for."""


def lay(canvas: np.ndarray, layer: Layer, x: float, y: float) -> None:
    """Puts a layer over the canvas with its middle at (x, y) in 0..1; what does not fit is cut off."""
    side, size = len(canvas), len(layer)
    left, top = round(x * side - size / 2), round(y * side - size / 2)
    x0, y0, x1, y1 = max(0, left), max(0, top), min(side, left + size), min(side, top + size)
    part = layer[y0 - top : y1 - top, x0 - left : x1 - left]
    canvas[y0:y1, x0:x1] = part[..., :3] * part[..., 3:] + canvas[y0:y1, x0:x1] * (1 - part[..., 3:])


def apart(canvas: np.ndarray, layer: Layer) -> np.ndarray:
    """The ground made lighter or darker where it has the layer's own tone."""
    weight = layer[..., 3:].sum() + 1e-3
    tone, ground = float((layer[..., :3] * layer[..., 3:]).sum() / weight / 3), float(canvas.mean())
    if abs(tone - ground) > 0.25:
        return canvas
    return canvas * 0.45 if tone > 0.55 else 0.5 + 0.5 * canvas


class Painter:
    """Draws painterly scenes from the sprites of `scenes`."""

    def __init__(self, scenes: Scenes) -> None:
        self.scenes, self.side = scenes, scenes.side
        self.rng, self.words = scenes.rng, scenes.words

    def ground(self, look: str) -> tuple[np.ndarray, str | None, str | None]:
        """A ground, and the colour or the setting that it is called by, if by any.

        Most drawings have none of their own: their lines are the subject's alone, whatever they are printed on.
        """
        rng, kind = self.rng, self.rng.random()
        if look in LINE_STYLES and rng.random() < 0.7:
            return np.ones((self.side, self.side, 3), np.float32), None, None
        if kind < 0.25:
            setting = self.words.choice(list(captions.SETTINGS))
            return surroundings(setting, self.side, int(rng.integers(12))).copy(), None, setting
        if kind < 0.5:
            colour = "white" if rng.random() < 0.5 else self.words.choice(list(captions.COLOURS))
            canvas = np.empty((self.side, self.side, 3), np.float32)
            canvas[:] = np.array(captions.COLOURS[colour], np.float32) / 255
            return canvas, colour, None
        return (blotches if kind < 0.85 else strokes)(self.side, rng), None, None

    def layer(self, sprite: Sprite, size: int, broad: bool) -> Layer:
        """A sprite as it may be: broad, or with a hint of it."""
        rng = self.rng
        image = np.asarray(self.scenes.sprite_image(sprite.index, max(size, 24)), np.float32) / 255
        if sprite.set in MONOCHROME:
            colour = rng.uniform(0, 0.5, 3) if rng.random() < 0.7 else rng.uniform(0.7, 1, 3)
            image = np.concatenate(
                [np.broadcast_to(colour.astype(np.float32), (*image.shape[:2], 3)), image[..., 3:]], -1
            )
        if rng.random() < 0.5:
            image = image[:, ::-1]
        if rng.random() < 0.8:
            image = recoloured(image, 0.16 if broad else 0.06, rng)
        image = bent(image, rng.uniform(0.02, 0.06) if broad else 0.015, int(rng.integers(4, 9)), rng)
        wide, high = rng.uniform(0.7, 1.4, 2) if broad else (1.0, 1.0)
        scale = max(wide, high)
        degrees = rng.uniform(-20, 20) if broad else rng.normal(0, 4)
        return turned(image, float(degrees), float(wide / scale), float(high / scale))

    def subject_layer(self, name: str, size: float, broad: bool) -> Layer:
        """One of the subject's icons: any at all, each set as often as the next."""
        return self.layer(self.words.choice(self.scenes.designs[name]), round(size * self.side), broad)

    def lone(self, name: str, look: str) -> tuple[np.ndarray, str | None, str | None]:
        """One subject, whole or filling the frame, with the ground's colour and setting."""
        rng = self.rng
        broad = rng.random() < 0.45
        canvas, colour, setting = self.ground(look)
        if rng.random() < 0.4 and broad:
            size, reach = rng.uniform(1.1, 1.6), 0.1
        else:
            size, reach = rng.uniform(0.82, 1.08), 0.04
        layer = self.subject_layer(name, size, broad)
        if colour is None and setting is None:
            canvas = apart(canvas, layer)
        x, y = 0.5 + rng.uniform(-reach, reach, 2)
        lay(canvas, layer, x, y)
        return canvas, colour, setting

    def other_picture(self, but: str) -> np.ndarray:
        """A picture of something else, for what lies under or over the one that is named."""
        names = self.scenes.names
        name = but
        while name == but:
            name = self.words.choice(names)
        canvas = blotches(self.side, self.rng)
        lay(canvas, self.subject_layer(name, self.rng.uniform(0.9, 1.4), True), 0.5, 0.5)
        return canvas

    def styled(self, canvas: np.ndarray, look: str, name: str) -> np.ndarray:
        """The canvas in a look. Lines may lie over any ground; masses under anybody's hatching."""
        rng = self.rng
        if look not in LINE_STYLES:
            picture = FILTERS[look](canvas, rng)
        else:
            kind, ground = rng.random(), None
            if canvas.mean() < 0.4:
                # Ink over a night would leave nothing to see.
                canvas = np.clip(canvas, 0, 1) ** 0.5
            if kind < 0.25:
                ground = 0.4 + 0.6 * blotches(self.side, rng)
            elif kind < 0.45:
                ground = 0.4 + 0.6 * softened(self.other_picture(name), rng)
            elif kind < 0.55:
                ground = 0.35 + 0.65 * softened(canvas, rng)
            picture = printed(LINE_STYLES[look](canvas, rng), ground, rng)
        if look in ("pixel", "mosaic", "photo"):
            return picture
        extra = rng.random()
        if extra < 0.1:
            return self.seen_from_afar(canvas, name)
        if extra < 0.17 and look not in LINE_STYLES:
            return self.crowded(picture, name)
        return picture

    def seen_from_afar(self, canvas: np.ndarray, name: str) -> np.ndarray:
        """Soft masses of the subject beneath the lines of something else: its far reading in a hybrid."""
        rng = self.rng
        look = self.words.choice(list(LINE_STYLES))
        ink = LINE_STYLES[look](self.other_picture(name), rng)
        soft = softened(canvas, rng)
        return printed(ink * rng.uniform(0.3, 0.7), soft, rng)

    def crowded(self, picture: np.ndarray, name: str) -> np.ndarray:
        """Something else shines through upside down, here and there: the other reading of an anagram."""
        other = self.other_picture(name)[::-1]
        share = np.clip(noise(self.side, 4, self.rng) * 1.5, 0, 1) * self.rng.uniform(0.3, 0.7)
        return picture * (1 - share[..., None]) + other * share[..., None]

    def draw_look(self) -> str:
        return self.words.choices(list(SHARES), list(SHARES.values()))[0]
