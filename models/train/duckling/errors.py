"""`python -m duckling.errors` measures the averaged weights on fixed scenes and appends a line for each set to log/stage_one.jsonl.

The squared error of v at seven timesteps, always on the same scenes with the same noise. Two sets of 128 scenes: "plain", of the
mix that the first model was measured on, and "all", of everything that is taught now. `curve.py` draws the log.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
from datetime import UTC, datetime

import numpy as np
import torch
from diffusers import UNet2DConditionModel

from .compositions import Compositions
from .diffusion import ALPHA_BAR, add_noise
from .networks import stage_one_unet
from .scenes import MIDDLE, Scenes
from .setup import EXPORT, HERE, WORK, stage_one_name
from .stage_one import reduced
from .text import Tokenizer, encode, load_encoder

LOG = HERE / "log" / "stage_one.jsonl"
TIMESTEPS = (50, 200, 400, 600, 750, 900, 980)
COUNT = 128


def fixed_scenes(name: str) -> tuple[torch.Tensor, list[str], str]:
    """Pictures uint8 [128, 64, 64, 3], captions, and what tells this set from one of other sprites."""
    scenes = Scenes(64, MIDDLE, 7001) if name == "plain" else Compositions(64, 7002)
    drawn = [scenes.draw() for _ in range(COUNT)]
    pictures = np.stack([picture for picture, _ in drawn])
    return (
        torch.from_numpy(pictures),
        [caption for _, caption in drawn],
        hashlib.sha256(pictures.tobytes()).hexdigest()[:8],
    )


@torch.inference_mode()
def errors_of(unet: UNet2DConditionModel, pictures: torch.Tensor, text: torch.Tensor, side: int) -> dict[str, float]:
    """The mean squared error of v at each timestep."""
    clean = reduced(pictures, side)
    noise = torch.randn(clean.shape, generator=torch.Generator().manual_seed(7003))
    errors = {}
    for step in TIMESTEPS:
        steps = torch.full((COUNT,), step)
        noisy = add_noise(clean, noise, steps).contiguous(memory_format=torch.channels_last)
        alpha_bar = float(ALPHA_BAR[step])
        target = alpha_bar**0.5 * noise - (1 - alpha_bar) ** 0.5 * clean
        found = [
            unet(part, step, encoder_hidden_states=words, return_dict=False)[0][:, :3]
            for part, words in zip(noisy.split(32), text.split(32), strict=True)
        ]
        errors[str(step)] = round((torch.cat(found) - target).square().mean().item(), 4)
    return errors


def averaged_weights(side: int, exported: bool) -> tuple[UNet2DConditionModel, int | None, float | None]:
    """The moving average with the pictures it has seen and the run's speed, or the exported weights."""
    if exported:
        unet = UNet2DConditionModel.from_pretrained(EXPORT / "stage_1" / "unet", torch_dtype=torch.float32)
        return unet.eval(), None, None
    name = stage_one_name(side)
    saved = torch.load(WORK / f"{name}.pt", map_location="cpu", weights_only=True)
    unet = stage_one_unet(side)
    unet.load_state_dict(saved["average"])
    lines = WORK / f"{name}-log.jsonl"
    speed = json.loads(lines.read_text().splitlines()[-1])["per_second"] if lines.exists() else None
    return unet.eval(), saved["progress"]["pictures"], speed


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m duckling.errors")
    parser.add_argument("--resolution", type=int, choices=(16, 32, 64), default=64)
    parser.add_argument(
        "--exported", action="store_true", help="measure DUCKLING_EXPORT and its text encoder, at 64 px"
    )
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    unet, pictures_seen, speed = averaged_weights(options.resolution, options.exported)
    unet = unet.to(memory_format=torch.channels_last)
    tokenizer, encoder = Tokenizer(), load_encoder(exported=options.exported)
    LOG.parent.mkdir(exist_ok=True)
    for name in ("plain", "all"):
        pictures, captions, mark = fixed_scenes(name)
        errors = errors_of(unet, pictures, encode(encoder, tokenizer(captions)), options.resolution)
        line = {"when": datetime.now(UTC).isoformat(timespec="minutes"), "pictures": pictures_seen}
        line |= {"resolution": options.resolution, "set": name, "scenes": mark, "errors": errors}
        line |= {"mean": round(sum(errors.values()) / len(errors), 4), "per_second": speed}
        if options.exported:
            line["weights"] = "exported"
        print(json.dumps(line), flush=True)
        with LOG.open("a") as log:
            log.write(json.dumps(line) + "\n")


if __name__ == "__main__":
    main()
