import type { APIUser } from 'discord-api-types/v10'

/** What a user is called in the channel. */
export function displayName(user: Pick<APIUser, 'global_name' | 'username'> | undefined): string {
  return user?.global_name ?? user?.username ?? 'Unknown'
}
