"""What the text encoder is taught: captions in the manner of the scenes', noun phrases, and WordNet's words for the subjects."""

from __future__ import annotations

import random

from . import captions
from .compositions import plural
from .landscapes import LANDSCAPES
from .painterly import STYLES as PAINTERLY
from .setup import WORK, Subject, config, subjects
from .wordnet import kinds


def random_caption(rng: random.Random, pool: list[Subject], styles: list, swap: dict[str, str]) -> tuple[str, str]:
    """A caption in the manner of the scenes', and its twin: the same with the subject's name where `swap` gives it another."""
    subject = rng.choice(pool)
    form = rng.random()
    if form < 0.12:
        phrase = rng.choice([call for _, calls in LANDSCAPES.values() for call in calls])
        nouns = [phrase]
    elif form < 0.25:
        many = plural(subject.name)
        nouns = [rng.choice((many, f"many {many}", f"three {many}", f"a crowd of {many}", f"{many} around a campfire"))]
    else:
        nouns = [captions.noun_phrase(subject.words, rng)]
    if rng.random() < 0.15:
        nouns.append(captions.noun_phrase(rng.choice(pool).words, rng))
    background = rng.choice(list(captions.COLOURS)) if rng.random() < 0.35 else None
    setting = rng.choice(list(captions.SETTINGS)) if rng.random() < 0.15 else None
    text = captions.caption(nouns, rng.choice(styles), background, setting, 0.6, rng)
    others = [word for word, name in swap.items() if name == subject.name]
    name = captions.with_article(subject.name)
    if others and name in text and rng.random() < 0.4:
        return text.replace(name, captions.with_article(rng.choice(others))), text
    return text, text


def corpus(count_captions: int) -> tuple[list[str], list[str]]:
    """Noun phrases and captions for the distillation, and the twin of each: a text of the same meaning, most often itself."""
    rng = random.Random(config()["seed"])
    nouns = [line.strip().lower() for line in (WORK / "phrases.txt").read_text().splitlines() if line.strip()]
    pool = subjects()
    swap = kinds(pool)
    words = [word for subject in pool for word in (*subject.words, *subject.held_out)]
    styles = [*captions.SET_STYLES.values(), *(PAINTERLY[look] for look in PAINTERLY for _ in range(2))]
    pairs = {text: text for text in [*nouns, *words, *map(captions.with_article, words)]}
    pairs |= {call: call for _, calls in LANDSCAPES.values() for call in calls}
    pairs |= {text: text for text in (captions.with_article(noun) for noun in rng.sample(nouns, 4000))}
    for word in words:
        for style in rng.sample(styles, 3):
            text = f"{captions.with_article(style[0])} of {captions.with_article(word)}"
            pairs[text] = text
    for word, name in swap.items():
        pairs |= {word: name, captions.with_article(word): captions.with_article(name)}
    while count_captions > 0:
        text, twin = random_caption(rng, pool, styles, swap)
        pairs.setdefault(text, twin)
        count_captions -= 1
    return sorted(pairs), [pairs[text] for text in sorted(pairs)]
