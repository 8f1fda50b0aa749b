import { dataProtectionPage } from './pages/data-protection.mjs'
import { messagesPage } from './pages/messages.mjs'
import { runningPage } from './pages/running.mjs'
import { transparencyPage } from './pages/transparency.mjs'

/** @param {unknown} value */
const json = value => `${JSON.stringify(value, null, 2)}\n`

/**
 * Every generated file that is committed: its path in the checkout and the text that it should have.
 * @param {Parameters<typeof messagesPage>[0] & Parameters<typeof runningPage>[0] & {
 *   rules: import('@virtual-school/rules').AnyRules,
 *   schemas: object,
 *   vocabulary: string,
 *   openApi: string,
 *   clientTypes: string,
 *   recordVectors: object,
 *   handbook: readonly { readonly path: string, readonly text: string }[],
 * }} parts
 */
export const generatedFiles = ({
  rules,
  schemas,
  vocabulary,
  openApi,
  clientTypes,
  recordVectors,
  handbook,
  ...tables
}) => [
  ...Object.entries(schemas).map(([kind, schema]) => ({
    path: `rules/schema/${kind}.schema.json`,
    text: json(schema),
  })),
  { path: 'packages/rules/src/typing/published.ts', text: vocabulary },
  { path: 'packages/api/openapi.json', text: openApi },
  { path: 'packages/api/test/client/schema.d.ts', text: clientTypes },
  { path: 'docs/messages.md', text: messagesPage(tables) },
  { path: 'docs/running.md', text: runningPage(tables) },
  { path: 'docs/examples/record-vectors.json', text: json(recordVectors) },
  { path: 'docs/data-protection-impact.md', text: dataProtectionPage({ rules, ...tables }) },
  { path: 'docs/transparency-record.md', text: transparencyPage({ rules, ...tables }) },
  ...handbook.map(({ path, text }) => ({ path: `docs/handbook/${path}`, text })),
]

/** Folders that hold nothing but generated files. */
export const generatedFolders = ['rules/schema', 'docs/handbook']

/**
 * Of the files that lie in one of those folders, as paths from it, those that are made no longer, as paths in the checkout.
 * @param {string} folder @param {readonly string[]} held @param {readonly { readonly path: string }[]} made
 */
export const leftOver = (folder, held, made) => {
  const kept = new Set(made.map(one => one.path))
  return held
    .map(name => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter(path => !kept.has(path))
    .sort()
}
