"""Several processes train one network together. Each draws its own pictures, and their weights are averaged every few steps."""

from __future__ import annotations

import datetime
import os
import socket
import subprocess
import sys

import torch
import torch.distributed as processes

AVERAGING_INTERVAL = 4
"""Steps after which the processes average their weights."""


def start_processes(command: str, count: int) -> None:
    """Makes this process the first of `count` and starts the others with the same command line."""
    if count == 1 or "RANK" in os.environ:
        return
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    os.environ |= {"MASTER_ADDR": "127.0.0.1", "MASTER_PORT": str(port), "WORLD_SIZE": str(count)}
    for rank in range(1, count):
        words = [sys.executable, "-m", f"duckling.{command}", *sys.argv[1:]]
        subprocess.Popen(words, env={**os.environ, "RANK": str(rank)}, stdin=subprocess.DEVNULL)
    os.environ["RANK"] = "0"


class ProcessGroup:
    """The processes that train together, usually only one."""

    def __init__(self, device: torch.device) -> None:
        self.size, self.rank = int(os.environ.get("WORLD_SIZE", "1")), int(os.environ.get("RANK", "0"))
        if self.size > 1:
            # They may be halted for as long as other work needs the cores.
            timeout = datetime.timedelta(days=2)
            processes.init_process_group("nccl" if device.type == "cuda" else "gloo", timeout=timeout)

    @torch.no_grad()
    def average(self, network: torch.nn.Module, stopping: bool) -> bool:
        """Averages the weights. Returns whether any process wants to stop."""
        if self.size == 1:
            return stopping
        parameters = list(network.parameters())
        flag = torch.tensor([float(stopping)], device=parameters[0].device)
        flat = torch.cat([flag, *(parameter.flatten() for parameter in parameters)])
        processes.all_reduce(flat)
        flat /= self.size
        offset = 1
        for parameter in parameters:
            parameter.copy_(flat[offset : offset + parameter.numel()].view(parameter.shape))
            offset += parameter.numel()
        return flat[0].item() > 0
