"""Configuration, folders and the subjects: what every step starts from."""

from __future__ import annotations

import functools
import json
import math
import os
import tomllib
from dataclasses import dataclass
from pathlib import Path

import numpy as np

HERE = Path(__file__).resolve().parent.parent
WORK = Path(os.environ.get("DUCKLING_WORK", HERE / "work"))
EXPORT = Path(os.environ.get("DUCKLING_EXPORT", HERE.parent / "duckling"))
ASKED_FIRST = 3
"""How much oftener the subjects are drawn that people ask for first."""


@functools.cache
def config() -> dict:
    """The parsed config.toml, under what the file named by DUCKLING_CONFIG changes in its tables."""
    read = tomllib.loads((HERE / "config.toml").read_text())
    if changes := os.environ.get("DUCKLING_CONFIG"):
        for table, values in tomllib.loads((HERE / changes).read_text()).items():
            read[table] |= values
    return read


def stage_one_name(side: int) -> str:
    """The name of stage I at `side` px: of its checkpoint and of its log in WORK."""
    return "stage_one" if side == 64 else f"stage_one_{side}"


@dataclass(frozen=True)
class Subject:
    """One thing that can be asked for."""

    name: str
    words: tuple[str, ...]
    """Used in captions, the name first."""
    held_out: tuple[str, ...]
    """Synonyms that no caption ever contains; the evaluation asks for them."""
    weight: int = 1
    """How often it is drawn beside the others."""


def _listed(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split(",") if word.strip())


def subjects() -> list[Subject]:
    """The subjects of subjects.txt that are taught, in order."""
    found = []
    first = set(config()["data"]["asked_first"])
    for line in (HERE / "subjects.txt").read_text().splitlines():
        if not line or line.startswith(("#", "~")):
            continue
        name, words, held_out, *_ = (part.strip() for part in line.split("|"))
        weight = ASKED_FIRST if name in first else 1
        found.append(Subject(name, (name, *_listed(words)), _listed(held_out), weight))
    return found


@dataclass(frozen=True)
class Sprite:
    """One icon of a subject, as a row of sprites.bin."""

    index: int
    set: str
    subject: str
    further: bool = False
    """Another design than the usual ones: shown under painterly words alone."""


def sprites(for_evaluator: bool = False) -> list[Sprite]:
    """The icons that the generator learns from, or those kept for the evaluator alone.

    The evaluator has whole sets. Where they lack a subject it gets one icon of another set, so long as three are left.
    """
    data = config()["data"]
    found = [
        Sprite(index, row["set"], row["subject"], row.get("further", False))
        for index, row in enumerate(json.loads((WORK / "sprites.json").read_text()))
    ]
    held = {sprite.index for sprite in found if sprite.set in data["evaluation_sets"]}
    served = {sprite.subject for sprite in found if sprite.index in held}
    for name in {sprite.subject for sprite in found} - served:
        own = [sprite for sprite in found if sprite.subject == name and not sprite.further]
        spare = [sprite for sprite in own if sprite.set in data["evaluation_spares"]]
        if spare and len(own) > 3:
            held.add(spare[0].index)
    own = [sprite for sprite in found if (sprite.index in held) == for_evaluator]
    return [sprite for sprite in own if not (for_evaluator and sprite.further)]


def sprite_pixels() -> np.ndarray:
    """uint8 [N, side, side, 4], straight alpha; the side is 256, or 96 where they came in a pack (pack.py)."""
    flat = np.memmap(WORK / "sprites.bin", np.uint8, "r")
    count = len(json.loads((WORK / "sprites.json").read_text()))
    side = math.isqrt(len(flat) // count // 4)
    return flat.reshape(count, side, side, 4)
