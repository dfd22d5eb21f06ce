"""The loop that both stages share: optimiser, moving average, checkpoints, log."""

from __future__ import annotations

import argparse
import json
import os
import signal
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass

import torch
from diffusers import UNet2DConditionModel

from .attention import PlainAddedAttention
from .distributed import AVERAGING_INTERVAL, ProcessGroup, start_processes
from .fused import multiplies_bfloat16
from .fused_unet import FusedUNet
from .muon import MuonWithAdam
from .setup import WORK

Batch = dict[str, torch.Tensor]
"""What a stage's source yields: `text`, [B, L, D], and whatever else the stage's loss needs."""
WARM_UP = 100
"""Steps over which the learning rate rises; a tenth of it where the optimiser goes on with its momentum."""
Loss = Callable[[Callable, Batch], tuple[torch.Tensor, torch.Tensor]]
"""`loss_of(network, batch)`: the squared error and the variational term."""


def device_and_type() -> tuple[torch.device, torch.dtype | None]:
    """Where to train, and the type for autocast: bfloat16 only where the hardware multiplies it, else none."""
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    return device, torch.bfloat16 if multiplies_bfloat16() else None


def arguments(command: str, resolution: int, batch: int) -> argparse.ArgumentParser:
    """The command line that the stages share."""
    parser = argparse.ArgumentParser(prog=f"python -m duckling.{command}")
    parser.add_argument("--minutes", type=float, required=True, help="how long to train")
    parser.add_argument("--resolution", type=int, default=resolution)
    parser.add_argument("--batch", type=int, default=batch, help="pictures a step of each process")
    parser.add_argument("--rate", type=float, default=1.0, help="multiplies the configuration's learning rates")
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--compile", action="store_true", help="torch.compile: worth its minutes on a GPU")
    parser.add_argument("--save-every", type=float, default=180, help="seconds between checkpoints")
    parser.add_argument(
        "--decay", type=float, default=0.0, help="the last share of the run, over which the learning rate falls"
    )
    return parser


@dataclass
class Progress:
    """What has been trained so far, over all runs and sizes; kept in the checkpoint and told in the model card."""

    step: int = 0
    pictures: int = 0
    seconds: float = 0.0


class Average:
    """Moving average of the weights over the last tenth of the steps so far, at most 1 / (1 - share) updates."""

    def __init__(self, network: torch.nn.Module, share: float) -> None:
        self.share = share
        self.named = dict(network.named_parameters())
        self.values = {name: parameter.detach().clone() for name, parameter in self.named.items()}
        self.updates = 0

    @torch.no_grad()
    def update(self) -> None:
        self.updates += 1
        share = min(self.share, self.updates / (self.updates + 9))
        torch._foreach_lerp_(list(self.values.values()), list(self.named.values()), 1 - share)

    def load(self, values: dict[str, torch.Tensor], updates: int) -> None:
        for name, value in self.values.items():
            value.copy_(values[name])
        self.updates = updates


class Run:
    """A network in training and all that goes on from one run to the next."""

    def __init__(self, name: str, unet: UNet2DConditionModel, settings: dict, rate: float) -> None:
        self.device, self.autocast_type = device_and_type()
        self.group = ProcessGroup(self.device)
        self.checkpoint = WORK / f"{name}.pt"
        self.unet = unet.to(self.device, memory_format=torch.channels_last)
        if self.device.type == "cpu":
            self.unet.set_attn_processor(PlainAddedAttention())
        self.optimizer = MuonWithAdam(self.unet, settings["muon_rate"] * rate, settings["adam_rate"] * rate)
        self.warm_up = WARM_UP
        self.average = Average(self.unet, settings["average"])
        self.progress = Progress()
        if self.checkpoint.exists():
            self._load(torch.load(self.checkpoint, map_location=self.device, weights_only=True))

    def _load(self, saved: dict) -> None:
        channels = list(self.unet.config["block_out_channels"])
        if saved.get("channels", channels) != channels:
            raise SystemExit(f"{self.checkpoint} has channels {saved['channels']}, config.toml asks for {channels}")
        self.unet.load_state_dict(saved["network"])
        self.average.load(saved["average"], saved["updates"])
        self.progress = Progress(**saved["progress"])
        if "optimizer" in saved:
            self.optimizer.load_state_dict(saved["optimizer"])
            self.warm_up = WARM_UP // 10
        print(f"going on from {self.progress}", flush=True)

    def save(self) -> None:
        """Writes the checkpoint and puts it in place by rename."""
        if self.group.rank > 0:
            return
        state = {
            "network": self.unet.state_dict(),
            "average": self.average.values,
            "updates": self.average.updates,
            "optimizer": self.optimizer.state_dict(),
            "progress": asdict(self.progress),
            "channels": list(self.unet.config["block_out_channels"]),
        }
        torch.save(state, self.checkpoint.with_suffix(".part"))
        os.replace(self.checkpoint.with_suffix(".part"), self.checkpoint)

    def step(self, network: Callable, batch: Batch, loss_of: Loss, share: float) -> tuple[float, float]:
        """Learns from one batch; returns the squared error and the variational term."""
        batch = {key: value.to(self.device, non_blocking=True) for key, value in batch.items()}
        kind = self.autocast_type
        with torch.autocast(self.device.type, kind or torch.bfloat16, enabled=kind is not None):
            error, divergence = loss_of(network, batch)
        for parameter in self.unet.parameters():
            parameter.grad = None
        (error + 0.02 * divergence).backward()
        torch.nn.utils.clip_grad_norm_(self.unet.parameters(), 1.0, foreach=True)
        self.optimizer.step(share)
        if self.progress.step % 4 == 0:
            self.average.update()
        self.progress.step += 1
        self.progress.pictures += len(batch["text"]) * self.group.size
        return error.item(), divergence.item()


class Log:
    """The running means of a run, one line to the console and to WORK/NAME-log.jsonl now and then."""

    def __init__(self, run: Run, resolution: int) -> None:
        self.run, self.resolution = run, resolution
        self.path = run.checkpoint.with_name(f"{run.checkpoint.stem}-log.jsonl")
        self.means: list[float] = []
        self.begun, self.steps, self.pictures = time.time(), run.progress.step, run.progress.pictures
        self.worked = time.process_time()

    def note(self, values: tuple[float, float]) -> None:
        progress = self.run.progress
        before = self.means or values
        self.means = [mean + 0.02 * (value - mean) for mean, value in zip(before, values, strict=True)]
        if self.run.group.rank > 0 or not (progress.step - self.steps in (1, 10) or progress.step % 50 == 0):
            return
        learned, worked = progress.pictures - self.pictures, time.process_time() - self.worked
        line = {"step": progress.step, "pictures": progress.pictures, "resolution": self.resolution}
        line |= {
            "error": round(self.means[0], 4),
            "divergence": round(self.means[1], 4),
            "per_second": round(learned / (time.time() - self.begun), 1),
        }
        # What other programs on the machine leave alone: pictures to a second of one core's time.
        line["per_core_second"] = round(learned / self.run.group.size / worked, 1)
        print(json.dumps(line), flush=True)
        with self.path.open("a") as log:
            log.write(json.dumps(line) + "\n")


def train(
    command: str,
    name: str,
    unet: UNet2DConditionModel,
    source_of: Callable[[int], Iterable[Batch]],
    loss_of: Loss,
    options: argparse.Namespace,
    settings: dict,
) -> None:
    """Trains `unet` for so many minutes, going on from WORK/NAME.pt where there is one.

    `command` is the module that is run, `source_of(seed)` the endless batches of one process.
    """
    start_processes(command, options.processes)
    torch.set_num_threads(options.threads)
    run = Run(name, unet, settings, options.rate)
    seed = int(time.time()) * run.group.size + run.group.rank
    torch.manual_seed(seed)
    network: Callable = torch.compile(run.unet) if options.compile else run.unet
    if not options.compile and run.device.type == "cpu" and FusedUNet.supports(run.unet):
        network = FusedUNet(run.unet)
    # Asked to stop, the run saves first.
    stopping: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, _: stopping.append(number))
    signal.signal(signal.SIGINT, lambda number, _: stopping.append(number))
    log, limit = Log(run, options.resolution), options.minutes * 60
    start = saved_at = time.time()
    seconds = run.progress.seconds
    for batch in source_of(seed):
        elapsed = time.time() - start
        done = run.progress.step - log.steps
        if done % AVERAGING_INTERVAL == 0 and run.group.average(run.unet, elapsed > limit or bool(stopping)):
            break
        fade = min(1, max(0.02, (limit - elapsed) / (options.decay * limit))) if options.decay else 1.0
        log.note(run.step(network, batch, loss_of, min(1, (done + 1) / run.warm_up) * fade))
        run.progress.seconds = seconds + time.time() - start
        if time.time() - saved_at > options.save_every:
            run.save()
            saved_at = time.time()
    run.save()
    if run.group.rank == 0:
        print(f"done: {run.progress}", flush=True)
