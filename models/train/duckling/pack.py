"""`python -m duckling.pack FILE` puts what stage I learns from into one file, to train elsewhere; `--unpack` takes it out.

The sprites go as WebP pictures of 96 px, enough for 64 px scenes; with them the text encoder in half precision and its pieces.
"""

from __future__ import annotations

import argparse
import io
import json
import shutil
import zipfile
from pathlib import Path

import numpy as np
import torch
from PIL import Image

from .setup import EXPORT, WORK, sprite_pixels
from .text import load_encoder

SIDE = 96


def pack(target: Path, quality: int) -> None:
    """Writes sprites.json, N.webp, text.pt and spiece.model into a zip file."""
    with zipfile.ZipFile(target, "w") as file:
        file.write(WORK / "sprites.json", "sprites.json")
        for number, pixels in enumerate(sprite_pixels()):
            image = Image.fromarray(np.array(pixels)).resize((SIDE, SIDE), Image.Resampling.BOX)
            buffer = io.BytesIO()
            image.save(buffer, "webp", quality=quality, method=4)
            file.writestr(f"{number}.webp", buffer.getvalue())
        encoder = {name: value.half() for name, value in load_encoder().state_dict().items()}
        buffer = io.BytesIO()
        torch.save({"encoder": encoder}, buffer)
        file.writestr("text.pt", buffer.getvalue())
        file.write(EXPORT / "stage_1" / "tokenizer" / "spiece.model", "spiece.model")
    print(f"{target.stat().st_size / 1e6:.1f} MB in {target}")


def unpack(source: Path) -> None:
    """Fills the work folder."""
    WORK.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(source) as file:
        rows = json.loads(file.read("sprites.json"))
        pixels = np.memmap(WORK / "sprites.bin", np.uint8, "w+", shape=(len(rows), SIDE, SIDE, 4))
        for number in range(len(rows)):
            pixels[number] = np.asarray(Image.open(io.BytesIO(file.read(f"{number}.webp"))).convert("RGBA"))
        pixels.flush()
        for name in ("sprites.json", "text.pt", "spiece.model"):
            with file.open(name) as data, (WORK / name).open("wb") as copy:
                shutil.copyfileobj(data, copy)
    print(f"{len(rows)} sprites in {WORK}")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m duckling.pack")
    parser.add_argument("file", type=Path)
    parser.add_argument("--unpack", action="store_true")
    parser.add_argument("--quality", type=int, default=85)
    options = parser.parse_args()
    if options.unpack:
        unpack(options.file)
    else:
        pack(options.file, options.quality)


if __name__ == "__main__":
    main()
