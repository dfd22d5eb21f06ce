import { expect, it } from 'vitest'
import { type SourceFile, sources, under } from './source-files.ts'

/** Lines that ask for a mode by its name, in a comparison or in a switch. */
function questions({ path, text }: SourceFile): string[] {
  const lines = text.split('\n').filter((line) => /\bmode [!=]== '|switch \((\w+\.)?mode\)/.test(line))
  return lines.map((line) => `${path}: ${line.trim()}`)
}

it('only descriptors of modes depend on the name of a mode', () => {
  // A picture drawn from a prompt is the usual one, so its file need not name the mode.
  const allowed = ['src/cli/draw/output-files.ts']
  const others = sources.filter(({ path }) => !under(path, 'src/requests/modes') && !allowed.includes(path))
  expect(others.flatMap(questions)).toEqual([])
  expect(questions({ path: 'a.ts', text: "if (request.mode === 'edit') x()\nswitch (request.mode) {" })).toHaveLength(2)
})
