import PQueue from 'p-queue'

/** How many ballots are put together at the same time. */
const atOnce = 4

/** Runs work when it is its turn. */
export type RunInTurn = <Result>(work: () => Promise<Result>) => Promise<Result>

/**
 * Lets ballots be put together a few at a time, in order. In a rush of voters, each press is then acknowledged within
 * Discord's three seconds, while the ballots themselves may take longer.
 */
export function createBallotTurns(): RunInTurn {
  const turns = new PQueue({ concurrency: atOnce })
  return (work) => turns.add(work)
}
