"""`python -m duckling.tokenizer` trains the SentencePiece vocabulary on captions and noun phrases.

The committed vocabulary is kept as long as the text encoder is: a new one means teaching the encoder anew.
"""

from __future__ import annotations

import random

import sentencepiece

from .corpus import corpus
from .setup import WORK, config, subjects


def main() -> None:
    settings = config()["text"]
    texts, _ = corpus(count_captions=60_000)
    # The words of the subjects come up often enough to become pieces of their own.
    words = [word for subject in subjects() for word in (*subject.words, *subject.held_out)]
    texts += words * 20
    random.Random(config()["seed"]).shuffle(texts)
    source = WORK / "corpus.txt"
    source.write_text("\n".join(texts))
    sentencepiece.SentencePieceTrainer.train(
        input=str(source),
        model_prefix=str(WORK / "spiece"),
        vocab_size=settings["vocabulary"],
        model_type="unigram",
        pad_id=0,
        eos_id=1,
        unk_id=2,
        bos_id=-1,
        normalization_rule_name="nmt_nfkc_cf",
        minloglevel=2,
    )
    print(f"{WORK / 'spiece.model'}; remove text.pt and teach the encoder again")


if __name__ == "__main__":
    main()
