"""The speed of a full-size UNet of DeepFloyd IF against the best of diffusers, on the CPU, in turns on one machine.

    python bench/diffusers-speed.py FOLDER [--stages 1 2] [--pairs 5] [--threads 2] [--processors]

FOLDER is what `bench/random-deepfloyd.py` wrote (FOLDER/stage_1 and FOLDER/stage_2). Ways of diffusers: eager, channels-last, bfloat16 autocast and
torch.compile, and the latter three together. Each way runs in a process of its own, and one step of Duckrabbit runs before each step of theirs, so
that other load on the machine affects both. With --processors and --threads 1, seconds of processors are compared, which other load hardly
changes. Node.js must be in the PATH. Prints the median step of each way and the median of the ratios.
"""

import argparse
import statistics
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
WAYS = ("eager", "channels-last", "bfloat16", "compile", "channels-last+bfloat16", "channels-last+bfloat16+compile")


def serve(folder: Path, way: str, threads: int) -> None:
    """Loads the network and runs a guided step for every line on standard input, printing its seconds and those of processors."""
    import contextlib

    import torch
    from diffusers import UNet2DConditionModel

    torch.set_num_threads(threads)
    model = UNet2DConditionModel.from_pretrained(folder, variant="fp16", torch_dtype=torch.float32).eval()
    if "channels-last" in way:
        model = model.to(memory_format=torch.channels_last)
    config = model.config
    generator = torch.Generator().manual_seed(1)
    sample = torch.randn(2, config.in_channels, config.sample_size, config.sample_size, generator=generator)
    if "channels-last" in way:
        sample = sample.to(memory_format=torch.channels_last)
    text = torch.randn(2, 77, config.encoder_hid_dim, generator=generator)
    level = torch.tensor([250.0, 250.0]) if config.class_embed_type == "timestep" else None
    run = torch.compile(model) if "compile" in way else model
    autocast = torch.autocast("cpu", torch.bfloat16) if "bfloat16" in way else contextlib.nullcontext()
    print("ready", flush=True)
    with torch.no_grad(), autocast:
        for _ in sys.stdin:
            start, before = time.perf_counter(), time.process_time()
            run(sample, torch.tensor([700.0, 700.0]), text, class_labels=level)
            print(time.perf_counter() - start, time.process_time() - before, flush=True)


class Server:
    """A process that runs a step whenever it is asked."""

    def __init__(self, command: list[str]) -> None:
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=HERE.parent)
        self.line()

    def line(self) -> str:
        text = self.process.stdout.readline()
        if text == "":
            raise SystemExit(f"{self.process.args} ended early")
        return text

    def step(self, column: int) -> float:
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        return float(self.line().split()[column])

    def stop(self) -> None:
        self.process.stdin.close()
        self.process.wait()


def compare(folder: Path, stage: int, pairs: int, threads: int, ways: list[str], column: int) -> None:
    ours = Server(["node", "--import", "tsx/esm", "bench/step-server.ts", str(folder), str(stage), str(threads)])
    for way in ways:
        unet = str(folder / f"stage_{stage}" / "unet")
        theirs = Server([sys.executable, __file__, "--serve", way, unet, "--threads", str(threads)])
        # The first pair compiles and allocates.
        steps = [(ours.step(column), theirs.step(column)) for _ in range(pairs + 1)][1:]
        theirs.stop()
        own, other = (statistics.median(column) for column in zip(*steps, strict=True))
        ratio = statistics.median(their / our for our, their in steps)
        print(f"stage {stage}, {way}: {other:.2f} s, Duckrabbit {own:.2f} s, ratio {ratio:.2f}", flush=True)
    ours.stop()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--stages", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--ways", nargs="+", choices=WAYS, default=list(WAYS))
    parser.add_argument("--pairs", type=int, default=5)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--processors", action="store_true", help="compare seconds of processors")
    parser.add_argument("--serve", choices=WAYS, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.serve is not None:
        serve(given.folder, given.serve, given.threads)
        return
    for stage in given.stages:
        compare(given.folder.resolve(), stage, given.pairs, given.threads, given.ways, int(given.processors))


if __name__ == "__main__":
    main()
