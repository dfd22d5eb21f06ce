import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'

const read = (path: string) => readFile(new URL(`../${path}`, import.meta.url), 'utf8')

/** The README shows the example files as they are, and those are checked: one by the compiler, one as a test too. */
test('the examples in the README are the files in examples/', async () => {
  const readme = await read('README.md')
  const shown = [...readme.matchAll(/<!-- (\S+) -->\n```ts\n([\s\S]*?)```/g)]
  expect(shown).toHaveLength(2)
  for (const [, path = '', code] of shown) expect(code).toBe(await read(path))
})
