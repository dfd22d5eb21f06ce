"""Scenes composed on the fly from sprites, with the captions that say what is there."""

from __future__ import annotations

import functools
import random
from dataclasses import dataclass

import numpy as np
from PIL import Image

from . import captions
from .filters import FILTERS
from .setup import Sprite, Subject, sprite_pixels, sprites, subjects

MONOCHROME = {"game-icons", "fluent-emoji-high-contrast"}
SELDOM = {
    "fxemoji": 0.3,
    "streamline-emojis": 0.2,
    "flat-color-icons": 0.3,
    "meteocons": 0.2,
    "game-icons": 0.2,
    "fluent-emoji-high-contrast": 0.2,
}
"""Sets that come up less often than the others, whose pictures of a subject are alike."""
USUAL = ("own", "noto", "twemoji", "fluent-emoji-flat")
"""The sets of a subject's usual picture: the first icon of the first of them that has any."""


@dataclass(frozen=True)
class Mix:
    """How often each kind of scene is drawn."""

    filtered: float = 0.18
    setting: float = 0.05
    pair: float = 0.04
    plain_white: float = 0.45
    mirrored: float = 0.1
    drift: float = 0.03
    """How far the subject may be from the middle, as a share of the side."""
    smallest: float = 0.86
    """The least share of the side that a lone subject fills."""
    usual: float = 0.0
    """How often a subject is shown by its usual picture. A caption that names no style then means one look, which a small
    network learns far sooner than an even mixture of ten."""


EASY = Mix(filtered=0.08, setting=0.02, pair=0.02, plain_white=0.6, mirrored=0.0, drift=0.01, smallest=0.94, usual=0.7)
"""To begin with: what things look like."""
MIDDLE = Mix(
    filtered=0.15, setting=0.05, pair=0.03, plain_white=0.55, mirrored=0.05, drift=0.02, smallest=0.9, usual=0.65
)
WIDE = Mix(filtered=0.3, setting=0.14, pair=0.12, plain_white=0.45, mirrored=0.15, drift=0.04, smallest=0.8, usual=0.6)
MIXES = {"easy": EASY, "middle": MIDDLE, "wide": WIDE}


class Scenes:
    """Draws scenes of one size. Not shared between processes: each makes its own."""

    def __init__(self, side: int, mix: Mix, seed: int, for_evaluator: bool = False) -> None:
        self.side = side
        self.mix = mix
        self.rng = np.random.default_rng(seed)
        self.words = random.Random(seed)
        self.subjects = subjects()
        self.by_subject: dict[str, list[Sprite]] = {}
        self.designs: dict[str, list[Sprite]] = {}
        for sprite in sprites(for_evaluator):
            self.designs.setdefault(sprite.subject, []).append(sprite)
            if not sprite.further:
                self.by_subject.setdefault(sprite.subject, []).append(sprite)
        self.subjects = [subject for subject in self.subjects if subject.name in self.by_subject]
        self.names = [subject.name for subject in self.subjects]
        self.weights = [subject.weight for subject in self.subjects]
        self.usual = {}
        for name, own in self.by_subject.items():
            wanted = [sprite for usual_set in USUAL for sprite in own if sprite.set == usual_set]
            self.usual[name] = (wanted or own)[0]
        self.pixels = sprite_pixels()
        # Small scenes take their sprites from a copy reduced once.
        self.reduced: dict[int, Image.Image] = {}

    def any_subject(self) -> Subject:
        """One at random; what people ask first comes up more often."""
        return self.words.choices(self.subjects, self.weights)[0]

    def sprite_image(self, index: int, size: int) -> Image.Image:
        """RGBA, straight alpha, `size` px across (Pillow weighs colours by alpha when it resizes)."""
        base = self.reduced.get(index)
        if base is None:
            base = Image.fromarray(np.array(self.pixels[index]))
            if self.side <= 64:
                base = base.resize((96, 96), Image.Resampling.BOX)
                self.reduced[index] = base
        return base.resize((size, size), Image.Resampling.BOX if size <= base.width // 2 else Image.Resampling.HAMMING)

    def pick_sprite(self, subject_name: str, wanted_set: str | None = None) -> Sprite:
        """A sprite of a subject, of the wanted set where there is one."""
        if wanted_set is None and self.rng.random() < self.mix.usual:
            return self.usual[subject_name]
        choices = self.by_subject[subject_name]
        if wanted_set is not None:
            choices = [sprite for sprite in choices if sprite.set == wanted_set] or choices
        weights = [SELDOM.get(sprite.set, 1.0) for sprite in choices]
        return self.words.choices(choices, weights)[0]

    def paste(self, canvas: np.ndarray, sprite: Sprite, share: float, x: float, y: float, mirrored: bool) -> None:
        """Lays a sprite over the canvas, `share` of its side wide, centred at (x, y) in 0..1."""
        side = self.side
        size = max(8, round(side * share))
        image = np.asarray(self.sprite_image(sprite.index, size), np.float32) / 255
        if mirrored:
            image = image[:, ::-1]
        left, top = round(x * side - size / 2), round(y * side - size / 2)
        x0, y0, x1, y1 = max(0, left), max(0, top), min(side, left + size), min(side, top + size)
        part = image[y0 - top : y1 - top, x0 - left : x1 - left]
        alpha = part[..., 3:]
        colour = part[..., :3] * alpha
        if sprite.set in MONOCHROME:
            # Dark on a light ground, light on a dark one.
            colour = alpha * (0.08 if canvas.mean() > 0.5 else 0.96)
        canvas[y0:y1, x0:x1] = colour + canvas[y0:y1, x0:x1] * (1 - alpha)

    def draw(self, subject_name: str | None = None) -> tuple[np.ndarray, str]:
        """A scene and its caption: uint8 [S, S, 3]."""
        mix, rng = self.mix, self.rng
        known = {subject.name: subject for subject in self.subjects}
        subject = known[subject_name] if subject_name else self.any_subject()
        sprite = self.pick_sprite(subject.name)
        look = self.words.choice(list(FILTERS)) if rng.random() < mix.filtered else None
        setting = self.words.choice(list(captions.SETTINGS)) if rng.random() < mix.setting else None
        background = None
        if setting is not None:
            canvas = surroundings(setting, self.side, int(rng.integers(12))).copy()
        else:
            white = rng.random() < mix.plain_white
            background = "white" if white else self.words.choice(list(captions.COLOURS))
            shade = np.array(captions.COLOURS[background], np.float32) / 255
            canvas = np.empty((self.side, self.side, 3), np.float32)
            canvas[:] = shade if white else np.clip(shade + rng.normal(0, 0.015, 3), 0, 1)

        def mirrored() -> bool:
            return rng.random() < mix.mirrored

        def drift() -> float:
            return float(rng.uniform(-mix.drift, mix.drift))

        nouns = [captions.noun_phrase(subject.words, self.words)]
        if rng.random() < mix.pair:
            other = self.any_subject()
            nouns.append(captions.noun_phrase(other.words, self.words))
            share = rng.uniform(0.48, 0.54)
            height = 0.62 if setting else 0.5
            self.paste(canvas, sprite, share, 0.26 + drift() / 2, height + drift(), mirrored())
            beside = self.pick_sprite(other.name, sprite.set)
            self.paste(canvas, beside, share, 0.74 + drift() / 2, height + drift(), mirrored())
        elif setting is not None:
            share = rng.uniform(0.6, 0.75)
            self.paste(canvas, sprite, share, 0.5 + drift() * 2, 0.95 - share / 2 + drift(), mirrored())
        else:
            self.paste(canvas, sprite, rng.uniform(mix.smallest, 0.99), 0.5 + drift(), 0.5 + drift(), mirrored())

        styles = captions.SET_STYLES[sprite.set]
        if look is not None:
            styles = captions.FILTER_STYLES[look]
            canvas = FILTERS[look](canvas, rng)
        named = 0.5
        if look is not None:
            named = 0.95
        elif mix.usual > 0:
            named = 0.25 if sprite == self.usual[subject.name] else 0.9
        text = captions.caption(nouns, styles, background, setting, named, self.words)
        return (np.clip(canvas, 0, 1) * 255 + 0.5).astype(np.uint8), text


SKY = {
    "grass": ((0.45, 0.72, 0.95), (0.8, 0.92, 1.0)),
    "sea": ((0.4, 0.68, 0.95), (0.85, 0.95, 1.0)),
    "night": ((0.03, 0.04, 0.16), (0.16, 0.18, 0.38)),
    "snow": ((0.62, 0.75, 0.9), (0.88, 0.93, 0.98)),
    "desert": ((0.45, 0.7, 0.92), (0.98, 0.9, 0.75)),
    "sunset": ((0.45, 0.25, 0.5), (1.0, 0.62, 0.3)),
    "room": ((0.86, 0.78, 0.66), (0.92, 0.85, 0.74)),
}
GROUND = {
    "grass": ((0.45, 0.72, 0.3), (0.25, 0.52, 0.2)),
    "sea": ((0.2, 0.5, 0.75), (0.1, 0.32, 0.6)),
    "night": ((0.1, 0.16, 0.2), (0.05, 0.08, 0.12)),
    "snow": ((0.97, 0.98, 1.0), (0.85, 0.9, 0.97)),
    "desert": ((0.93, 0.8, 0.52), (0.82, 0.64, 0.38)),
    "sunset": ((0.45, 0.25, 0.3), (0.2, 0.12, 0.2)),
    "room": ((0.62, 0.42, 0.28), (0.45, 0.28, 0.18)),
}
"""Colours at the top and the bottom of each part."""


@functools.lru_cache(maxsize=128)
def surroundings(setting: str, side: int, number: int) -> np.ndarray:
    """float32 [S, S, 3]: a procedural setting, one of a fixed few of its kind."""
    rng = np.random.default_rng(number * 31 + len(setting))
    rows = np.linspace(0, 1, side, dtype=np.float32)[:, None]
    columns = np.linspace(0, 1, side, dtype=np.float32)[None]
    swell = 0.0 if setting in ("sea", "room") else 0.05
    horizon = rng.uniform(0.52, 0.66) + swell * np.sin(columns * rng.uniform(3, 7) + rng.uniform(0, 6))
    sky_share = np.clip(rows / horizon, 0, 1)[..., None]
    ground_share = np.clip((rows - horizon) / (1 - horizon), 0, 1)[..., None]
    top, low = (np.array(colour, np.float32) for colour in SKY[setting])
    near, deep = (np.array(colour, np.float32) for colour in GROUND[setting])
    scene = np.where((rows < horizon)[..., None], top + (low - top) * sky_share, near + (deep - near) * ground_share)
    unit = side / 64
    grid_rows, grid_columns = np.mgrid[0:side, 0:side]
    if setting == "night":
        for _ in range(14):
            y, x = rng.uniform(0, 0.5) * side, rng.uniform(0, 1) * side
            scene[(grid_rows - y) ** 2 + (grid_columns - x) ** 2 < (0.7 * unit) ** 2] = 0.95
    if setting == "sunset":
        x, y = rng.uniform(0.2, 0.8) * side, float(horizon.mean()) * side
        disc = ((grid_rows - y) ** 2 + (grid_columns - x) ** 2 < (9 * unit) ** 2) & (grid_rows < y)
        scene[disc] = (1.0, 0.9, 0.55)
    if setting == "snow":
        for _ in range(30):
            y, x = rng.uniform(0, 1, 2) * side
            scene[(grid_rows - y) ** 2 + (grid_columns - x) ** 2 < (0.8 * unit) ** 2] = 1.0
    if setting == "sea":
        below = (rows > horizon)[..., 0] if horizon.ndim > 2 else (rows > horizon)
        scene[below & (np.sin(grid_rows / unit * 1.3) > 0.93)] += 0.18
    return np.clip(scene, 0, 1).astype(np.float32)
