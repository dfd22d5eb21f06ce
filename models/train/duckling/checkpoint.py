"""`python -m duckling.checkpoint save --resolution 16` keeps a training run in the repository; `load` continues it elsewhere.

The folder `checkpoint` beside this package then holds, in half precision, the averaged weights of stage I and the text encoder
with its head. The optimiser's momentum is left out: it is back after a hundred steps. Commit it seldom, because every version
stays in the history. `save --stage-two` and `save --scorer` keep those two, which depend on the text encoder but not on stage I:
each file as it is exported later, so that the history holds it once.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil

import torch
from safetensors.torch import load_file, save_file

from .export import averaged
from .networks import stage_two_unet
from .setup import EXPORT, HERE, WORK, config, stage_one_name

FOLDER = HERE / "checkpoint"


def _halves(weights: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    return {name: value.half().contiguous() for name, value in weights.items()}


def _floats(name: str) -> dict[str, torch.Tensor]:
    return {key: value.float() for key, value in load_file(FOLDER / f"{name}.safetensors").items()}


def _about() -> dict:
    path = FOLDER / "checkpoint.json"
    return json.loads(path.read_text()) if path.exists() else {}


def _tell(about: dict) -> None:
    (FOLDER / "checkpoint.json").write_text(json.dumps(_about() | about, indent=2) + "\n")


def _state(weights: dict[str, torch.Tensor], progress: dict, channels: list[int]) -> dict:
    """What `Run` goes on from. Zero updates would let the moving average forget the weights at once."""
    return {"network": weights, "average": weights, "updates": 1000, "progress": progress, "channels": channels}


def save(side: int) -> None:
    """Writes the averaged weights of WORK/stage_one_SIDE.pt, the text encoder and the progress into FOLDER."""
    run = torch.load(WORK / f"{stage_one_name(side)}.pt", map_location="cpu", weights_only=True)
    text = torch.load(WORK / "text.pt", map_location="cpu", weights_only=True)
    save_file(_halves(run["average"]), FOLDER / "stage_one.safetensors")
    for part in ("encoder", "head"):
        save_file(_halves(text[part]), FOLDER / f"text_{part}.safetensors")
    _tell({"resolution": side, "channels": run["channels"], "progress": run["progress"], "text_steps": text["step"]})


def save_stage_two() -> None:
    """Writes the averaged weights of WORK/stage_two.pt as `duckling.export` does."""
    run = torch.load(WORK / "stage_two.pt", map_location="cpu", weights_only=True)
    averaged("stage_two", stage_two_unet(), EXPORT / "stage_2" / "unet").half().save_pretrained(FOLDER / "stage_two")
    _tell({"stage_two": {"channels": run["channels"], "progress": run["progress"]}})


def save_scorer() -> None:
    """Copies WORK/scorer."""
    shutil.copytree(WORK / "scorer", FOLDER / "scorer", dirs_exist_ok=True)


def load() -> int:
    """Makes WORK/stage_one_SIDE.pt, WORK/text.pt and what else there is from FOLDER. Returns the side."""
    about = _about()
    if "resolution" not in about:
        raise SystemExit(f"{FOLDER} holds no run of stage I: save one first")
    side, channels = about["resolution"], about["channels"]
    wanted = config()["stage_one"]["channels"][-len(channels) :]
    if channels != wanted:
        raise SystemExit(f"{FOLDER} has channels {channels}: put them in config.toml (now {wanted})")
    target, stage_two, scorer = WORK / f"{stage_one_name(side)}.pt", WORK / "stage_two.pt", WORK / "scorer"
    kept = {target: True, stage_two: "stage_two" in about, scorer: (FOLDER / "scorer").exists()}
    for place in kept:
        if kept[place] and place.exists():
            raise SystemExit(f"{place} is there already: move it away to begin from {FOLDER}")
    WORK.mkdir(parents=True, exist_ok=True)
    torch.save(_state(_floats("stage_one"), about["progress"], channels), target)
    if kept[stage_two]:
        torch.save(_state(_floats("stage_two/diffusion_pytorch_model"), **about["stage_two"]), stage_two)
    if kept[scorer]:
        shutil.copytree(FOLDER / "scorer", scorer)
    text = {part: _floats(f"text_{part}") for part in ("encoder", "head")}
    torch.save(text | {"step": about["text_steps"]}, WORK / "text.part")
    os.replace(WORK / "text.part", WORK / "text.pt")
    return side


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m duckling.checkpoint")
    parser.add_argument("command", choices=("save", "load"))
    parser.add_argument("--resolution", type=int, choices=(16, 32, 64), default=64, help="the run to save")
    parser.add_argument("--stage-two", action="store_true", help="save stage II instead")
    parser.add_argument("--scorer", action="store_true", help="save the scorer instead")
    options = parser.parse_args()
    if options.command == "save":
        FOLDER.mkdir(exist_ok=True)
        if options.stage_two:
            save_stage_two()
        elif options.scorer:
            save_scorer()
        else:
            save(options.resolution)
        size = sum(path.stat().st_size for path in FOLDER.rglob("*") if path.is_file())
        print(f"{size / 1e6:.1f} MB in {FOLDER}")
    else:
        print(f"go on with: python -m duckling.stage_one --resolution {load()}")


if __name__ == "__main__":
    main()
