import { createLog } from '#src/log/create-log.ts'
import { logCrashes } from '#src/log/log-crashes.ts'

/** A process in which a request to Discord fails and nobody handles it. */
logCrashes(process, createLog({ level: 'info' }))
const url = 'https://discord.com/api/v10/webhooks/42/SECRET/messages/@original'
void Promise.reject(Object.assign(new Error('Unknown Webhook'), { url, requestBody: { json: { token: 'SECRET' } } }))
