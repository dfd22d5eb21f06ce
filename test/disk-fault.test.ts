import { describe, expect, it } from 'vitest'
import { diskFault } from '#src/disk-fault.ts'

const fault = (facts: object): Error => Object.assign(new Error('a fault'), facts)

describe('a fault of the disk', () => {
  it.each([
    [{ code: 'ENOSPC', syscall: 'write' }, 'disk-full'],
    [{ code: 'SQLITE_FULL' }, 'disk-full'],
    [{ code: 'EROFS', syscall: 'open' }, 'disk-unwritable'],
    [{ code: 'EPERM', syscall: 'open' }, 'disk-unwritable'],
    [{ code: 'SQLITE_IOERR_WRITE' }, 'disk-unwritable'],
    [{ code: 'SQLITE_READONLY' }, 'disk-unwritable'],
  ])('%j is %s', (facts, code) => {
    expect(diskFault(new Error('outside', { cause: fault(facts) }))).toMatchObject({ name: 'UserError', code })
  })

  it.each([[{ code: 'EPERM', syscall: 'connect' }], [{ code: 'ECONNRESET' }], [{ code: 'SQLITE_BUSY' }], [{}]])(
    '%j is something else',
    (facts) => {
      expect(diskFault(fault(facts))).toBeUndefined()
    },
  )
})
