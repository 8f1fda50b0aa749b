import { messagesPage } from './messages.mjs'

/** @param {unknown} value */
const json = value => `${JSON.stringify(value, null, 2)}\n`

/**
 * Every generated file that is committed: its path in the checkout and the text that it should have.
 * @param {Parameters<typeof messagesPage>[0] & { jsonSchemas: () => object, openApiText: () => string }} parts
 */
export const generatedFiles = ({ jsonSchemas, openApiText, ...tables }) => [
  ...Object.entries(jsonSchemas()).map(([kind, schema]) => ({
    path: `rules/schema/${kind}.schema.json`,
    text: json(schema),
  })),
  { path: 'packages/api/openapi.json', text: openApiText() },
  { path: 'docs/messages.md', text: messagesPage(tables) },
]
