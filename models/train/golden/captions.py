"""Writes test/network/golden/captions.json: captions, and what diffusers' IF pipelines make of them with clean_caption=True.

    pip install ftfy beautifulsoup4
    python models/train/golden/captions.py
"""

import json
from pathlib import Path

from diffusers import IFPipeline

OUT = Path(__file__).resolve().parents[3] / "test" / "network" / "golden" / "captions.json"

CAPTIONS = [
    "", "   ", "A Red FOX", "  a   red \n fox\t ", "an oil painting of people around a campfire",
    "photo of a <person> riding a <b>bike</b>", "<p>hello &amp; welcome</p><br/>friend", "a &lt;b&gt; c", "tom &amp;amp; jerry", "fish &quot;and&quot; chips",
    "visit https://example.com/cats?x=1 for cats", "see www.example.com now", "cats on example.co.uk/page today", "mail me at fox@example.com please", "http://a.b", "read example.org/path-to/x_y it is good",
    "hello @john_doe and @jane2", "100%25 cotton+shirt", "a%20red%20fox", "one+one=two",
    "一只狐狸 a fox", "fox ㍿ inc ㋿", "ｆｕｌｌｗｉｄｔｈ fox", "katakana ㇰ fox", "hangul 한국 fox", "ひらがな fox",
    "well—known – dash ‐ hyphen − minus 〜 wave ー", "“double” ‘single’ «guillemets» „low“ `tick´ ¨", "it’s john’s", "dots... and…more", "wait.. what",
    "server at 192.168.1.100 is down", "ip 1.2.3.4", "score 3:45 ", "score 3:45 pm", "line\\nbreak", "number #1 and #123 and #1234 and #12345", "id 1234567 and 12345", "year 2024 in 123456",
    "download cat.jpg or dog.png", "file my-photo_01.jpeg, nice", "see /home/me/a.webp!", "archive.tar.gz",
    "\"\"\"SALE\"\"\" ''now''", "***SALE*** #SALE !!! (really) [yes] {no} |pipe| a/b \\ c ~ ½ © ® ™ •", "a . b .  c", "email: x ; y : z", "a :b : c", "what , is this ,now",
    "this-is-my-cute-cat-photo", "this_is_my_cute_cat", "well-known co-op", "a-b-c-d", "a-b-c-d-e",
    "model jc6640 and jc6640vc and 6640vc231", "abc123 def", "ab12cd34ef", "x1 y22 z333", "1024x768 wallpaper", "4×6 print 10.5x20", "8 x 10",
    "worldwide free shipping on hats", "free shipping", "shipping container", "free download of cats", "download free now", "click for more", "click on this please", "click here",
    "png image of a cat", "a cat pdf", "jpg images", "page 12 of the book", "home page", "j2d1a2a thing",
    "'quoted caption'", "\"quoted caption\"", "'half quoted", "_underscored_", "-dash first", "ends with dash-", "ends with colon:", ", comma first", ".hidden", ".hidden file", "+plus+",
    "ﬁne ﬂuﬀy ligatures", "cafe\u0301 and café", "naïve façade über", "привет мир 123", "١٢٣٤٥٦٧ arabic digits", "schrödinger's cat", "100% real", "a,b,c", "1,000,000 dollars", "3.5 stars", "mr.fox", "e.g.this",
    "emoji 🦊🐇 ok", "a lithograph of a skull, by m.c. escher", "portrait, 4k, 8k, hd", "the U.S.A. flag", "a\u00a0b", "zero\u200bwidth", "tab\tand\rreturn", "x" * 50, "&copy; 2020 &nbsp; fox &#39;s &#x41;", "<script>alert(1)</script> fox", "<!-- hidden --> fox", "a < b > c", "5 < 6", "i <3 you", "a <unknown tag=\"x\">fox</unknown>", "free  shipping worldwide", "ü1234 test", "№5 perfume", "50$ & more", "q & a", "rock'n'roll", "''", "\"", "a - b - c - d - e",
]


def main() -> None:
    clean = IFPipeline._clean_caption
    cases = []
    for caption in CAPTIONS:
        once = clean(_Regexes, caption)
        cases.append([caption, clean(_Regexes, once)])
    lines = ",\n  ".join(json.dumps(case) for case in cases)
    OUT.write_text("[\n  " + lines + "\n]\n")
    print(len(cases))


class _Regexes:
    """_clean_caption only needs this of its pipeline."""

    bad_punct_regex = IFPipeline.bad_punct_regex


if __name__ == "__main__":
    main()
