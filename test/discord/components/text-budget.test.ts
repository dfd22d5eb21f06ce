import { expect, it } from 'vitest'
import { container } from '#src/discord/components/container.ts'
import { smallPrint, text } from '#src/discord/components/text.ts'
import { toBody } from '#src/discord/components/payload.ts'

const contents = (body: ReturnType<typeof toBody>): readonly string[] =>
  [...JSON.stringify(body).matchAll(/"content":"([^"]*)"/g)].map(([, content = '']) => content)

it('cuts the longest texts of a message until all fit, and leaves the others unchanged', () => {
  const inside = [text('a'.repeat(3000)), text('b'.repeat(200)), text('c'.repeat(3000)), smallPrint('seed 7')]
  const said = contents(toBody({ components: [container('done', inside)], files: [] }))
  expect(said.reduce((sum, { length }) => sum + length, 0)).toBeLessThanOrEqual(4000)
  expect(said[0]).toMatch(/^a{1800,}…$/)
  expect(said[1]).toBe('b'.repeat(200))
  expect(said[2]?.length).toBe(said[0]?.length)
  expect(said[3]).toBe('-# seed 7')
})

it('leaves texts that fit unchanged', () => {
  const components = [container('done', [text('a'.repeat(3990)), smallPrint('seed')])]
  expect(toBody({ components, files: [] }).components).toEqual(components)
})
