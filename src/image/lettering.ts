import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Font, PathCommand } from 'opentype.js'

/**
 * Text as outlines. Machines differ in their fonts or have none, so labels use a font that is part of the project (IBM Plex
 * Sans, SIL Open Font License 1.1) and look the same everywhere.
 */
export interface Lettering {
  /** The width of one line in pixels at `size` pixels per em. */
  width(text: string, size: number): number
  /** The text cut to `width` pixels. It ends in … where something was cut. */
  fit(text: string, size: number, width: number): string
  /** The text broken into at most `maxLines` lines of at most `width` pixels. The last one ends in … where something was cut. */
  wrap(text: string, size: number, width: number, maxLines: number): string[]
  /** SVG path data of one line that starts at x and stands on the baseline y. */
  path(text: string, x: number, y: number, size: number): string
}

const require = createRequire(import.meta.url)
/** One file per script. The first one that has a letter draws it. */
const subsets = ['latin', 'latin-ext', 'greek', 'cyrillic', 'cyrillic-ext', 'vietnamese'] as const

let loaded: Promise<Lettering> | undefined

/** The lettering. A process reads and parses the font files once, when they are first needed. */
export function lettering(): Promise<Lettering> {
  loaded ??= Promise.all(subsets.map(readFont)).then(letteringOf)
  return loaded
}

async function readFont(subset: string): Promise<Font> {
  // Imported on demand, since most pictures have no letters on them.
  const { default: opentype } = await import('opentype.js')
  const file = await readFile(
    require.resolve(`@fontsource/ibm-plex-sans/files/ibm-plex-sans-${subset}-500-normal.woff`),
  )
  // oxlint-disable-next-line import/no-named-as-default-member
  return opentype.parse(file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength))
}

interface Run {
  readonly font: Font
  readonly text: string
}

function letteringOf(fonts: readonly Font[]): Lettering {
  const [main] = fonts
  if (main === undefined) throw new Error('no font to write with')

  /** Letters that no file has become a box, so that it is visible that something is there. */
  const fontOf = (letter: string): Run => {
    const font = fonts.find((font) => font.charToGlyphIndex(letter) > 0)
    return font ? { font, text: letter } : { font: main, text: /\p{M}|\p{Cf}/u.test(letter) ? '' : '□' }
  }

  const runsOf = (text: string): Run[] => {
    const runs: Run[] = []
    for (const letter of text.normalize('NFC').replaceAll(/\s+/g, ' ')) {
      const next = fontOf(letter)
      const last = runs.at(-1)
      if (last?.font === next.font) runs[runs.length - 1] = { font: last.font, text: last.text + next.text }
      else runs.push(next)
    }
    return runs
  }

  const width = (text: string, size: number): number =>
    runsOf(text).reduce((sum, run) => sum + run.font.getAdvanceWidth(run.text, size), 0)

  const fit = (text: string, size: number, limit: number): string => {
    if (width(text, size) <= limit) return text
    const letters = Array.from(new Intl.Segmenter().segment(text), ({ segment }) => segment)
    while (letters.length > 0 && width(`${letters.join('').trimEnd()}…`, size) > limit) letters.pop()
    return `${letters.join('').trimEnd()}…`
  }

  const wrap = (text: string, size: number, limit: number, maxLines: number): string[] => {
    const words = text.split(/\s+/).filter(Boolean)
    const lines: string[] = []
    let at = 0
    while (at < words.length && lines.length < maxLines) {
      let end = at + 1
      while (end < words.length && width(words.slice(at, end + 1).join(' '), size) <= limit) end++
      const last = lines.length === maxLines - 1
      lines.push(fit(words.slice(at, last ? words.length : end).join(' '), size, limit))
      at = end
    }
    return lines
  }

  const path = (text: string, x: number, y: number, size: number): string => {
    let at = x
    return runsOf(text)
      .map((run) => {
        const { commands } = run.font.getPath(run.text, at, y, size)
        at += run.font.getAdvanceWidth(run.text, size)
        return commands.map(dataOf).join('')
      })
      .join('')
  }

  return { width, fit, wrap, path }
}

/** SVG path data of one command. opentype.js 2.0's own `toPathData` turns some coordinates into NaN. */
function dataOf(command: PathCommand): string {
  switch (command.type) {
    case 'M':
    case 'L':
      return `${command.type}${point(command.x, command.y)}`
    case 'C':
      return `C${point(command.x1, command.y1)} ${point(command.x2, command.y2)} ${point(command.x, command.y)}`
    case 'Q':
      return `Q${point(command.x1, command.y1)} ${point(command.x, command.y)}`
    case 'Z':
      return 'Z'
    default:
      return command satisfies never
  }
}

function point(x: number, y: number): string {
  return `${x.toFixed(2)} ${y.toFixed(2)}`
}
