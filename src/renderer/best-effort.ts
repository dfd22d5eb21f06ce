/** Writes something that only saves time later. If that fails (say, on a full disk), the error is logged and drawing continues. */
export async function bestEffort(what: string, write: () => Promise<void>): Promise<void> {
  try {
    await write()
  } catch (error) {
    console.error(`Could not keep ${what} for the next time:`, error)
  }
}
