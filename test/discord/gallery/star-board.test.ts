import pino from 'pino'
import { expect, it } from 'vitest'
import { testClock } from '@duckrabbit/clock/testing'
import { createStarBoard, type StarBoardParts } from '#src/discord/gallery/star-board.ts'

/** A star board whose store counts how often it is asked for changed pictures. */
function counted(isShared: boolean) {
  const clock = testClock()
  const asked: number[] = []
  const unused = (): never => {
    throw new Error('There is nothing to show')
  }
  const parts = {
    store: {
      gallery: {
        starsDue: () => {
          asked.push(clock.now())
          return Promise.resolve([])
        },
      },
    },
    settings: { at: unused },
    messenger: { post: unused, edit: unused, delete: unused },
    threads: { findMarked: unused },
    fitBytes: unused,
    controls: { accessory: unused },
    mayPost: unused,
    messagesFor: unused,
    isShared,
    clock,
    log: pino({ level: 'silent' }),
    // Only what is asked for changes is used.
  } as unknown as StarBoardParts
  return { board: createStarBoard(parts), clock, asked }
}

it('looks for stars that another process has changed every minute, if there are others', async () => {
  const { board, clock, asked } = counted(true)
  board.update()
  for (let minute = 0; minute < 3; minute += 1) await clock.advance(60_000)
  expect(asked.length).toBeGreaterThanOrEqual(3)
  await board.stop()
  const before = asked.length
  await clock.advance(120_000)
  expect(asked).toHaveLength(before)
})

it('looks once if there are none', async () => {
  const { board, clock, asked } = counted(false)
  board.update()
  for (let minute = 0; minute < 3; minute += 1) await clock.advance(60_000)
  expect(asked).toHaveLength(1)
  await board.stop()
})
