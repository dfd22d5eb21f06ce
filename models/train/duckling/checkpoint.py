"""`python -m duckling.checkpoint save --resolution 16` keeps a training run in the repository; `load` continues it elsewhere.

The folder `checkpoint` beside this package then holds, in half precision, the averaged weights of stage I and the text encoder
with its head. The optimiser's momentum is left out: it is back after a hundred steps. Commit it seldom, because every version
stays in the history.
"""

from __future__ import annotations

import argparse
import json
import os

import torch
from safetensors.torch import load_file, save_file

from .setup import HERE, WORK, config, stage_one_name

FOLDER = HERE / "checkpoint"


def _halves(weights: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    return {name: value.half().contiguous() for name, value in weights.items()}


def _floats(name: str) -> dict[str, torch.Tensor]:
    return {key: value.float() for key, value in load_file(FOLDER / f"{name}.safetensors").items()}


def save(side: int) -> None:
    """Writes the averaged weights of WORK/stage_one_SIDE.pt, the text encoder and the progress into FOLDER."""
    run = torch.load(WORK / f"{stage_one_name(side)}.pt", map_location="cpu", weights_only=True)
    text = torch.load(WORK / "text.pt", map_location="cpu", weights_only=True)
    FOLDER.mkdir(exist_ok=True)
    save_file(_halves(run["average"]), FOLDER / "stage_one.safetensors")
    for part in ("encoder", "head"):
        save_file(_halves(text[part]), FOLDER / f"text_{part}.safetensors")
    about = {"resolution": side, "channels": run["channels"], "progress": run["progress"], "text_steps": text["step"]}
    (FOLDER / "checkpoint.json").write_text(json.dumps(about, indent=2) + "\n")


def load() -> int:
    """Makes WORK/stage_one_SIDE.pt and WORK/text.pt from FOLDER. Returns the side."""
    about = json.loads((FOLDER / "checkpoint.json").read_text())
    side, channels = about["resolution"], about["channels"]
    wanted = config()["stage_one"]["channels"][-len(channels) :]
    if channels != wanted:
        raise SystemExit(f"{FOLDER} has channels {channels}: put them in config.toml (now {wanted})")
    target = WORK / f"{stage_one_name(side)}.pt"
    if target.exists():
        raise SystemExit(f"{target} is there already: move it away to begin from {FOLDER}")
    WORK.mkdir(parents=True, exist_ok=True)
    weights = _floats("stage_one")
    # The averaged weights are the network's as well; 0 updates would let the average forget them at once.
    state = {"network": weights, "average": weights, "updates": 1000}
    torch.save(state | {"progress": about["progress"], "channels": channels}, target)
    text = {part: _floats(f"text_{part}") for part in ("encoder", "head")}
    torch.save(text | {"step": about["text_steps"]}, WORK / "text.part")
    os.replace(WORK / "text.part", WORK / "text.pt")
    return side


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m duckling.checkpoint")
    parser.add_argument("command", choices=("save", "load"))
    parser.add_argument("--resolution", type=int, choices=(16, 32, 64), default=64, help="the run to save")
    options = parser.parse_args()
    if options.command == "save":
        save(options.resolution)
        size = sum(path.stat().st_size for path in FOLDER.iterdir())
        print(f"{size / 1e6:.1f} MB in {FOLDER}")
    else:
        print(f"go on with: python -m duckling.stage_one --resolution {load()}")


if __name__ == "__main__":
    main()
