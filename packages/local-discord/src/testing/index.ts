export type {
  Choice,
  Control,
  FieldValue,
  Options,
  OptionValue,
  PersonInChannel,
  Reply,
  TestAttachment,
  TestMessage,
  TestModal,
  TestPerson,
} from './actors.ts'
export { type TestClock, testClock } from '@duckrabbit/clock/testing'
export { type TestFaults } from './faults.ts'
export { type TestFile, file } from './file.ts'
export { type DiscordOptions, type TestDiscord, startDiscord } from './start-discord.ts'
