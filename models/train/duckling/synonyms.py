"""`python -m duckling.synonyms` counts how many synonyms that no caption contains lie next to their own subject.

Said of the text encoder and, for comparison, of its teacher. A synonym counts when, of all subjects' names, its own subject's has
the likest pooled vector.
"""

from __future__ import annotations

from collections.abc import Callable

import torch

from .captions import with_article
from .setup import subjects
from .teacher import teacher_vectors
from .text import Tokenizer, encode, load_encoder


def nearest_shares(vectors_of: Callable[[list[str]], torch.Tensor]) -> tuple[int, int, list[str]]:
    """Right ones, all of them, and what the wrong ones were taken for."""
    taught = subjects()
    pairs = [(word, subject.name) for subject in taught for word in subject.held_out]
    names = [subject.name for subject in taught]
    known = vectors_of([with_article(name) for name in names])
    asked = vectors_of([with_article(word) for word, _ in pairs])
    best = (asked @ known.T).argmax(dim=1).tolist()
    wrong = [
        f"{word} -> {names[place]}" for (word, name), place in zip(pairs, best, strict=True) if names[place] != name
    ]
    return len(pairs) - len(wrong), len(pairs), wrong


@torch.inference_mode()
def pooled(texts: list[str]) -> torch.Tensor:
    """float32 [N, D], unit length and about their mean: the encoder's outputs averaged over all positions."""
    tokenizer, encoder = Tokenizer(), load_encoder()
    vectors = encode(encoder, tokenizer(texts)).mean(1)
    return torch.nn.functional.normalize(vectors, dim=-1)


def main() -> None:
    for name, vectors_of in (
        ("encoder", pooled),
        ("teacher", lambda texts: teacher_vectors(texts, keep=False).float()),
    ):
        right, count, wrong = nearest_shares(vectors_of)
        print(f"{name}: {right} of {count}; wrong: {'; '.join(wrong)}")


if __name__ == "__main__":
    main()
