/** Permissions are bit fields wider than a number holds, and travel as text: https://docs.discord.com/developers/topics/permissions */
const permissions = { type: ['string', 'integer', 'null'], pattern: String.raw`^\d+$` }

/**
 * Corrections of Discord's OpenAPI file, each with its reason. What the file leaves open is checked by the server's own
 * rules.
 */
export const corrections: readonly { readonly schema: string; readonly property: string; readonly value: unknown }[] = [
  // The file says integer, the documentation and Discord's own answers say string.
  ...[
    'ApplicationCommandCreateRequest',
    'ApplicationCommandUpdateRequest',
    'ApplicationCommandPatchRequestPartial',
  ].map((schema) => ({ schema, property: 'default_member_permissions', value: permissions })),
  // The file gives field errors the integer codes of whole answers; Discord's are words such as BASE_TYPE_REQUIRED
  // (https://docs.discord.com/developers/reference#error-messages).
  {
    schema: 'InnerErrors',
    property: '_errors',
    value: {
      type: 'array',
      items: {
        type: 'object',
        properties: { code: { type: 'string' }, message: { type: 'string' } },
        required: ['code', 'message'],
      },
    },
  },
]

/** Addresses that Discord serves but the file does not list. */
export const undocumented: ReadonlySet<string> = new Set([])
