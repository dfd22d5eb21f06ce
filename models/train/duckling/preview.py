"""`python -m duckling.preview FILE.png --resolution 16` draws a sheet with the weights as they are, to look at during training."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import torch

from .errors import averaged_weights
from .sampling import Part, sample_stage_one
from .setup import HERE
from .sheets import sheet
from .text import TextCache


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m duckling.preview")
    parser.add_argument("file", type=Path)
    parser.add_argument("--resolution", type=int, choices=(16, 32, 64), default=64)
    parser.add_argument("--subjects", type=int, default=36)
    parser.add_argument("--styles", type=int, default=12)
    parser.add_argument("--guidance", type=float, default=2.5)
    parser.add_argument("--steps", type=int, default=20)
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    wanted = json.loads((HERE / "sheets.json").read_text())
    captions = wanted["subjects"][: options.subjects] + wanted["styles"][: options.styles]
    unet, seen, _ = averaged_weights(options.resolution, exported=False)
    unet, text_of = unet.to(memory_format=torch.channels_last), TextCache()
    pictures = []
    for start in range(0, len(captions), 12):
        rows = captions[start : start + 12]
        parts, empty = [Part(text_of(rows).float())], text_of([""]).float()
        seeds = list(range(start, start + len(rows)))
        settings = {"steps": options.steps, "guidance": options.guidance, "side": options.resolution}
        pictures.append(sample_stage_one(unet, parts, empty, seeds, **settings))
    sheet(torch.cat(pictures), 12, 96 // options.resolution).save(options.file)
    print(f"{options.file}: {len(captions)} prompts after {seen} pictures")


if __name__ == "__main__":
    main()
