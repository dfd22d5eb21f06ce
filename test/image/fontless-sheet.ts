import { createHash } from 'node:crypto'
import { sheet } from '#src/image/sheet.ts'

// Run by sheet.test.ts in a process whose font configuration is empty.
const picture = { width: 8, height: 8, data: Uint8Array.from({ length: 256 }, (_, i) => [200, 0, 0, 255][i % 4] ?? 0) }
const page = await sheet([[{ picture, caption: 'a red fox' }]], { edge: 64 })
console.log(createHash('sha256').update(page.data).digest('hex'))
