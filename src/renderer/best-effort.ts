/** Writes something that is only kept to save time: where that fails (a full disk), it is said and the drawing goes on. */
export async function bestEffort(what: string, write: () => Promise<void>): Promise<void> {
  try {
    await write()
  } catch (error) {
    console.error(`Could not keep ${what} for the next time:`, error)
  }
}
