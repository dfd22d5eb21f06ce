interface Buttons {
  readonly buttons: readonly string[]
}

/** Whether the message is about a job that has ended, with a result or with an error. */
export const isDone = ({ buttons }: Buttons): boolean => buttons.includes('Delete')

/** Whether the message shows a result. */
export const hasResult = ({ buttons }: Buttons): boolean => buttons.includes('Again')
