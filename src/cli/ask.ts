import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import { Interrupted } from './exit.ts'
import type { Terminal } from './terminal.ts'

/**
 * Asks questions on a terminal. Returns undefined if input or output is not a terminal, so that a script never waits
 * for an answer.
 */
export function createAsk(input: NodeJS.ReadStream, output: NodeJS.WriteStream): Terminal['ask'] {
  if (!input.isTTY || !output.isTTY) return undefined
  return (question, { hidden = false } = {}) =>
    new Promise((resolve, reject) => {
      output.write(question)
      const silent = new Writable({ write: (_chunk, _encoding, done) => done() })
      const lines = createInterface({ input, output: hidden ? silent : output, terminal: true })
      let answered = false
      lines.on('line', (line) => {
        answered = true
        if (hidden) output.write('\n')
        lines.close()
        resolve(line.trim())
      })
      lines.on('SIGINT', () => lines.close())
      lines.on('close', () => {
        if (answered) return
        output.write('\n')
        reject(new Interrupted('Nothing was changed.'))
      })
    })
}
