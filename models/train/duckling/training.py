"""The loop that both stages share: loader, optimiser, moving average, checkpoints, log.

Under `torchrun --nproc-per-node N` every process trains on pictures of its own and the weights are averaged every few
steps. On a CPU that is faster than N threads of one process.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import torch
import torch.distributed as processes
from diffusers import UNet2DConditionModel
from torch.utils.data import DataLoader, IterableDataset

from .setup import EXPORT, WORK
from .text import LENGTH, Tokenizer, encode, load_encoder

Batch = dict
"""What a stage's scene source yields: tensors and `captions`, a list of str."""


def device_and_type() -> tuple[torch.device, torch.dtype | None]:
    """Where to train, and the type for autocast: bfloat16 only where the hardware multiplies it, else none."""
    if torch.cuda.is_available():
        return torch.device("cuda"), torch.bfloat16
    flags = Path("/proc/cpuinfo").read_text() if Path("/proc/cpuinfo").exists() else ""
    return torch.device("cpu"), torch.bfloat16 if "avx512_bf16" in flags or "amx_bf16" in flags else None


def arguments(name: str, resolution: int, batch: int) -> argparse.Namespace:
    """The command line of a stage."""
    parser = argparse.ArgumentParser(prog=f"python -m duckling.{name}")
    parser.add_argument("--minutes", type=float, required=True, help="how long to train")
    parser.add_argument("--resolution", type=int, default=resolution)
    parser.add_argument("--batch", type=int, default=batch)
    parser.add_argument(
        "--positions",
        type=int,
        default=77,
        help="text positions; with fewer, which is faster, one batch in seven has all",
    )
    parser.add_argument("--rate", type=float, help="learning rate, else the configuration's")
    parser.add_argument("--mix", choices=("easy", "middle", "wide"), default="easy")
    parser.add_argument(
        "--reuse", type=int, default=1, help="how often a composed scene is shown; more is faster on few cores"
    )
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--no-compile", action="store_true")
    parser.add_argument(
        "--decay", type=float, default=0.3, help="the last share of the run, over which the learning rate falls; 0 keeps it up"
    )
    return parser.parse_args()


class _Source(IterableDataset):
    def __init__(self, make: Callable[[int], Iterator[Batch]]) -> None:
        self.make = make

    def __iter__(self) -> Iterator[Batch]:
        worker = torch.utils.data.get_worker_info()
        torch.set_num_threads(1)
        return self.make(worker.seed % (2**31) if worker else 0)


@dataclass
class Progress:
    """What has been trained so far, over all runs; kept in the checkpoint and told in the model card."""

    step: int = 0
    pictures: int = 0
    seconds: float = 0.0


class TextCache:
    """The frozen text encoder's outputs for the captions that come up again and again."""

    def __init__(self, device: torch.device, positions: int, most: int = 20_000) -> None:
        self.device, self.positions, self.most = device, positions, most
        self.tokenizer, self.encoder = Tokenizer(), load_encoder().to(device)
        self.known: dict[str, torch.Tensor] = {}

    @torch.no_grad()
    def __call__(self, captions: list[str]) -> torch.Tensor:
        """float32 [B, L, D]"""
        new = sorted({caption for caption in captions if caption not in self.known})
        if new:
            if len(self.known) > self.most:
                self.known.clear()
                new = sorted(set(captions))
            outputs = encode(self.encoder, self.tokenizer(new, self.positions).to(self.device))
            self.known.update(zip(new, outputs, strict=True))
        return torch.stack([self.known[caption] for caption in captions])


MEETING = 4
"""Steps after which several processes average their weights."""


class Company:
    """The processes that train together; most often there is but one."""

    def __init__(self, device: torch.device) -> None:
        self.size, self.place = int(os.environ.get("WORLD_SIZE", "1")), int(os.environ.get("RANK", "0"))
        if self.size > 1:
            processes.init_process_group("nccl" if device.type == "cuda" else "gloo")

    @torch.no_grad()
    def meet(self, network: torch.nn.Module, stopping: bool) -> bool:
        """Averages the weights; tells whether anyone wants to stop."""
        if self.size == 1:
            return stopping
        parameters = list(network.parameters())
        flag = torch.tensor([float(stopping)], device=parameters[0].device)
        flat = torch.cat([flag, *(parameter.flatten() for parameter in parameters)])
        processes.all_reduce(flat)
        flat /= self.size
        place = 1
        for parameter in parameters:
            parameter.copy_(flat[place : place + parameter.numel()].view(parameter.shape))
            place += parameter.numel()
        return flat[0].item() > 0


class Average:
    """Moving average of the weights."""

    def __init__(self, network: torch.nn.Module, share: float) -> None:
        self.share = share
        self.parameters = list(network.parameters())
        self.values = [parameter.detach().clone() for parameter in self.parameters]
        self.updates = 0

    @torch.no_grad()
    def update(self) -> None:
        self.updates += 1
        share = min(self.share, self.updates / (self.updates + 9))
        torch._foreach_lerp_(self.values, self.parameters, 1 - share)

    def state(self, network: torch.nn.Module) -> dict[str, torch.Tensor]:
        """The network's state with the averaged values."""
        names = [name for name, _ in network.named_parameters()]
        return dict(zip(names, self.values, strict=True))


def train(
    name: str,
    unet: UNet2DConditionModel,
    make_source: Callable[[int], Iterator[Batch]],
    loss_of: Callable[[Callable, Batch, torch.Tensor], tuple[torch.Tensor, torch.Tensor]],
    options: argparse.Namespace,
    settings: dict,
) -> None:
    """Trains `unet` for so many minutes, going on from WORK/NAME.pt where there is one.

    `loss_of(network, batch, text)` gives the squared error and the variational term; `text` is float32 [B, L, D], one row in
    ten the empty caption's.
    """
    device, autocast_type = device_and_type()
    torch.set_num_threads(options.threads)
    company = Company(device)
    torch.manual_seed(int(time.time()) * company.size + company.place)
    checkpoint = WORK / f"{name}.pt"
    exported = EXPORT / {"stage_one": "stage_1", "stage_two": "stage_2"}.get(name, name) / "unet" / "config.json"
    text_of = TextCache(device, options.positions)
    whole_text_of = text_of if options.positions == LENGTH else TextCache(device, LENGTH, 4000)
    unet = unet.to(device, memory_format=torch.channels_last)
    optimizer = torch.optim.AdamW(unet.parameters(), betas=(0.9, 0.99), weight_decay=0.01, fused=True)
    average = Average(unet, settings["average"])
    progress = Progress()
    if checkpoint.exists():
        saved = torch.load(checkpoint, map_location=device, weights_only=True)
        unet.load_state_dict(saved["network"])
        if "optimizer" in saved:
            optimizer.load_state_dict(saved["optimizer"])
        average.values = [saved["average"][key].clone() for key, _ in unet.named_parameters()]
        average.updates = saved["updates"]
        progress = Progress(**saved["progress"])
        print(f"going on from {progress}", flush=True)
    elif exported.exists():
        told = UNet2DConditionModel.from_pretrained(exported.parent, torch_dtype=torch.float32)
        if dict(told.config)["block_out_channels"] == dict(unet.config)["block_out_channels"]:
            unet.load_state_dict(told.state_dict())
            average = Average(unet, settings["average"])
            print("going on from the exported weights", flush=True)

    def save() -> None:
        if company.place > 0:
            return
        state = {
            "network": unet.state_dict(),
            "average": average.state(unet),
            "updates": average.updates,
            "optimizer": optimizer.state_dict(),
            "progress": vars(progress),
        }
        torch.save(state, checkpoint.with_suffix(".part"))
        os.replace(checkpoint.with_suffix(".part"), checkpoint)

    network = unet if options.no_compile else torch.compile(unet)
    loader = DataLoader(
        _Source(make_source),
        batch_size=None,
        num_workers=options.workers,
        prefetch_factor=6 if options.workers else None,
    )
    rate = options.rate or settings["learning_rate"]
    limit = options.minutes * 60
    before = Progress(**vars(progress))
    # Asked to stop, the run saves first.
    stopping: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, _: stopping.append(number))
    signal.signal(signal.SIGINT, lambda number, _: stopping.append(number))
    start = saved_at = time.time()
    means = [1.0, 0.1]
    for batch in loader:
        elapsed = time.time() - start
        if progress.step % MEETING == 0 and company.meet(unet, elapsed > limit or bool(stopping)):
            break
        captions = ["" if torch.rand(()) < 0.1 else caption for caption in batch["captions"]]
        text = (whole_text_of if progress.step % 7 == 0 else text_of)(captions)
        batch = {key: value.to(device) for key, value in batch.items() if isinstance(value, torch.Tensor)}
        warm_up = min(1, (progress.step - before.step + 1) / 100)
        fade = min(1, max(0.02, (limit - elapsed) / (options.decay * limit))) if options.decay else 1.0
        for group in optimizer.param_groups:
            group["lr"] = rate * warm_up * fade
        with torch.autocast(device.type, autocast_type or torch.bfloat16, enabled=autocast_type is not None):
            error, divergence = loss_of(network, batch, text)
        loss = error + 0.02 * divergence
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(unet.parameters(), 1.0, foreach=True)
        optimizer.step()
        if progress.step % 4 == 0:
            average.update()
        progress.step += 1
        progress.pictures += len(captions) * company.size
        progress.seconds = before.seconds + time.time() - start
        means = [mean + 0.02 * (value.item() - mean) for mean, value in zip(means, (error, divergence), strict=True)]
        if company.place == 0 and ((progress.step - before.step) in (1, 10) or progress.step % 50 == 0):
            speed = (progress.pictures - before.pictures) / (time.time() - start)
            line = {"step": progress.step, "pictures": progress.pictures, "resolution": options.resolution}
            line |= {"error": round(means[0], 4), "divergence": round(means[1], 4), "per_second": round(speed, 1)}
            print(json.dumps(line), flush=True)
            with (WORK / f"{name}-log.jsonl").open("a") as log:
                log.write(json.dumps(line) + "\n")
        if time.time() - saved_at > 180:
            save()
            saved_at = time.time()
    save()
    if company.place == 0:
        print(f"done: {progress}", flush=True)
