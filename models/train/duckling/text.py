"""The tokenizer and the small T5 encoder, and their outputs for captions."""

from __future__ import annotations

import sentencepiece
import torch
from transformers import T5Config, T5EncoderModel

from .setup import EXPORT, WORK, config

LENGTH = config()["text"]["length"]


class Tokenizer:
    """Captions to padded piece numbers, as T5: end mark 1, padding 0, lower case."""

    def __init__(self) -> None:
        trained = WORK / "spiece.model"
        path = trained if trained.exists() else EXPORT / "stage_1" / "tokenizer" / "spiece.model"
        self.pieces = sentencepiece.SentencePieceProcessor(model_file=str(path))

    def __call__(self, texts: list[str], length: int = LENGTH) -> torch.Tensor:
        """int64 [B, length]."""
        rows = torch.zeros(len(texts), length, dtype=torch.long)
        for row, text in enumerate(texts):
            pieces = [*self.pieces.encode(text.lower().strip())[: length - 1], 1]
            rows[row, : len(pieces)] = torch.tensor(pieces)
        return rows


def new_encoder() -> T5EncoderModel:
    """The text encoder with random weights."""
    text = config()["text"]
    return T5EncoderModel(
        T5Config(
            vocab_size=text["vocabulary"],
            d_model=text["width"],
            d_kv=text["width"] // text["heads"],
            d_ff=text["feed_forward"],
            num_layers=text["layers"],
            num_heads=text["heads"],
            feed_forward_proj="gated-gelu",
            tie_word_embeddings=False,
            dropout_rate=0.0,
        )
    )


def load_encoder(exported: bool = False) -> T5EncoderModel:
    """The encoder from its checkpoint in the work folder, else, or if `exported`, from the export."""
    checkpoint = WORK / "text.pt"
    if checkpoint.exists() and not exported:
        encoder = new_encoder()
        encoder.load_state_dict(torch.load(checkpoint, weights_only=True)["encoder"])
    else:
        encoder = T5EncoderModel.from_pretrained(EXPORT / "stage_1" / "text_encoder", dtype=torch.float32)
    return encoder.eval().requires_grad_(False)


def encode(encoder: T5EncoderModel, ids: torch.Tensor) -> torch.Tensor:
    """float32 [B, L, D] for piece numbers [B, L]."""
    return encoder(ids, attention_mask=(ids > 0).long())[0]


class TextCache:
    """The frozen text encoder's outputs for the captions that come up again and again."""

    def __init__(self, most: int = 20_000) -> None:
        self.most, self.tokenizer, self.encoder = most, Tokenizer(), load_encoder()
        self.known: dict[str, torch.Tensor] = {}

    @torch.no_grad()
    def __call__(self, captions: list[str]) -> torch.Tensor:
        """float16 [B, 77, D]"""
        new = sorted({caption for caption in captions if caption not in self.known})
        if new:
            if len(self.known) > self.most:
                self.known.clear()
                new = sorted(set(captions))
            self.known.update(zip(new, encode(self.encoder, self.tokenizer(new)).half(), strict=True))
        return torch.stack([self.known[caption] for caption in captions])
