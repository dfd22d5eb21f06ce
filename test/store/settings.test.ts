import { expect, it } from 'vitest'
import { z } from 'zod'
import { scratchStore } from './scratch.ts'

it('of two changes of a setting at the same moment both are kept', async () => {
  const { store } = await scratchStore()
  const own = async () => (await store.settings.get('guild', 'g'))['limits']
  const change = (to: (before: Readonly<Record<string, unknown>>) => object | undefined) =>
    store.settings.change('guild', 'g', 'limits', (before) => to(z.record(z.string(), z.unknown()).parse(before ?? {})))
  const add = (role: string) => change((before) => ({ ...before, [role]: 1 }))
  await Promise.all([add('one'), add('other')])
  expect(await own()).toEqual({ one: 1, other: 1 })
  const takeOut = change(({ other }) => ({ other }))
  await Promise.all([takeOut, add('third')])
  expect(await own()).toEqual({ other: 1, third: 1 })
  expect(await change(() => undefined)).toBeUndefined()
  await Promise.all([change(() => undefined), add('last')])
  expect(await own()).toEqual({ last: 1 })
})
