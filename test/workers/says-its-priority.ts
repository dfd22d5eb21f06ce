import { getPriority } from 'node:os'

process.send?.({ priority: getPriority() })
