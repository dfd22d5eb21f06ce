import type { ServerContext } from '../server-context.ts'
import { type Route, get, ok } from './route.ts'

const gatewayUrl = (context: ServerContext) => `${context.origin().replace(/^http/, 'ws')}/gateway`

/** https://docs.discord.com/developers/resources/application#application-object */
function application({ world, profile }: ServerContext) {
  return {
    id: world.applicationId,
    name: profile.botName,
    icon: null,
    description: profile.description,
    summary: '',
    type: null,
    bot: world.bot,
    bot_public: true,
    bot_require_code_grant: false,
    is_monetized: false,
    is_verified: false,
    is_discoverable: false,
    hook: true,
    storefront_available: false,
    internal_guild_restriction: 1,
    verify_key: '0'.repeat(64),
    flags: 0,
    flags_new: '0',
    eligible_oauth2_scopes: [],
    max_participants: 0,
    tags: [],
    integration_types_config: { '0': {}, '1': {} },
    owner: { ...world.bot, id: '1470000000000000010', bot: false },
    team: null,
    redirect_uris: [],
    interactions_endpoint_url: null,
    role_connections_verification_url: null,
    event_webhooks_url: null,
    event_webhooks_status: 1,
    event_webhooks_types: [],
    explicit_content_filter: 0,
    integration_public: true,
    integration_require_code_grant: false,
    discoverability_state: 1,
    discovery_eligibility_flags: 0,
    creator_monetization_state: 1,
    verification_state: 1,
    store_application_state: 1,
    rpc_application_state: 0,
    approximate_guild_count: 1,
    approximate_user_install_count: world.people.size,
    approximate_user_authorization_count: 0,
  }
}

export const applicationRoutes: readonly Route[] = [
  get('/gateway', (context) => ok({ url: gatewayUrl(context) }), { auth: 'token' }),
  get('/gateway/bot', (context) =>
    ok({
      url: gatewayUrl(context),
      shards: context.sharding.recommended,
      session_start_limit: {
        total: 1000,
        remaining: 1000,
        reset_after: 86_400_000,
        // A concurrency of 16 lets several shards start at once instead of one in five seconds.
        max_concurrency: context.sharding.concurrency ?? 16,
      },
    }),
  ),
  get('/applications/@me', (context) => ok(application(context))),
  get('/oauth2/applications/@me', (context) => ok(application(context))),
  get('/applications/{application_id}/emojis', () => ok({ items: [] })),
  get('/applications/{application_id}/entitlements', () => ok([])),
]
