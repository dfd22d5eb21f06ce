import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { describeWithSmallDisk, mountSmallDisk } from '../harness/small-disk.ts'
import { client, fetchAll, plan, published, quiet, stageOneName } from './hub-client.ts'

describeWithSmallDisk('a disk that is too small', () => {
  it('is noticed before the download', async () => {
    const server = await published()
    server.allow('hf_good', { accepted: 'all' })
    const { hub } = client(server.endpoint, 'hf_good')
    const disk = mountSmallDisk(1)
    const found = await plan(hub, stageOneName, { to: disk.folder })
    await expect(fetchAll(found, hub)).rejects.toMatchObject({
      code: 'disk-full',
      message: expect.stringMatching(/.+ has 1\.0 MB of free space, but 100\.\d MB are needed; make room, or choose/),
    })
  })

  it('is named when it fills up on the way, and the next run goes on', async () => {
    const server = await published()
    server.allow('hf_good', { accepted: 'all' })
    const { hub } = client(server.endpoint, 'hf_good')
    const disk = mountSmallDisk(110)
    const found = await plan(hub, stageOneName, { to: disk.folder })
    const onFile = (): undefined => fillNow(join(disk.folder, 'filler'))
    await expect(fetchAll(found, hub, { ...quiet, onFile })).rejects.toMatchObject({
      code: 'disk-full',
      message: expect.stringContaining('it goes on where it stopped'),
    })
    await disk.free()
    await fetchAll(await plan(hub, stageOneName, { to: disk.folder }), hub)
  })
})

/** Fills a disk before anything else happens. */
function fillNow(file: string): undefined {
  try {
    writeFileSync(file, Buffer.alloc(120e6))
  } catch {
    // The disk is full, as it should be.
  }
}
