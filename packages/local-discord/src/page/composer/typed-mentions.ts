import type { APIUser } from 'discord-api-types/v10'
import { displayName } from '../display/display-name.ts'

type Named = Pick<APIUser, 'id' | 'username' | 'global_name'>

/** Turns the names that a person typed after an @ into mentions, as Discord's own composer does. The longest name wins. */
export function withMentions(text: string, users: readonly Named[]): string {
  const names = users
    .flatMap((user) => [user.username, displayName(user)].map((name) => ({ name: name.toLowerCase(), id: user.id })))
    .sort((one, other) => other.name.length - one.name.length)
  return text.replaceAll(/(?<![\p{L}\p{N}_<])@(\S.*)/gu, (typed, rest: string) => {
    const found = names.find(({ name }) => rest.toLowerCase().startsWith(name) && endsAt(rest, name.length))
    return found === undefined ? typed : `<@${found.id}>${withMentions(rest.slice(found.name.length), users)}`
  })
}

/** Whether a word ends at an index of a text. */
const endsAt = (text: string, index: number): boolean => !/^[\p{L}\p{N}_]/u.test(text.slice(index))
