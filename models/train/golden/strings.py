"""Strings for the tokenizers: prompts as people write them, and every oddity of Unicode that normalisation knows."""

import random

BASE = ["a red fox","","   ","  a   fox  ","A photo of a cat, highly detailed!","an oil painting of people around a campfire","ﬁne ﬂuﬀy ①②③ ½ ™ ℃","Ｆｕｌｌｗｉｄｔｈ　ｓｐａｃｅ","ｶﾀｶﾅ ハンガク が","e\u0301 vs \u00e9; n\u0303 o\u0308","zero\u200bwidth\u200djoiner\ufeff bom","tabs\tand\nnewlines\r\nmixed","emoji 🦊🐇👩‍👩‍👧‍👦🏳️‍🌈 ok","中文測試 一隻狐狸","русский текст ёЁ","العربية نص","עברית","हिन्दी देवनागरी","ไทย","한국어 텍스트 \u1112\u1161\u11ab","ÀÉÎÕÜ àéîõü ß ẞ","İstanbul ıI","Ǆ ǆ ĳ ŉ","\u00a0nbsp\u00a0\u2003em space","quotes “double” ‘single’ «guillemets» „low“","dashes - – — ― ‐ ‑ ‒ −","ellipsis … . . . ...","a"*300,"supercalifragilisticexpialidocious antidisestablishmentarianism","</s> <pad> <unk> <extra_id_0>","▁already ▁escaped","𝔉𝔯𝔞𝔨𝔱𝔲𝔯 𝓈𝒸𝓇𝒾𝓅𝓉 𝟘𝟙𝟚","㎏ ㏒ ㍿ ﷺ","~ ～ 〜 ∼","\u0000nul\u0001\u001f ctrl\u007f\u0085","\ufffd replacement","A\u030a Å Å","Ω Ω µ μ","ﾞ ﾟ ゛ ゜","´ ` ¨ ^ ¯ ¸","a\u0300\u0301\u0302\u0303","𐍈 𒀀 🄰 🈂","x² + y³ ≤ z⁴","100% $5 £3 €2 ¥9 #tag @nick","http://example.com/a?b=c&d=e","C++ / C# & f(x) = [1,2,3] {a} <b> |c| \\d","hyphen-ated words, co-op; it's John's","MIXED case TeXt","1234567890 3.14159 1,000,000","mosaïque façade naïve","'","\"", ".", " . ", "?!?!?!","\u3000","\u200b","\u00ad soft\u00adhyphen","Ā ā Ă ă Ą ą Ć ć"]
WORDS = "a an the of in on at with and two three fox rabbit duck skull waterfall campfire village snow mountain old man woman face portrait oil painting lithograph watercolor sketch pixel art photo houseplants kitchen dog cat hat blue red golden night stars sea ship castle dragon zebra quixotic gryphon Fjällräven crème brûlée 3D 4k 8K UHD trending artstation ， 、 。".split()
ODD = [chr(c) for c in list(range(0x20,0x7f))+list(range(0xa0,0x250))+list(range(0x300,0x370))+list(range(0x370,0x530))+list(range(0x2000,0x2070))+list(range(0x2100,0x2200))+list(range(0x2460,0x2500))+list(range(0x3000,0x3100))+list(range(0x3300,0x3400))+list(range(0xff00,0xfff0))+list(range(0x1f300,0x1f650))+list(range(0xfb00,0xfb50))+list(range(0xac00,0xac80))+list(range(0x1100,0x1200))]


def _strings() -> list[str]:
    source = random.Random(7)
    found = list(BASE)
    for _ in range(140):
        found.append(" ".join(source.choice(WORDS) for _ in range(source.randint(1, 14))))
    for _ in range(200):
        letters = (source.choice(ODD) if source.random() < 0.5 else source.choice("abcdefghijklmnopqrstuvwxyz     ") for _ in range(source.randint(1, 24)))
        found.append("".join(letters))
    for _ in range(5):
        found.append(" ".join(source.choice(WORDS) for _ in range(90)))
    source.shuffle(found)
    return found


STRINGS = _strings()

# What the tiny vocabularies are learned from: the words above among made-up ones.
_corpus = random.Random(11)
_syllables = [a + b for a in "bcdfghklmnprstvwz" for b in ("a", "e", "i", "o", "u", "an", "er", "ing", "ot")]
_lexicon = ["".join(_corpus.choice(_syllables) for _ in range(_corpus.randint(1, 4))) for _ in range(1500)]
CORPUS = [" ".join(_corpus.choice(_corpus.choice((WORDS, _lexicon))) for _ in range(8)) for _ in range(6000)]
