"""`python -m duckling.export` writes the averaged weights in the diffusers layout that DeepFloyd IF is published in.

Files are replaced by rename: a running session may have the old ones mapped into memory.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import tempfile
from pathlib import Path

import torch
from diffusers import DDPMScheduler, UNet2DConditionModel

from .networks import stage_one_unet, stage_two_unet
from .setup import EXPORT, WORK
from .text import load_encoder
from .vocabulary import vocabulary

TOKENIZER_CONFIG = {
    "tokenizer_class": "T5Tokenizer",
    "model_max_length": 77,
    "extra_ids": 0,
    "eos_token": "</s>",
    "pad_token": "<pad>",
    "unk_token": "<unk>",
}
UNET, SCHEDULER = ("diffusers", "UNet2DConditionModel"), ("diffusers", "DDPMScheduler")


def _scheduler(sample_max_value: float, prediction_type: str = "v_prediction") -> DDPMScheduler:
    return DDPMScheduler(
        beta_schedule="squaredcos_cap_v2",
        prediction_type=prediction_type,
        variance_type="learned_range",
        thresholding=True,
        dynamic_thresholding_ratio=0.95,
        sample_max_value=sample_max_value,
    )


def _save_scheduler(folder: Path, *settings: float | str) -> None:
    """Names no spacing of timesteps, so that each sampler uses its own. DDPM's would start DPM-Solver++ far below pure noise."""
    _scheduler(*settings).save_pretrained(folder)
    file = folder / "scheduler_config.json"
    config = {key: value for key, value in json.loads(file.read_text()).items() if key != "timestep_spacing"}
    file.write_text(json.dumps(config, indent=2) + "\n")


def averaged(name: str, unet: UNet2DConditionModel, export: Path) -> UNet2DConditionModel:
    """`unet` with the averaged weights of the checkpoint, else with those exported before, else as it is."""
    checkpoint = WORK / f"{name}.pt"
    if checkpoint.exists():
        saved, channels = (
            torch.load(checkpoint, map_location="cpu", weights_only=True),
            list(unet.config["block_out_channels"]),
        )
        if saved.get("channels", channels) != channels:
            raise SystemExit(f"{checkpoint} has channels {saved['channels']}: put them in config.toml (now {channels})")
        unet.load_state_dict(saved["average"])
    elif (export / "config.json").exists():
        unet = UNet2DConditionModel.from_pretrained(export, torch_dtype=torch.float32)
    return unet.eval().requires_grad_(False)


def _index(folder: Path, pipeline: str, parts: dict[str, tuple[str, str]]) -> None:
    absent = {name: [None, None] for name in ("feature_extractor", "safety_checker", "watermarker")}
    index = {"_class_name": pipeline, "_diffusers_version": "0.42.1", **absent, "requires_safety_checker": False}
    text = json.dumps(index | {name: list(kind) for name, kind in parts.items()}, indent=2)
    (folder / "model_index.json").write_text(text + "\n")


def _put(source: Path, target: Path) -> None:
    """Moves every file of `source` over `target`, each by rename."""
    for path in sorted(source.rglob("*")):
        if path.is_file():
            place = target / path.relative_to(source)
            place.parent.mkdir(parents=True, exist_ok=True)
            os.chmod(path, 0o644)
            os.replace(path, place)


def _export_one(folder: Path) -> None:
    """Stage I with the text encoder and the tokenizer."""
    averaged("stage_one", stage_one_unet(), EXPORT / "stage_1" / "unet").half().save_pretrained(folder / "unet")
    load_encoder().half().save_pretrained(folder / "text_encoder")
    _save_scheduler(folder / "scheduler", 1.5)
    (folder / "tokenizer").mkdir()
    pieces = WORK / "spiece.model"
    if not pieces.exists():
        pieces = EXPORT / "stage_1" / "tokenizer" / "spiece.model"
    shutil.copy(pieces, folder / "tokenizer" / "spiece.model")
    (folder / "tokenizer" / "tokenizer_config.json").write_text(json.dumps(TOKENIZER_CONFIG, indent=2) + "\n")
    text = {"text_encoder": ("transformers", "T5EncoderModel"), "tokenizer": ("transformers", "T5Tokenizer")}
    _index(folder, "IFPipeline", {"scheduler": SCHEDULER, **text, "unet": UNET})


def _export_scorer(folder: Path) -> None:
    """The model that ranks seeds, and the words that stage I draws."""
    if (WORK / "scorer").exists():
        shutil.copytree(WORK / "scorer", folder / "judge")
    (folder / "vocabulary.json").write_text(json.dumps(vocabulary(), indent=1) + "\n")


def _export_two(folder: Path) -> None:
    """Stage II; it is given the text that stage I encoded."""
    averaged("stage_two", stage_two_unet(), EXPORT / "stage_2" / "unet").half().save_pretrained(folder / "unet")
    _save_scheduler(folder / "scheduler", 1.0)
    _save_scheduler(folder / "image_noising_scheduler", 1.0, "epsilon")
    parts = {"scheduler": SCHEDULER, "image_noising_scheduler": SCHEDULER, "unet": UNET}
    _index(folder, "IFSuperResolutionPipeline", {**parts, "text_encoder": (None, None), "tokenizer": (None, None)})


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m duckling.export")
    parser.add_argument("--stages", nargs="+", choices=("1", "2"), default=["1", "2"])
    options = parser.parse_args()
    EXPORT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=EXPORT.parent, prefix=".export-") as scratch:
        for stage, export in (("1", _export_one), ("2", _export_two)):
            if stage in options.stages:
                folder = Path(scratch) / f"stage_{stage}"
                folder.mkdir()
                export(folder)
                _put(folder, EXPORT / f"stage_{stage}")
                if stage == "1":
                    beside = Path(scratch) / "beside"
                    beside.mkdir()
                    _export_scorer(beside)
                    _put(beside, EXPORT)
    size = sum(path.stat().st_size for path in EXPORT.rglob("*") if path.is_file())
    print(f"{size / 1e6:.1f} MB in {EXPORT}")


if __name__ == "__main__":
    main()
