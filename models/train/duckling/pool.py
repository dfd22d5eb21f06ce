"""`python -m duckling.pool --scenes 50000` composes scenes once and encodes their captions once, for stage I to draw from.

Composing costs half a millisecond, a caption through the text encoder seven: with a pool the network's own work is all that
training takes time for. Make a new pool now and then, while training runs: it is taken up as soon as it is complete, and
captions that the last pool had are not encoded again.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import time
from pathlib import Path

import numpy as np
import torch

from .compositions import Compositions
from .setup import WORK
from .text import Tokenizer, encode, load_encoder
from .training import device_and_type

SIDE = 64
FOLDER = WORK / "pool"


def _fingerprint(encoder: torch.nn.Module) -> str:
    """Tells one text encoder from another."""
    digest = hashlib.sha256()
    for value in encoder.state_dict().values():
        digest.update(value.numpy().tobytes())
    return digest.hexdigest()[:16]


def _compose(count: int, seed: int, target: Path) -> list[str]:
    """Writes pictures.npy, uint8 [N, 64, 64, 3], and returns the captions."""
    scenes = Compositions(SIDE, seed)
    pictures = np.lib.format.open_memmap(target / "pictures.npy", "w+", np.uint8, (count, SIDE, SIDE, 3))
    captions = []
    for row in range(count):
        pictures[row], caption = scenes.draw()
        captions.append(caption)
    pictures.flush()
    return captions


@torch.inference_mode()
def _encode(captions: list[str], target: Path) -> None:
    """Writes texts.npy, float16 [C, 77, 256], the first row the empty caption's, and what it was made of."""
    encoder, tokenizer, kind = load_encoder(), Tokenizer(), device_and_type()[1]
    made = {"encoder": _fingerprint(encoder), "captions": captions}
    known: dict[str, np.ndarray] = {}
    if (FOLDER / "made.json").exists():
        before = json.loads((FOLDER / "made.json").read_text())
        if before["encoder"] == made["encoder"]:
            known = dict(zip(before["captions"], np.load(FOLDER / "texts.npy", mmap_mode="r"), strict=True))
    new = [caption for caption in captions if caption not in known]
    print(f"{len(captions)} captions, {len(new)} of them new", flush=True)
    for start in range(0, len(new), 64):
        rows = new[start : start + 64]
        with torch.autocast("cpu", torch.bfloat16, enabled=kind is not None):
            outputs = encode(encoder, tokenizer(rows))
        known.update(zip(rows, outputs.half().numpy(), strict=True))
    shape = (len(captions), *known[""].shape)
    texts = np.lib.format.open_memmap(target / "texts.npy", "w+", np.float16, shape)
    for row, caption in enumerate(captions):
        texts[row] = known[caption]
    texts.flush()
    (target / "made.json").write_text(json.dumps(made))


class Pool:
    """The scenes on disk, drawn in random order for ever; a new pool is opened when it has replaced the old one."""

    def __init__(self, seed: int) -> None:
        self.rng = np.random.default_rng(seed)
        self.opened = 0.0
        self._open()

    def _open(self) -> None:
        try:
            made = (FOLDER / "made.json").stat().st_mtime
        except FileNotFoundError:
            made = self.opened  # It is being replaced at this moment.
        if made == self.opened:
            return
        self.pictures = np.load(FOLDER / "pictures.npy", mmap_mode="r")
        self.texts = np.load(FOLDER / "texts.npy", mmap_mode="r")
        self.rows = np.load(FOLDER / "rows.npy")
        self.order, self.opened = np.empty(0, np.int64), made

    def draw(self, count: int, empty: float = 0.1) -> tuple[torch.Tensor, torch.Tensor]:
        """Pictures uint8 [B, 64, 64, 3] and text float16 [B, 77, 256]; a share of the captions is left empty."""
        if len(self.order) < count:
            self._open()
            self.order = self.rng.permutation(len(self.pictures))
        places, self.order = np.sort(self.order[:count]), self.order[count:]
        rows = np.where(self.rng.random(count) < empty, 0, self.rows[places])
        return torch.from_numpy(self.pictures[places]), torch.from_numpy(self.texts[rows])


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m duckling.pool")
    parser.add_argument("--scenes", type=int, default=50_000)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--compose-only", action="store_true", help="leave the captions to the next call")
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    part, old, start = FOLDER.with_name("pool.part"), FOLDER.with_name("pool.old"), time.time()
    shutil.rmtree(old, ignore_errors=True)
    if not (part / "captions.json").exists():
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(parents=True)
        (part / "captions.json").write_text(json.dumps(_compose(options.scenes, options.seed, part)))
    captions = json.loads((part / "captions.json").read_text())
    print(f"{len(captions)} scenes in {time.time() - start:.0f} s", flush=True)
    if options.compose_only:
        return
    different = ["", *sorted(set(captions) - {""})]
    places = {caption: place for place, caption in enumerate(different)}
    np.save(part / "rows.npy", np.array([places[caption] for caption in captions], np.int64))
    _encode(different, part)
    if FOLDER.exists():
        os.replace(FOLDER, old)
    os.replace(part, FOLDER)
    shutil.rmtree(old, ignore_errors=True)
    print(f"{FOLDER} is complete after {time.time() - start:.0f} s", flush=True)


if __name__ == "__main__":
    main()
