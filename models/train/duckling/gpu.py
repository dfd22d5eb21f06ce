"""`python -m duckling.gpu --minutes 8 --to FOLDER` trains stage I at 64 px on a GPU from the start, without growing.

Other processes compose scenes all the while, in chunks; the GPU keeps them all, encodes captions itself and never waits. With
DUCKLING_CONFIG=config-gpu.toml it is the wider network. FOLDER gets the averaged weights in half precision, cut into parts
of at most 15 MiB (`cat stage_one-average.* > stage_one-average.pt`), the log and the progress. gpu.sh does it all.
"""

from __future__ import annotations

import argparse
import io
import json
import multiprocessing
import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch

from .compositions import Compositions
from .networks import stage_one_unet
from .setup import WORK, config
from .stage_one import loss_of
from .text import Tokenizer, encode, load_encoder
from .training import Batch, Log, Run, device_and_type

CHUNKS = WORK / "chunks"
POSITIONS = 32
"""Captions are shorter; the encoder sees them padded to 77 as in use."""
PART = 15 * 2**20
TILT = 0.65


def compose(number: int, size: int) -> None:
    """Writes chunk after chunk: pictures uint8 [N, 64, 64, 3] and the captions' pieces int16 [N, 32]."""
    torch.set_num_threads(1)
    scenes, tokenizer, chunk = Compositions(64, 1000 + number), Tokenizer(), 0
    while True:
        drawn = [scenes.draw() for _ in range(size)]
        ids = tokenizer([caption for _, caption in drawn], POSITIONS).to(torch.int16).numpy()
        part = CHUNKS / f"{number}-{chunk}.part.npz"
        np.savez(part, pictures=np.stack([picture for picture, _ in drawn]), ids=ids)
        os.replace(part, CHUNKS / f"{number}-{chunk}.npz")
        chunk += 1


class Scenes:
    """All scenes composed so far, on the device."""

    def __init__(self, device: torch.device, most: int) -> None:
        self.device, self.most, self.count, self.taken = device, most, 0, set()
        self.pictures = torch.empty(most, 64, 64, 3, dtype=torch.uint8, device=device)
        self.ids = torch.zeros(most, 77, dtype=torch.int16, device=device)
        self.encoder = load_encoder().to(device)

    def gather(self) -> None:
        """Takes up the chunks that have come since; the newest replace the oldest once all places are full."""
        for path in sorted(CHUNKS.glob("[0-9]*-[0-9]*.npz")):
            if path.name in self.taken or ".part" in path.name:
                continue
            with np.load(path) as chunk:
                pictures, ids = torch.from_numpy(chunk["pictures"]), torch.from_numpy(chunk["ids"])
            places = (torch.arange(len(pictures)) + self.count) % self.most
            self.pictures[places] = pictures.to(self.device)
            self.ids[places, :POSITIONS] = ids.to(self.device)
            self.taken.add(path.name)
            self.count += len(pictures)
            path.unlink()

    def draw(self, batch: int) -> dict[str, torch.Tensor]:
        rows = torch.randint(min(self.count, self.most), (batch,), device=self.device)
        clean = self.pictures[rows].permute(0, 3, 1, 2).float() / 127.5 - 1
        ids = self.ids[rows].long()
        empty = torch.rand(batch, device=self.device) < 0.1
        ids = torch.where(empty[:, None], (torch.arange(77, device=self.device) == 0).long(), ids)
        with torch.no_grad():
            text = encode(self.encoder, ids)
        return {"pictures": clean.contiguous(memory_format=torch.channels_last), "text": text}


def write_out(run: Run, folder: Path) -> None:
    """The averaged weights in parts, the log and how far it came."""
    folder.mkdir(parents=True, exist_ok=True)
    buffer = io.BytesIO()
    state = {"average": {name: value.half().cpu() for name, value in run.average.values.items()}}
    state |= {"progress": vars(run.progress), "channels": list(run.unet.config["block_out_channels"])}
    torch.save(state, buffer)
    data = buffer.getvalue()
    for number, start in enumerate(range(0, len(data), PART)):
        (folder / f"stage_one-average.{number}").write_bytes(data[start : start + PART])
    (folder / "progress.json").write_text(json.dumps(vars(run.progress)) + "\n")
    log = WORK / "stage_one-log.jsonl"
    if log.exists():
        shutil.copy(log, folder / log.name)


def train(options: argparse.Namespace) -> None:
    """Runs for so many minutes, the start and the compilation included."""
    begun, limit = time.time(), options.minutes * 60
    device, _ = device_and_type()
    if device.type == "cuda":
        torch.backends.cuda.matmul.allow_tf32 = torch.backends.cudnn.allow_tf32 = True
        torch.backends.cudnn.benchmark = True
    run, scenes = Run("stage_one", stage_one_unet(64), config()["stage_one"], 1.0), Scenes(device, options.scenes)
    network = torch.compile(run.unet) if options.compile else run.unet
    log, start = Log(run, 64), run.progress.step

    def loss(net: Callable, batch: Batch) -> tuple[torch.Tensor, torch.Tensor]:
        return loss_of(net, batch, TILT)

    while scenes.count < options.batch * 4:
        scenes.gather()
        time.sleep(0.2)
    while (elapsed := time.time() - begun) < limit - 15 and run.progress.step - start < options.steps:
        fade = min(1, max(0.02, (limit - elapsed) / (options.decay * limit))) if options.decay else 1.0
        done = run.progress.step - start
        share = min(1, (done + 1) / 100) * fade
        log.note(run.step(network, scenes.draw(options.batch), loss, share))
        run.progress.seconds += time.time() - begun - elapsed
        if done % 50 == 0:
            scenes.gather()
    run.save()
    write_out(run, options.to)
    print(f"done: {run.progress}, {scenes.count} scenes", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m duckling.gpu")
    parser.add_argument("--minutes", type=float, required=True)
    parser.add_argument("--to", type=Path, required=True, help="folder for the results")
    parser.add_argument("--batch", type=int, default=512)
    parser.add_argument("--steps", type=int, default=10**9, help="stop earlier, for a trial")
    parser.add_argument("--scenes", type=int, default=1_000_000, help="kept on the device, 12 kB each")
    parser.add_argument("--chunk", type=int, default=4000)
    parser.add_argument("--composers", type=int, default=max(1, (os.cpu_count() or 2) - 2))
    parser.add_argument("--decay", type=float, default=0.4, help="the last share, over which the learning rate falls")
    parser.add_argument("--compile", action="store_true")
    options = parser.parse_args()
    shutil.rmtree(CHUNKS, ignore_errors=True)
    CHUNKS.mkdir(parents=True)
    others = multiprocessing.get_context("spawn")
    composers = [others.Process(target=compose, args=(n, options.chunk), daemon=True) for n in range(options.composers)]
    for composer in composers:
        composer.start()
    try:
        train(options)
    finally:
        for composer in composers:
            composer.terminate()


if __name__ == "__main__":
    main()
