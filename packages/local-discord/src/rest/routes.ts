import { applicationRoutes } from './applications.ts'
import { callbackRoutes } from './callbacks.ts'
import { channelRoutes } from './channels.ts'
import { commandRoutes } from './commands.ts'
import { guildRoutes } from './guilds.ts'
import { messageRoutes } from './messages.ts'
import { pinRoutes } from './pins.ts'
import { reactionRoutes } from './reactions.ts'
import type { Route } from './route.ts'
import { threadRoutes } from './threads.ts'
import { userRoutes } from './users.ts'
import { webhookRoutes } from './webhooks.ts'

/** Every address of the API that this server knows; all others are answered with 404 and recorded. */
export const routes: readonly Route[] = [
  ...applicationRoutes,
  ...userRoutes,
  ...commandRoutes,
  ...callbackRoutes,
  ...webhookRoutes,
  // Before messages: `messages/pins` is no message's id.
  ...pinRoutes,
  ...messageRoutes,
  ...reactionRoutes,
  ...channelRoutes,
  ...threadRoutes,
  ...guildRoutes,
]
