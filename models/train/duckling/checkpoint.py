"""`python -m duckling.checkpoint save` keeps what an exported model lacks to be trained on; `load` continues it elsewhere.

The weights are those of models/duckling, in half precision. The folder `checkpoint` beside this package holds the head of the text
encoder and how far both stages came. The optimiser's momentum is left out: it is back after a hundred steps.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from transformers import T5EncoderModel

from .setup import EXPORT, HERE, WORK, config

FOLDER = HERE / "checkpoint"
STAGES = {"stage_one": "stage_1", "stage_two": "stage_2"}
"""The names of the checkpoints, and of the exported stages."""


def _floats(path: Path) -> dict[str, torch.Tensor]:
    return {key: value.float() for key, value in load_file(path).items()}


def save() -> None:
    """Writes the head and the progress of the runs in WORK, which are exported already, into FOLDER."""
    FOLDER.mkdir(exist_ok=True)
    text = torch.load(WORK / "text.pt", map_location="cpu", weights_only=True)
    head = {name: value.half().contiguous() for name, value in text["head"].items()}
    save_file(head, FOLDER / "text_head.safetensors")
    about: dict = {"text_steps": text["step"]}
    for name in STAGES:
        run = torch.load(WORK / f"{name}.pt", map_location="cpu", weights_only=True)
        about[name] = {"channels": run["channels"], "progress": run["progress"]}
    (FOLDER / "checkpoint.json").write_text(json.dumps(about, indent=2) + "\n")


def load() -> None:
    """Makes WORK/stage_one.pt, stage_two.pt, text.pt and scorer from EXPORT and FOLDER."""
    targets = [*(WORK / f"{name}.pt" for name in STAGES), WORK / "text.pt", WORK / "scorer"]
    for place in targets:
        if place.exists():
            raise SystemExit(f"{place} is there already: move it away to begin from {EXPORT}")
    about = json.loads((FOLDER / "checkpoint.json").read_text())
    WORK.mkdir(parents=True, exist_ok=True)
    for name, stage in STAGES.items():
        channels = about[name]["channels"]
        if channels != config()[name]["channels"]:
            raise SystemExit(f"{EXPORT} has channels {channels}: put them in config.toml for {name}")
        weights = _floats(EXPORT / stage / "unet" / "diffusion_pytorch_model.safetensors")
        # Zero updates would let the moving average forget the weights at once.
        state = {"network": weights, "average": weights, "updates": 1000, **about[name]}
        torch.save(state, WORK / f"{name}.pt")
    if (EXPORT / "judge").exists():
        shutil.copytree(EXPORT / "judge", WORK / "scorer")
    encoder = T5EncoderModel.from_pretrained(EXPORT / "stage_1" / "text_encoder", torch_dtype=torch.float32)
    text = {"encoder": encoder.state_dict(), "head": _floats(FOLDER / "text_head.safetensors")}
    torch.save(text | {"step": about["text_steps"]}, WORK / "text.part")
    os.replace(WORK / "text.part", WORK / "text.pt")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m duckling.checkpoint")
    parser.add_argument("command", choices=("save", "load"))
    if parser.parse_args().command == "save":
        save()
        print(f"{FOLDER} belongs to {EXPORT} now")
    else:
        load()
        print("go on with: python -m duckling.stage_one --resolution 64")


if __name__ == "__main__":
    main()
