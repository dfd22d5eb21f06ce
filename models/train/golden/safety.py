"""Makes test/network/golden/safety: IF's safety checker with a tiny vision tower and random weights, and what diffusers decides.

    python models/train/golden/safety.py [FOLDER]

golden.safetensors holds, as float32: `pixels` [B, 3, S, S], `unsafe` and `watermarked` [B], the two heads' answers before
their thresholds of 0.5.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import torch
from clip import VISION
from diffusers.pipelines.deepfloyd_if.safety_checker import IFSafetyChecker
from network import OUT, randomise, save
from safetensors.torch import load_file, save_file
from transformers import CLIPConfig


@torch.no_grad()
def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else OUT / "safety"
    generator = torch.Generator().manual_seed(9)
    config = CLIPConfig(vision_config=VISION | dict(projection_dim=20, hidden_act="quick_gelu"))
    checker = IFSafetyChecker(config)
    randomise(checker, generator)
    side = VISION["image_size"]
    pixels = torch.randn(6, 3, side, side, generator=generator)
    for head in (checker.p_head, checker.w_head):
        # So that half of the pictures are above the threshold.
        head.bias += 0.5 - head(checker.vision_model(pixels)[0]).flatten().sort().values[2:4].mean()
    save(checker, folder, "float16", None)
    # transformers 5 cannot open this class of diffusers by `from_pretrained`.
    checker = IFSafetyChecker(config).eval()
    checker.load_state_dict({key: value.float() for key, value in load_file(folder / "model.safetensors").items()})
    embeds = checker.vision_model(pixels)[0]
    unsafe, watermarked = checker.p_head(embeds).flatten(), checker.w_head(embeds).flatten()
    images = [np.ones((2, 2, 3)) for _ in pixels]
    _, decided, seen = checker(pixels, images)
    assert decided == (unsafe > 0.5).tolist() and seen == (watermarked > 0.5).tolist()
    print("unsafe", [round(v, 3) for v in unsafe.tolist()], "watermarked", [round(v, 3) for v in watermarked.tolist()])
    assert 0 < sum(decided) < len(decided) and 0 < sum(seen) < len(seen), "both decisions must come"
    cases = dict(pixels=pixels, unsafe=unsafe, watermarked=watermarked)
    save_file({key: value.contiguous() for key, value in cases.items()}, folder / "golden.safetensors")


if __name__ == "__main__":
    main()
