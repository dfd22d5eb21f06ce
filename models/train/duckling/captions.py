"""How a scene is put into words."""

from __future__ import annotations

import random

SET_STYLES = {
    "noto": ("cartoon", "emoji"),
    "noto-v1": ("cartoon", "emoji"),
    "fxemoji": ("cartoon", "sticker"),
    "twemoji": ("flat emoji", "flat illustration"),
    "emojione": ("flat emoji", "flat illustration"),
    "fluent-emoji": ("3d render", "glossy 3d render"),
    "fluent-emoji-flat": ("flat illustration", "flat vector drawing"),
    "flat-color-icons": ("flat illustration", "flat vector drawing"),
    "fluent-emoji-high-contrast": ("ink drawing", "stencil"),
    "streamline-emojis": ("outlined drawing", "comic drawing"),
    "game-icons": ("stencil", "silhouette"),
    "meteocons": ("weather icon", "flat illustration"),
    "own": ("flat illustration", "drawing"),
    "openmoji": ("outlined drawing", "flat emoji"),
    "emojione-v1": ("emoji", "cartoon"),
}
"""What the pictures of a set look like, in words."""

FILTER_STYLES = {
    "oil": ("oil painting",),
    "watercolor": ("watercolor", "watercolor painting"),
    "pencil": ("pencil sketch", "pencil drawing"),
    "lithograph": ("lithograph", "engraving"),
    "mosaic": ("mosaic",),
    "pixel": ("pixel art",),
    "photo": ("photo",),
}
"""Painterly filters that are laid over a whole scene."""

SETTINGS = {
    "grass": ("on the grass", "in a meadow"),
    "sea": ("by the sea", "at the sea"),
    "night": ("at night", "under the stars"),
    "snow": ("in the snow",),
    "desert": ("in the desert",),
    "sunset": ("at sunset",),
    "room": ("in a room",),
}
"""Procedural surroundings."""

COLOURS = {
    "white": (255, 255, 255),
    "light blue": (190, 220, 255),
    "cream": (255, 244, 214),
    "pale green": (215, 250, 215),
    "pink": (255, 205, 220),
    "dark": (36, 36, 52),
    "black": (0, 0, 0),
    "red": (225, 60, 60),
    "blue": (50, 90, 210),
    "green": (60, 160, 80),
    "yellow": (250, 215, 70),
    "orange": (245, 150, 50),
    "purple": (130, 80, 190),
    "gray": (150, 150, 155),
    "brown": (130, 90, 55),
}
"""Background colours, RGB."""

WITHOUT_ARTICLE = set(
    [
        "cherries",
        "grapes",
        "french fries",
        "fries",
        "scissors",
        "glasses",
        "books",
        "santa claus",
        "santa",
        "father christmas",
        "saint nick",
        "fire",
        "lightning",
        "sunshine",
        "surf",
        "earth",
        "planet earth",
        "the world",
        "saturn",
        "broccoli",
        "sushi",
        "wine",
        "beer",
        "ale",
        "bread",
        "corn",
        "maize",
        "cheese",
        "chocolate",
        "coffee",
        "gelato",
        "cattle",
        "bow and arrow",
        "archery",
        "spectacles",
        "trainers",
    ]
)
"""Words that take no article."""
BEGINS_OTHERWISE = {"unicorn": "a", "ufo": "a", "hourglass": "an"}
"""Words that do not begin with the sound that their letter suggests."""


def with_article(noun: str) -> str:
    """ "fox" -> "a fox"; names that take no article stay as they are."""
    if noun in WITHOUT_ARTICLE or noun.startswith("the "):
        return noun
    return BEGINS_OTHERWISE.get(noun.split()[0], "an" if noun[0] in "aeiou" else "a") + " " + noun


def noun_phrase(words: tuple[str, ...], rng: random.Random) -> str:
    """One of a subject's words, mostly the first, mostly with an article."""
    word = words[0] if rng.random() < 0.75 else rng.choice(words)
    return with_article(word) if rng.random() < 0.75 else word


def caption(
    nouns: list[str],
    styles: tuple[str, ...],
    background: str | None,
    setting: str | None,
    named: float,
    rng: random.Random,
) -> str:
    """Words for a scene. `nouns` are the phrases of what is shown; `styles` the words for how, used as often as `named` says.

    Any but the usual look is nearly always named (else the usual one would be lost to those who name none), and so is any
    ground but white.
    """
    what = nouns[0]
    for noun in nouns[1:]:
        what += rng.choice((" and ", " next to ", " with ")) + noun
    if setting is not None:
        what += " " + rng.choice(SETTINGS[setting])
    elif background is not None and rng.random() < (0.12 if background == "white" else 0.85):
        what += rng.choice((" on a {} background", " on {}", ", {} background")).format(background)
    if rng.random() < named:
        style = rng.choice(styles)
        form = rng.random()
        if form < 0.75:
            return f"{with_article(style) if rng.random() < 0.8 else style} of {what}"
        return f"{what}, {style}" if form < 0.9 else f"{style}, {what}"
    return what
