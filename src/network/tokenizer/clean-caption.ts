import { htmlText, unescapeHtml } from './html-text.ts'

/**
 * IF's caption clean-up, which was applied to its training captions and is an option for prompts (deep-floyd/IF, modules/t5.py;
 * diffusers, `clean_caption=True`). It removes addresses, mark-up, file names, article numbers and shop words, and evens out
 * punctuation. It runs twice, since the result of one rule can match another.
 *
 * The original also calls ftfy. Its repairs of ligatures, widths and composed letters are done here; its guessing of wrongly decoded
 * text is not.
 */
export function cleanCaption(caption: string): string {
  return cleanOnce(cleanOnce(caption))
}

type Rule = readonly [pattern: RegExp, replacement: string]

/**
 * A rule whose `\b`, `\w` and `\d` match every alphabet. In JavaScript they only match ASCII.
 * Within brackets, write `\p{L}\p{N}_` for `\w`.
 */
function rule(pattern: string, replacement = ''): Rule {
  const word = String.raw`[\p{L}\p{N}_]`
  const edge = `(?:(?<=${word})(?!${word})|(?<!${word})(?=${word}))`
  const source = pattern
    .replaceAll(String.raw`\b`, edge)
    .replaceAll(String.raw`\w`, word)
    .replaceAll(String.raw`\d`, String.raw`\p{Nd}`)
    .replaceAll(String.raw`\D`, String.raw`\P{Nd}`)
  return [new RegExp(source, 'gu'), replacement]
}

const raw = String.raw
const domain = raw`[a-zA-Z0-9.\-]+[.](?:com|co|ru|net|org|edu|gov|it)[\p{L}\p{N}_\/\-]*\b\/?(?!@)`
const file = 'png|jpg|jpeg|bmp|webp|eps|pdf|apk|mp4'

const addresses: readonly Rule[] = [
  rule('<person>', 'person'),
  rule(raw`\b(?:https?:(?:\/{1,3}|[a-zA-Z0-9%])|${domain})`),
  rule(raw`\b(?:www:(?:\/{1,3}|[a-zA-Z0-9%])|${domain})`),
]

const signs: readonly Rule[] = [
  rule(raw`@[\p{L}\p{N}_]+\b`),
  // CJK strokes, ideographs and their compatibility forms, and Katakana extensions: the original removes these languages.
  rule(raw`[\u31c0-\u31ef\u31f0-\u31ff\u3200-\u32ff\u3300-\u33ff\u3400-\u4dbf\u4dc0-\u4dff\u4e00-\u9fff]+`),
  rule(
    raw`[\-\u058a\u05be\u1400\u1806\u2010-\u2015\u2e17\u2e1a\u2e3a\u2e3b\u2e40\u301c\u3030\u30a0\ufe31\ufe32\ufe58\ufe63\uff0d]+`,
    '-',
  ),
  rule('[`´«»“”¨]', '"'),
  rule('[‘’]', "'"),
  rule('&quot;?'),
  rule('&amp'),
]

const numbers: readonly Rule[] = [
  rule(raw`\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}`, ' '), // network addresses
  rule(raw`\d:\d\d\s+$`),
  rule(raw`\\n`, ' '),
  rule(raw`#\d{1,3}\b`),
  rule(raw`#\d{5,}\b`),
  rule(raw`\b\d{6,}\b`),
  rule(raw`\S+\.(?:${file})`),
]

const punctuation: readonly Rule[] = [
  rule(raw`["']{2,}`, '"'),
  rule(raw`\.{2,}`, ' '),
  rule(raw`[#®•©™&@·º½¾¿¡§~\)\(\]\[\}\{\|\\\/\*]+`, ' '),
  rule(raw`\s+\.\s+`, ' '),
]

const shopWords: readonly Rule[] = [
  // Article numbers: ab1234, ab12cd, 12ab34.
  rule(raw`\b[a-zA-Z]{1,3}\d{3,15}\b`),
  rule(raw`\b[a-zA-Z]+\d+[a-zA-Z]+\b`),
  rule(raw`\b\d+[a-zA-Z]+\d+\b`),
  rule(raw`(?:worldwide\s+)?(?:free\s+)?shipping`),
  rule(raw`(?:free\s)?download(?:\sfree)?`),
  rule(raw`\bclick\b\s(?:for|on)\s\w+`),
  rule(raw`\b(?:${file})(?:\simages?)?`),
  rule(raw`\bpage\s+\d+\b`),
  rule(raw`\b\d*[a-zA-Z]+\d+[a-zA-Z]+\d+[a-zA-Z\p{Nd}]*\b`, ' '),
  rule(raw`\b\d+\.?\d*[xх×]\d+\.?\d*\b`), // sizes, with a Latin x, a Cyrillic х or a cross
]

const spacing: readonly Rule[] = [
  rule(raw`\b\s+:\s+`, ': '),
  rule(raw`(\D[,.\/])\b`, '$1 '),
  rule(raw`\s+`, ' '),
  // Quotes around the whole, and a stray sign at either end.
  rule(raw`^["']([^]+)["']$`, '$1'),
  rule(raw`^['_,\-:;]`),
  rule(raw`['_,\-:+]$`),
  rule(raw`^\.\S+$`),
]

function cleanOnce(caption: string): string {
  const unquoted = unquote(caption).trim().toLowerCase()
  const signed = apply(htmlText(apply(unquoted, addresses)), [...signs, ...numbers, ...punctuation])
  const parted = (signed.match(/[-_]/g) ?? []).length > 3 ? signed.replaceAll(/[-_]/g, ' ') : signed
  return apply(unescapeHtml(unescapeHtml(fixText(parted))), [...shopWords, ...spacing]).trim()
}

function apply(text: string, rules: readonly Rule[]): string {
  return rules.reduce((result, [pattern, replacement]) => result.replaceAll(pattern, replacement), text)
}

/** Decodes percent-encoding, with a plus for a space. Invalid UTF-8 becomes the replacement character. */
function unquote(text: string): string {
  return text
    .replaceAll('+', ' ')
    .replaceAll(/(?:%[0-9a-f]{2})+/gi, (run) => new TextDecoder().decode(Buffer.from(run.replaceAll('%', ''), 'hex')))
}

/** The unambiguous repairs of ftfy: plain letters for ligatures and full-width forms, straight quotes, composed letters, no control characters. */
function fixText(text: string): string {
  return text
    .replaceAll(/[\ufb00-\ufb06\uff01-\uff9f\u3000]/g, (letter) => letter.normalize('NFKC'))
    .replaceAll(/[\u201c-\u201f]/g, '"')
    .replaceAll(/[\u2018-\u201b\u02bc]/g, "'")
    .replaceAll(/\r\n?|\u2028|\u2029|\u0085/g, '\n')
    .replaceAll(/(?![\t\n\f])\p{Cc}|\ufeff/gu, '')
    .normalize('NFC')
}
