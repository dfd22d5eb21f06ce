import type { OpenBackend } from '#src/renderer/backend.ts'

/** Models that are found but crash when they are opened, as unreadable weights and broken drivers do. */
export const openBackend: OpenBackend = () =>
  Promise.resolve({
    open: () => Promise.reject(new Error('the weights cannot be read')),
    close: () => Promise.resolve(),
  })
