import { expect, it } from 'vitest'
import { RemoteNetworkUse } from '#src/remote/remote-network-use.ts'

it('only grows while workers come, start anew and go', () => {
  const use = new RemoteNetworkUse()
  use.update('a', { calls: 100, rows: 200 })
  expect(use.total).toEqual({ calls: 0, rows: 0 })
  use.update('a', { calls: 110, rows: 240 })
  use.update('b', { calls: 0, rows: 0 })
  use.update('b', { calls: 5, rows: 5 })
  expect(use.total).toEqual({ calls: 15, rows: 45 })
  use.update('a', { calls: 0, rows: 0 })
  use.forget('b')
  expect(use.total).toEqual({ calls: 15, rows: 45 })
  use.update('a', { calls: 1, rows: 2 })
  expect(use.total).toEqual({ calls: 16, rows: 47 })
})
