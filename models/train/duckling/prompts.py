"""`python -m duckling.prompts` writes evaluation.json: what the evaluation asks for, and what each picture is told apart from.

Every entry has ten captions, the right one first; half of the nine others are near misses: subjects that the sentence encoder
holds for alike, or the same subject in another style or setting. The file is committed; this makes it again.
"""

from __future__ import annotations

import json
import random

from . import captions
from .setup import HERE, Subject, config, sprites, subjects
from .teacher import teacher_vectors

STYLES = ["oil painting", "watercolor", "pencil sketch", "lithograph", "mosaic", "pixel art", "3d render", "cartoon"]
PLACES = ["on the grass", "by the sea", "at night", "in the snow", "in the desert", "at sunset", "in a room"]
ILLUSION_STYLES = ["oil painting", "watercolor", "cartoon", "lithograph"]
ASKED_STYLES = ["oil painting", "watercolor", "lithograph"]
ASKED_PAIRS = [
    ("rabbit", "duck"), ("old man", "old woman"), ("flower", "skull"), ("flower", "panda"), ("fire", "old man"), ("cat", "dog"),
    ("fox", "owl"), ("tree", "horse"), ("mountain", "lion"), ("rose", "skull"), ("castle", "ship"), ("house", "dragon"),
]  # fmt: skip
"""Illusions that people ask for. The evaluator has no icon of campfires, waterfalls and forests: sheets.json has those."""


def _a(name: str) -> str:
    return captions.with_article(name)


class Prompts:
    """Draws prompts and their distractors."""

    def __init__(self) -> None:
        self.rng = random.Random(config()["seed"] + 1)
        known = {sprite.subject for sprite in sprites(for_evaluator=True)}
        self.subjects = [subject for subject in subjects() if subject.name in known]
        names = [subject.name for subject in self.subjects]
        vectors = teacher_vectors(names, keep=False).float()
        order = (vectors @ vectors.T).argsort(dim=1, descending=True)
        self.near = {
            name: [names[column] for column in row if names[column] != name]
            for name, row in zip(names, order.tolist(), strict=True)
        }
        self.names = names

    def others(self, name: str, near: int, far: int) -> list[str]:
        """So many of the likest subjects and so many of any."""
        close = self.near[name][:near]
        rest = [other for other in self.names if other != name and other not in close]
        return close + self.rng.sample(rest, far)

    def single(self, subject: Subject) -> dict:
        return {"captions": [_a(subject.name), *map(_a, self.others(subject.name, 5, 4))], "subject": subject.name}

    def synonym(self, subject: Subject) -> dict:
        entry = self.single(subject)
        entry["captions"][0] = _a(subject.held_out[0])
        return entry

    def styled(self, subject: Subject, style: str) -> dict:
        def words(of_style: str, name: str) -> str:
            return f"{_a(of_style)} of {_a(name)}"

        other_styles = self.rng.sample([one for one in STYLES if one != style], 5)
        others = self.others(subject.name, 2, 4)
        wrong = [words(style, name) for name in others[:3]]
        wrong += [words(one, subject.name) for one in other_styles[:3]]
        wrong += [words(one, name) for one, name in zip(other_styles[2:], others[3:], strict=True)]
        return {"captions": [words(style, subject.name), *wrong], "subject": subject.name}

    def placed(self, subject: Subject, place: str) -> dict:
        others = self.others(subject.name, 3, 3)
        places = self.rng.sample([one for one in PLACES if one != place], 6)
        wrong = [f"{_a(name)} {place}" for name in others[:3]]
        wrong += [f"{_a(subject.name)} {one}" for one in places[:3]]
        wrong += [f"{_a(name)} {one}" for name, one in zip(others[3:], places[3:], strict=True)]
        return {"captions": [f"{_a(subject.name)} {place}", *wrong], "subject": subject.name}

    def pair(self, left: str, right: str) -> dict:
        others = self.others(left, 2, 3) + self.others(right, 2, 3)
        others = [other for other in dict.fromkeys(others) if other not in (left, right)][:9]
        while len(others) < 9:
            others = list(dict.fromkeys([*others, *self.rng.sample(self.names, 1)]))
        wrong = [f"{_a(left)} and {_a(other)}" for other in others[:3]]
        wrong += [f"{_a(other)} and {_a(right)}" for other in others[3:6]]
        wrong += [f"{_a(one)} and {_a(two)}" for one, two in zip(others[6:], others[:3], strict=True)]
        return {"captions": [f"{_a(left)} and {_a(right)}", *wrong], "subject": left}

    def double(self, one: str, other: str, style: str) -> dict:
        """Two readings in one style, each with its own ten captions."""

        def reading(name: str, hidden: str) -> list[str]:
            wrong = [hidden, *(wrong for wrong in self.others(name, 4, 6) if wrong != hidden)][:9]
            return [f"{_a(style)} of {_a(each)}" for each in (name, *wrong)]

        return {"first": reading(one, other), "second": reading(other, one)}


def main() -> None:
    prompts = Prompts()
    rng, pool = prompts.rng, prompts.subjects
    names = prompts.names
    with_synonym = [subject for subject in pool if subject.held_out]
    singles = sorted(rng.sample(range(len(pool)), 140))
    entries = {
        "subjects": [prompts.single(pool[place]) for place in singles],
        "synonyms": [prompts.synonym(subject) for subject in rng.sample(with_synonym, 48)],
        "styles": [prompts.styled(rng.choice(pool), STYLES[place % len(STYLES)]) for place in range(40)],
        "scenes": [prompts.placed(rng.choice(pool), PLACES[place % len(PLACES)]) for place in range(21)]
        + [prompts.pair(*rng.sample(names, 2)) for _ in range(21)],
        "anagrams": [prompts.double(*rng.sample(names, 2), ILLUSION_STYLES[place % 4]) for place in range(40)],
        "hybrids": [prompts.double(*rng.sample(names, 2), ILLUSION_STYLES[place % 4]) for place in range(40)],
    }
    for kind in ("anagrams_asked", "hybrids_asked"):
        entries[kind] = [prompts.double(*pair, ASKED_STYLES[place % 3]) for place, pair in enumerate(ASKED_PAIRS)]
    text = json.dumps(entries, indent=1, ensure_ascii=False)
    (HERE / "evaluation.json").write_text(text + "\n")
    print({kind: len(rows) for kind, rows in entries.items()})


if __name__ == "__main__":
    main()
