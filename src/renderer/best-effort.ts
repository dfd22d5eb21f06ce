/** Writes something that only saves time later. If that fails (a full disk), the failure is logged and drawing goes on. */
export async function bestEffort(what: string, write: () => Promise<void>): Promise<void> {
  try {
    await write()
  } catch (error) {
    console.error(`Could not keep ${what} for the next time:`, error)
  }
}
