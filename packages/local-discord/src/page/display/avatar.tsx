import type { APIUser } from 'discord-api-types/v10'
import { displayName } from './display-name.ts'
import { BotMark } from './bot-mark.tsx'

interface AvatarProps {
  readonly user: APIUser
  readonly size?: 'small' | 'medium' | 'large'
}

const hues = 8

/** The bot has its logo, people have their initial on a colour of their own. The name is always beside it. */
export function Avatar({ user, size = 'medium' }: AvatarProps) {
  if (user.bot === true) {
    return (
      <span class={`avatar avatar-${size} avatar-bot`} aria-hidden="true">
        <BotMark />
      </span>
    )
  }
  const hue = Array.from(user.id).reduce((sum, digit) => sum + digit.charCodeAt(0), 0) % hues
  return (
    <span class={`avatar avatar-${size} avatar-hue-${hue}`} aria-hidden="true">
      {displayName(user).slice(0, 1).toUpperCase()}
    </span>
  )
}
