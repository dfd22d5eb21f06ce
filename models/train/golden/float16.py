"""Adds what diffusers answers in float16 to some networks in test/network/golden, for the same inputs as in float32.

    python models/train/golden/float16.py

PyTorch computes it on the CPU. `network.py` must have made the networks.
"""

from pathlib import Path

import torch
from diffusers import UNet2DConditionModel
from safetensors.torch import load_file, save_file

GOLDEN = Path(__file__).resolve().parents[3] / "test" / "network" / "golden"
NETWORKS = ("stage-1", "stage-2", "silu-fp16", "plain")


@torch.no_grad()
def answer(name: str) -> None:
    model = UNet2DConditionModel.from_pretrained(GOLDEN / name, torch_dtype=torch.float16).eval()
    cases = load_file(GOLDEN / name / "golden.safetensors")
    answers = {}
    for case in ("square", "wide"):
        half = {key.removeprefix(f"{case}."): value.half() for key, value in cases.items() if key.startswith(f"{case}.")}
        timestep = cases[f"{case}.timestep"]
        out = model(half["sample"], timestep, half["text"], class_labels=half.get("noise_level")).sample.float()
        print(f"{name:10} {case:7} largest difference from float32 {(out - cases[f'{case}.out']).abs().max():.1e}")
        answers[f"{case}.out"] = out.contiguous()
    save_file(answers, GOLDEN / name / "float16.safetensors")


if __name__ == "__main__":
    for network in NETWORKS:
        answer(network)
