"""`python -m duckling.evaluate` draws the prompts of evaluation.json and has the evaluator find each picture's caption among ten.

`--share 0.5` draws every second prompt. Writes EXPORT/evaluation-results.json. Chance is 10 %; for illusions, where both
readings count, 1 %. Illusions are drawn at four seeds: the first alone counts as "right", and "best of 4" is the one that
another model, the scorer, likes best in its worse reading, by the two prompts alone. `--pictures FOLDER` keeps those, for people
who choose among the same ten captions.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from pathlib import Path

import torch
from transformers import CLIPModel

from .evaluator import Evaluator, accuracy_on_renders, load_evaluator
from .scorer import load_scorer, similarity
from .setup import EXPORT, HERE
from .sheets import ILLUSIONS, Cascade, other_reading, sheet
from .teacher import teacher_vectors

ATTEMPTS = 4
"""Seeds of an illusion."""


def _found(evaluator: Evaluator, pictures: torch.Tensor, choices: list[list[str]]) -> torch.Tensor:
    """bool [B]: whether the evaluator likes each picture's first caption best."""
    known = sorted({caption for captions in choices for caption in captions})
    vectors = dict(zip(known, teacher_vectors(known, keep=False).float(), strict=True))
    hits = []
    for picture, captions in zip(pictures, choices, strict=True):
        scores = evaluator.similarity(picture[None], torch.stack([vectors[caption] for caption in captions]))[0]
        hits.append(bool(scores.argmax() == 0))
    return torch.tensor(hits)


def _unstyled(caption: str) -> str:
    """ "a watercolor of a rose" -> "a rose"."""
    return re.sub(r"^an? [a-z0-9 ]+? of ", "", caption)


def _illusions(
    cascade: Cascade, evaluator: Evaluator, scorer: CLIPModel, kind: str, rows: list[dict], **settings
) -> tuple[dict, torch.Tensor]:
    """The shares of pairs of which both readings are found, and the best picture of each pair, [B, 3, 64, 64]."""
    first, second = [row["first"] for row in rows], [row["second"] for row in rows]
    prompts = [captions[0] for captions in first], [captions[0] for captions in second]
    drawn, hits, likings, parts = [], [], [], []
    for attempt in range(ATTEMPTS):
        seeds = [1000 + row * ATTEMPTS + attempt for row in range(len(rows))]
        pictures = cascade.illusion(kind.split("_")[0], *prompts, seeds, **settings)
        other = other_reading(kind, pictures)
        one_hit, other_hit = _found(evaluator, pictures, first), _found(evaluator, other, second)
        drawn.append(pictures)
        hits.append(one_hit & other_hit)
        parts.append((one_hit.float().mean().item(), other_hit.float().mean().item()))
        liking = similarity(scorer, pictures, prompts[0]), similarity(scorer, other, prompts[1])
        likings.append(torch.minimum(*liking))
    best = torch.stack(likings).argmax(dim=0)
    places = best, torch.arange(len(rows))
    chosen = torch.stack(hits)[places]
    shares = {
        "right": round(hits[0].float().mean().item(), 3),
        "best of 4": round(chosen.float().mean().item(), 3),
        "of": len(rows),
        "first": round(parts[0][0], 3),
        "second": round(parts[0][1], 3),
    }
    return shares, torch.stack(drawn)[places]


def _keep(cascade: Cascade, kind: str, rows: list[dict], pictures: torch.Tensor, folder: Path) -> None:
    """Writes KIND-NN.png, the picture at 256 px beside its other reading, and KIND.json, the captions to choose among."""
    folder.mkdir(parents=True, exist_ok=True)
    large = cascade.enlarge(pictures, [row["first"][0] for row in rows], list(range(len(rows))))
    for number, readings in enumerate(zip(large, other_reading(kind, large), strict=True)):
        sheet(torch.stack(readings), 2).save(folder / f"{kind}-{number:02}.png")
    (folder / f"{kind}.json").write_text(json.dumps(rows, indent=2) + "\n")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m duckling.evaluate")
    parser.add_argument("--share", type=float, default=1.0, help="of the prompts that are drawn")
    parser.add_argument("--kinds", nargs="*", default=["subjects", "synonyms", "styles", "scenes", *ILLUSIONS])
    parser.add_argument("--steps", type=int, default=20)
    parser.add_argument("--renders", type=int, default=400, help="real renders that the evaluator is tried on")
    parser.add_argument("--merge", choices=["mean", "balanced"], help="of illusions; default: what defaults.json says")
    parser.add_argument("--rectify", action=argparse.BooleanOptionalAction, help="likewise")
    parser.add_argument("--guidance", type=float, help="likewise")
    parser.add_argument("--sigma", type=float, help="likewise, of hybrids")
    parser.add_argument(
        "--plain", action="store_true", help="illusions without the style that their prompts begin with"
    )
    parser.add_argument("--pictures", type=Path, help="keep the best picture of each pair in this folder")
    parser.add_argument("--to", type=Path, default=EXPORT / "evaluation-results.json")
    options = parser.parse_args()
    merging = {
        key: value for key in ("merge", "rectify", "guidance", "sigma") if (value := getattr(options, key)) is not None
    }
    entries = json.loads((HERE / "evaluation.json").read_text())
    evaluator, scorer, cascade = load_evaluator(), load_scorer(), Cascade()
    results: dict = {
        "evaluator on real renders": accuracy_on_renders(evaluator, options.renders),
        "steps": options.steps,
    }
    stride = max(1, round(1 / options.share))
    for kind in options.kinds:
        start = time.time()
        rows = entries[kind][::stride]
        if kind in ILLUSIONS:
            if options.plain:
                rows = [
                    {part: [_unstyled(caption) for caption in row[part]] for part in ("first", "second")}
                    for row in rows
                ]
            results[kind], best = _illusions(cascade, evaluator, scorer, kind, rows, steps=options.steps, **merging)
            if options.pictures:
                _keep(cascade, kind, rows, best, options.pictures)
        else:
            choices = [row["captions"] for row in rows]
            seeds = list(range(1000, 1000 + len(rows)))
            pictures = cascade.draw([captions[0] for captions in choices], seeds, steps=options.steps)
            right = _found(evaluator, pictures, choices).float().mean().item()
            results[kind] = {"right": round(right, 3), "of": len(rows)}
        print(kind, results[kind], f"{time.time() - start:.0f} s", flush=True)
        options.to.write_text(json.dumps(results, indent=2) + "\n")


if __name__ == "__main__":
    main()
