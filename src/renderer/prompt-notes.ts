import { UserError } from '#src/errors.ts'
import { promptWords as words, quotedWords } from '#src/messages/prompt-words.ts'
import { fill } from '#src/messages/template.ts'
import type { PromptReader, PromptReading } from '#src/network/prompt-reader.ts'
import { modeOf, type ResolvedRequest } from '#src/requests/draw-request.ts'

/** How many things that the model knows are named. */
const maxExamples = 5

/**
 * Notes for the person about words of the request that the model does not know.
 *
 * @throws UserError `prompt-unreadable` if the model cannot read anything of a prompt
 */
export async function promptNotes(request: ResolvedRequest, reader: PromptReader): Promise<readonly string[]> {
  const drawings = modeOf(request).drawings(request)
  const prompts = drawings.flatMap((drawing) =>
    modeOf(drawing)
      .prompts(drawing)
      .map(({ prompt }) => prompt),
  )
  const others = drawings.flatMap((drawing) => [drawing.negative, modeOf(drawing).style?.(drawing) ?? ''])
  const read = (texts: readonly string[]): Promise<PromptReading[]> =>
    Promise.all([...new Set(texts)].map((text) => reader.read(text)))

  const examples = reader.subjects.slice(0, maxExamples)
  const readings = await read(prompts)
  const refused = readings.find(({ nothingLeft }) => nothingLeft)
  if (refused !== undefined) {
    const sentence = fill(words.nothingReadable, {
      words: quotedWords(refused.unreadable),
      example: examples[0] ?? 'a red fox',
    })
    throw new UserError('prompt-unreadable', sentence, { words: refused.unreadable.length })
  }
  const unreadable = distinct([...readings, ...(await read(others))].map((reading) => reading.unreadable))
  const unknown = distinct(readings.map((reading) => reading.unknown))
  return [
    ...(unreadable.length > 0 ? [fill(words.unreadable, { words: quotedWords(unreadable) })] : []),
    ...(unknown.length > 0 ? [unknownNote(unknown, examples)] : []),
  ]
}

function unknownNote(unknown: readonly string[], examples: readonly string[]): string {
  const list = quotedWords(unknown)
  return examples.length === 0
    ? fill(words.unknown, { words: list })
    : fill(words.unknownButKnows, { words: list, examples: examples.join(', ') })
}

const distinct = (lists: readonly (readonly string[])[]): readonly string[] => [...new Set(lists.flat())]
