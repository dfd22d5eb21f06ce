import { applicationRoutes } from './applications.ts'
import { callbackRoutes } from './callbacks.ts'
import { commandRoutes } from './commands.ts'
import { messageRoutes } from './messages.ts'
import type { Route } from './route.ts'
import { userRoutes } from './users.ts'
import { webhookRoutes } from './webhooks.ts'

/** Every address of the API that this server knows; all others are answered with 404 and recorded. */
export const routes: readonly Route[] = [
  ...applicationRoutes,
  ...userRoutes,
  ...commandRoutes,
  ...callbackRoutes,
  ...webhookRoutes,
  ...messageRoutes,
]
