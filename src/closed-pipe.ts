/**
 * Lets a program go on where the reader of its output has closed the pipe, as `head` does. What is written from then on is lost.
 *
 * @throws every other error of an output, as an uncaught exception
 */
export function ignoreClosedPipes(...outputs: readonly NodeJS.WriteStream[]): void {
  for (const output of outputs) {
    output.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error
    })
  }
}
