"""Writes golden numbers for test/pipeline: JSON, arrays as base64 of little-endian float32."""

import base64
import json
from pathlib import Path

import numpy as np
import torch

FOLDER = Path(__file__).parents[3] / "test" / "pipeline" / "golden"


def array(values):
    """A tensor or array as {shape, f32}."""
    values = values.detach().numpy() if isinstance(values, torch.Tensor) else np.asarray(values)
    little = np.ascontiguousarray(values, dtype="<f4")
    return {"shape": list(values.shape), "f32": base64.b64encode(little.tobytes()).decode()}


def write(name, content):
    FOLDER.mkdir(parents=True, exist_ok=True)
    path = FOLDER / f"{name}.json"
    path.write_text(json.dumps(content, indent=1) + "\n")
    print(f"{path.name}: {path.stat().st_size} bytes")
