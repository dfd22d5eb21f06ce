"""What stage I learns from: plain scenes, painterly ones, and views that fill the frame, each with its caption.

A plain word means a subject's usual look, crisp. A painterly word means all that it can be (painterly.py).
"""

from __future__ import annotations

import numpy as np

from . import captions
from .grounds import blotches
from .landscapes import LANDSCAPES
from .painterly import STYLES, Painter, lay
from .scenes import Mix, Scenes, surroundings

SHARES = {"plain": 0.46, "painterly": 0.3, "view": 0.1, "group": 0.08, "ring": 0.03, "near": 0.03}
STYLED = {"painterly": 1.0, "view": 0.65, "group": 0.6, "ring": 0.6, "near": 0.0}
"""How often each kind has a painterly word."""
PLAIN = Mix(filtered=0.0, setting=0.13, pair=0.1, plain_white=0.5, mirrored=0.1, drift=0.03, smallest=0.84, usual=0.65)
PLURALS = {
    "mouse": "mice", "fish": "fish", "sheep": "sheep", "wolf": "wolves", "man": "men", "woman": "women", "old man": "old men",
    "old woman": "old women", "santa claus": "santa clauses", "fire": "fires", "octopus": "octopuses", "cactus": "cacti",
    "hand": "hands", "bread": "loaves of bread", "cherries": "cherries", "grapes": "grapes", "french fries": "french fries",
}  # fmt: skip
Drawn = tuple[np.ndarray, str, str | None, str | None]
"""A canvas, what it shows, its ground's colour and its setting, if they are to be named."""
PEOPLE = ("old man", "old woman", "man", "woman", "baby", "king")


def plural(name: str) -> str:
    """ "fox" -> "foxes"."""
    if name in PLURALS:
        return PLURALS[name]
    if name.endswith(("s", "x", "ch", "sh")):
        return name + "es"
    return name[:-1] + "ies" if name.endswith("y") and name[-2] not in "aeiou" else name + "s"


class Compositions(Scenes):
    """Scenes of every kind, at 64 px."""

    def __init__(self, side: int, seed: int) -> None:
        super().__init__(side, PLAIN, seed)
        self.painter = Painter(self)

    def draw(self, subject_name: str | None = None) -> tuple[np.ndarray, str]:
        """A scene and its caption: uint8 [S, S, 3]."""
        kind = self.words.choices(list(SHARES), list(SHARES.values()))[0]
        name = subject_name or self.any_subject().name
        if kind == "plain" or (kind in ("view", "ring") and subject_name):
            return super().draw(name)
        look = self.painter.draw_look() if self.words.random() < STYLED[kind] else None
        canvas, what, colour, setting = getattr(self, f"_{kind}")(name, look)
        text = what
        if look is not None:
            canvas = self.painter.styled(canvas, look, name)
            text = self._painterly_caption(what, look, colour, setting)
        elif setting is not None:
            text = f"{what} {self.words.choice(captions.SETTINGS[setting])}"
        return (np.clip(canvas, 0, 1) * 255 + 0.5).astype(np.uint8), text

    def _painterly_caption(self, what: str, look: str, colour: str | None, setting: str | None) -> str:
        words = self.words
        if setting is not None and words.random() < 0.8:
            what += " " + words.choice(captions.SETTINGS[setting])
        elif colour not in (None, "white") and words.random() < 0.5:
            what += words.choice((" on a {} background", " on {}", ", {} background")).format(colour)
        style, form = words.choice(STYLES[look]), words.random()
        if form < 0.85:
            return f"{captions.with_article(style) if words.random() < 0.85 else style} of {what}"
        return f"{what}, {style}" if form < 0.93 else f"{style}, {what}"

    def _noun(self, name: str) -> str:
        known = {subject.name: subject for subject in self.subjects}
        return captions.noun_phrase(known[name].words, self.words)

    def _painterly(self, name: str, look: str) -> Drawn:
        if self.words.random() < 0.12:
            return self._beside(name, look)
        canvas, colour, setting = self.painter.lone(name, look)
        return canvas, self._noun(name), colour, setting

    def _beside(self, name: str, look: str) -> Drawn:
        """Two subjects, broadly drawn."""
        other = self.any_subject().name
        canvas, colour, setting = self.painter.ground(look)
        for place, each in ((0.28, name), (0.72, other)):
            lay(canvas, self.painter.subject_layer(each, self.rng.uniform(0.5, 0.62), False), place, 0.5)
        joined = self.words.choice((" and ", " next to ", " with "))
        return canvas, self._noun(name) + joined + self._noun(other), colour, setting

    def _view(self, _name: str, _look: str | None) -> Drawn:
        """A landscape, at times with somebody in it."""
        kind = self.words.choice(list(LANDSCAPES))
        drawn, calls = LANDSCAPES[kind]
        canvas = drawn(self.side, self.rng).astype(np.float32)
        return canvas, self.words.choice(calls), None, None

    def _near(self, name: str, _look: str | None) -> Drawn:
        """A close-up: the usual picture, larger than the frame."""
        shade = np.array(captions.COLOURS[self.words.choice(list(captions.COLOURS))], np.float32) / 255
        canvas = np.broadcast_to(shade, (self.side, self.side, 3)).copy()
        size = self.rng.uniform(1.15, 1.6)
        x, y = 0.5 + self.rng.uniform(-0.1, 0.1, 2)
        self.paste(canvas, self.pick_sprite(name), size, x, y, False)
        return canvas, f"a close-up of {self._noun(name)}", None, None

    def _group(self, name: str, look: str | None) -> Drawn:
        """Many of one kind, all over the frame, the nearer the larger."""
        rng, setting = self.rng, None
        if rng.random() < 0.5:
            setting = self.words.choice(list(captions.SETTINGS))
            canvas = surroundings(setting, self.side, int(rng.integers(12))).copy()
        else:
            canvas = blotches(self.side, rng)
        sprite = self.words.choice(self.designs[name])
        count = int(rng.integers(2, 10))
        largest = min(0.75, 1.25 / count**0.5)
        for y in sorted(rng.uniform(0.15, 0.85, count)):
            size = largest * (0.65 + 0.5 * y)
            layer = self.painter.layer(sprite, round(size * self.side), look is not None and rng.random() < 0.4)
            lay(canvas, layer, rng.uniform(0.1, 0.9), y)
        many = plural(name)
        numbers = {2: "two", 3: "three", 4: "four", 5: "five"}
        calls = [many, f"{numbers.get(count, 'many')} {many}"]
        if count > 5:
            calls += [f"a group of {many}", f"a crowd of {many}"]
        if name in ("flower", "rose", "tulip", "sunflower") and count > 4:
            calls = ["flowers", f"a field of {many}", many]
        return canvas, self.words.choice(calls), None, setting

    def _ring(self, name: str, _look: str | None) -> Drawn:
        """A fire at night and people around it; now and then others around another thing."""
        rng = self.rng
        people = rng.random() < 0.7
        canvas = surroundings("night", self.side, int(rng.integers(12))).copy()
        middle, around = ("campfire", self.words.sample(PEOPLE, 3)) if people else (self.any_subject().name, [name])
        rows, columns = np.mgrid[0 : self.side, 0 : self.side] / self.side
        glow = np.exp(-((rows - 0.6) ** 2 + (columns - 0.5) ** 2) / 0.08)[..., None] * np.array((0.7, 0.4, 0.1))
        canvas = np.clip(canvas + glow * (0.8 if people else 0.3), 0, 1).astype(np.float32)
        count = int(rng.integers(4, 8))
        angles = rng.uniform(0, 6.3) + np.arange(count) * 2 * np.pi / count
        places = sorted((0.56 + 0.28 * np.sin(angle), 0.5 + 0.37 * np.cos(angle)) for angle in angles)
        for before in (True, False):
            for y, x in places:
                if (y < 0.56) == before:
                    lay(canvas, self.painter.subject_layer(self.words.choice(around), 0.22 + 0.12 * y, False), x, y)
            if before:
                lay(canvas, self.painter.subject_layer(middle, 0.42, False), 0.5, 0.52)
        calls = (
            "people around a campfire",
            "people around a fire",
            "people sitting around a campfire",
            "friends at a campfire",
        )
        what = self.words.choice(calls) if people else f"{plural(name)} around {captions.with_article(middle)}"
        return canvas, what, None, None
