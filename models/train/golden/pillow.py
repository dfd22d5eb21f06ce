"""Makes test/image/golden/pillow.json: what Pillow's bicubic resize, IF's watermark in diffusers and CLIP's image processor answer.

    python models/train/golden/pillow.py

Inputs are patterns that a test can compute, answers are SHA-256 sums of RGB bytes, so that the file stays small. CLIP's
answer is listed by a few of its numbers.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import numpy as np
import torch
from diffusers.pipelines.deepfloyd_if.watermark import IFWatermarker
from PIL import Image
from transformers.models.clip.image_processing_pil_clip import CLIPImageProcessorPil

OUT = Path(__file__).resolve().parents[3] / "test" / "image" / "golden" / "pillow.json"


def pattern(width: int, height: int, channels: int) -> np.ndarray:
    """uint8 [H, W, C]: (7x + 13y + 29c + 5 (x y mod 11)) mod 256"""
    y, x, c = np.mgrid[:height, :width, :channels]
    return ((7 * x + 13 * y + 29 * c + 5 * (x * y % 11)) % 256).astype(np.uint8)


def total(image: Image.Image) -> str:
    return hashlib.sha256(image.tobytes()).hexdigest()


def main() -> None:
    resized = []
    for mode, channels in (("RGB", 3), ("RGBA", 4)):
        for (width, height), (to_width, to_height) in (
            ((40, 30), (17, 11)), ((40, 90), (16, 36)), ((40, 60), (44, 50)), ((40, 30), (40, 11)), ((13, 9), (64, 50)), ((62, 62), (3, 3)), ((62, 62), (15, 15)),
        ):  # fmt: skip
            image = Image.fromarray(pattern(width, height, channels), mode)
            small = image.resize((to_width, to_height), Image.BICUBIC)
            resized.append(dict(mode=mode, size=[width, height], to=[to_width, to_height], sha256=total(small)))
    marker = IFWatermarker()
    marker.watermark_image = torch.from_numpy(pattern(62, 62, 4)).float()
    marked = []
    for width, height, sample in ((64, 64, 64), (256, 256, 256), (96, 64, 64), (200, 300, 256), (1024, 1024, 256)):
        image = Image.fromarray(pattern(width, height, 3), "RGB")
        marker.apply_watermark([image], sample)
        marked.append(dict(size=[width, height], sampleSize=sample, sha256=total(image)))
    processor = CLIPImageProcessorPil(size={"shortest_edge": 16}, crop_size={"height": 16, "width": 16})
    seen = []
    for width, height in ((64, 64), (50, 31), (9, 20)):
        pixels = processor(Image.fromarray(pattern(width, height, 3), "RGB"), return_tensors="np")["pixel_values"][0]
        seen.append(dict(size=[width, height], numbers=[round(float(value), 6) for value in pixels.reshape(-1)[::37]]))
    OUT.parent.mkdir(parents=True, exist_ok=True)
    OUT.write_text(json.dumps(dict(resized=resized, marked=marked, seen=seen), indent=1) + "\n")


if __name__ == "__main__":
    main()
