"""`python -m duckling.vocabulary FILE` writes vocabulary.json: everything that duckling can be asked to draw, in words.

The bot suggests from it, and says so when a prompt has nothing in it that the model knows.
"""

from __future__ import annotations

import argparse
import json
import re
from pathlib import Path

from . import captions
from .compositions import PEOPLE, plural
from .landscapes import LANDSCAPES
from .painterly import STYLES
from .setup import ASKED_FIRST, subjects

SMALL = {"a", "an", "the", "of", "on", "in", "at", "by", "and", "with", "next", "to", "around", "under", "between"}
"""Words that say nothing of what is drawn."""


def vocabulary() -> dict:
    """Subjects with their words, the plural, synonyms that no caption had; views; styles; settings; colours; single words."""
    named = [
        {
            "name": subject.name,
            "phrase": captions.with_article(subject.name),
            "words": list(subject.words[1:]),
            "synonyms": list(subject.held_out),
            "plural": plural(subject.name),
            "asked_first": subject.weight == ASKED_FIRST,
        }
        for subject in subjects()
    ]
    views = [*dict.fromkeys(call for _, calls in LANDSCAPES.values() for call in calls), "people around a campfire"]
    plain = list(dict.fromkeys(style for styles in captions.SET_STYLES.values() for style in styles))
    painterly = list(dict.fromkeys(style for styles in STYLES.values() for style in styles))
    settings = [words for each in captions.SETTINGS.values() for words in each]
    phrases = [
        *views,
        *plain,
        *painterly,
        *settings,
        *captions.COLOURS,
        *PEOPLE,
        "people",
        "group",
        "crowd",
        "many",
        "close-up",
    ]
    phrases += [word for each in named for word in (each["name"], each["plural"], *each["words"], *each["synonyms"])]
    words = {word for phrase in phrases for word in re.findall(r"[a-z0-9'-]+", phrase)} - SMALL
    styles = {"plain": plain, "painterly": painterly}
    return {
        "subjects": named, "views": views, "styles": styles, "settings": settings,
        "colours": list(captions.COLOURS), "words": sorted(words),
    }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m duckling.vocabulary")
    parser.add_argument("file", type=Path)
    options = parser.parse_args()
    options.file.write_text(json.dumps(vocabulary(), indent=1) + "\n")
    print(options.file)


if __name__ == "__main__":
    main()
