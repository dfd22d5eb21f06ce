"""`python -m duckling.evaluate` draws the prompts of evaluation.json and has the judge find each picture's caption among ten.

`--share 0.5` draws every second prompt. Writes EXPORT/evaluation-results.json. Chance is 10 %; for illusions, where both
readings count, 1 %.
"""

from __future__ import annotations

import argparse
import json
import time

import torch

from .judge import Judge, accuracy_on_renders, load_judge
from .sampling import flip
from .setup import EXPORT, HERE
from .sheets import Artist
from .text import teacher_vectors


def _found(judge: Judge, pictures: torch.Tensor, choices: list[list[str]]) -> torch.Tensor:
    """bool [B]: whether the judge likes each picture's first caption best."""
    known = sorted({caption for captions in choices for caption in captions})
    vectors = dict(zip(known, teacher_vectors(known, keep=False).float(), strict=True))
    hits = []
    for picture, captions in zip(pictures, choices, strict=True):
        scores = judge.likeness(picture[None], torch.stack([vectors[caption] for caption in captions]))[0]
        hits.append(bool(scores.argmax() == 0))
    return torch.tensor(hits)


def _from_afar(pictures: torch.Tensor) -> torch.Tensor:
    """As a hybrid looks when it is seen small: shrunk to half and brought back to the judge's size."""
    shrunk = torch.nn.functional.interpolate(pictures, scale_factor=0.25, mode="area")
    return torch.nn.functional.interpolate(shrunk, scale_factor=4, mode="bilinear")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m duckling.evaluate")
    parser.add_argument("--share", type=float, default=1.0, help="of the prompts that are drawn")
    parser.add_argument(
        "--kinds", nargs="*", default=["subjects", "synonyms", "styles", "scenes", "anagrams", "hybrids"]
    )
    parser.add_argument("--steps", type=int, default=20)
    parser.add_argument("--renders", type=int, default=400, help="real renders that the judge is tried on")
    options = parser.parse_args()
    entries = json.loads((HERE / "evaluation.json").read_text())
    judge, artist = load_judge(), Artist()
    results: dict = {"judge on real renders": accuracy_on_renders(judge, options.renders), "steps": options.steps}
    stride = max(1, round(1 / options.share))
    for kind in options.kinds:
        start = time.time()
        rows = entries[kind][::stride]
        seeds = list(range(1000, 1000 + len(rows)))
        if kind in ("anagrams", "hybrids"):
            first, second = [row["first"] for row in rows], [row["second"] for row in rows]
            pictures = artist.illusion(
                kind,
                [captions[0] for captions in first],
                [captions[0] for captions in second],
                seeds,
                steps=options.steps,
            )
            other = flip(pictures) if kind == "anagrams" else _from_afar(pictures)
            one_hit, other_hit = _found(judge, pictures, first), _found(judge, other, second)
            share = (one_hit & other_hit).float().mean().item()
            detail = {"first": one_hit.float().mean().item(), "second": other_hit.float().mean().item()}
        else:
            choices = [row["captions"] for row in rows]
            pictures = artist.draw([captions[0] for captions in choices], seeds, steps=options.steps)
            share, detail = _found(judge, pictures, choices).float().mean().item(), {}
        results[kind] = {"right": round(share, 3), "of": len(rows), **detail}
        print(kind, results[kind], f"{time.time() - start:.0f} s", flush=True)
        (EXPORT / "evaluation-results.json").write_text(json.dumps(results, indent=2) + "\n")


if __name__ == "__main__":
    main()
