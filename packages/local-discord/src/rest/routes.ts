import { applicationRoutes } from './application-routes.ts'
import { callbackRoutes } from './callback-routes.ts'
import { channelRoutes } from './channel-routes.ts'
import { commandRoutes } from './command-routes.ts'
import { guildRoutes } from './guild-routes.ts'
import { messageRoutes } from './message-routes.ts'
import { pinRoutes } from './pin-routes.ts'
import { reactionRoutes } from './reaction-routes.ts'
import type { Route } from './route.ts'
import { threadRoutes } from './thread-routes.ts'
import { userRoutes } from './user-routes.ts'
import { webhookRoutes } from './webhook-routes.ts'

/** Every route that this server knows. All other addresses are answered with 404 and recorded. */
export const routes: readonly Route[] = [
  ...applicationRoutes,
  ...userRoutes,
  ...commandRoutes,
  ...callbackRoutes,
  ...webhookRoutes,
  // Before the messages, because `messages/pins` would match a message id.
  ...pinRoutes,
  ...messageRoutes,
  ...reactionRoutes,
  ...channelRoutes,
  ...threadRoutes,
  ...guildRoutes,
]
