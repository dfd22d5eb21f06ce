import { buttons as words } from '#src/messages/buttons.ts'
import { describe, expect, it } from 'vitest'
import { upscale } from '#src/discord/buttons/upscale.ts'

type Facts = Parameters<NonNullable<typeof upscale.on.result>>[0]

/** What the button offers below several results of these sizes. */
function offered(sizes: readonly (readonly [width: number, height: number])[]): number {
  const pictures = sizes.map(([width, height], picture) => ({ picture, width, height }))
  const request = { mode: 'edit', prompt: 'a fox', picture: { sha256: '0'.repeat(64), name: 'fox.png' } }
  const facts = { job: { request }, layout: { picture: undefined, pictures }, words } as unknown as Facts
  return upscale.on.result?.(facts).length ?? 0
}

describe('Upscale under several pictures', () => {
  it.each([
    ['square', [64, 64]],
    ['landscape', [96, 64]],
    ['portrait', [64, 96]],
  ] as const)('is offered for small %s ones', (_, size) => {
    expect(offered([size, size])).toBe(2)
  })

  it('is not offered for large ones before one is picked', () => {
    expect(
      offered([
        [256, 256],
        [384, 256],
      ]),
    ).toBe(0)
  })
})
