import { readdirSync, readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { cautionCodes, issueCodes, loadRules, vocabularyTypes } from '@virtual-school/rules'
import { expect, it } from 'vitest'
import { settingsTable } from '../packages/api/src/config/settings.ts'
import { problems } from '../packages/api/src/http/problems.ts'
import { openApiText } from '../packages/api/src/routes/table.ts'
import { typesOf } from '../packages/api/test/client/types-of.mjs'
import { buildBatch } from '../packages/records/src/append/build-batch.ts'
import { sealDrafts } from '../packages/records/src/append/seal-drafts.ts'
import { createCheckpointSigner } from '../packages/records/src/checkpoint/signer.ts'
import {
  deriveDeploymentKeys,
  drawDeploymentKeys,
  wrapDeploymentKeys,
} from '../packages/records/src/crypto/deployment-keys.ts'
import { computeBinding, computeLookup, computeTag } from '../packages/records/src/crypto/links.ts'
import { parseRootSecret } from '../packages/records/src/crypto/root-secret.ts'
import { drawWrappedKey } from '../packages/records/src/crypto/seal.ts'
import { renderGrants } from '../packages/records/src/database/rights.ts'
import { proveTreeConsistency } from '../packages/records/src/tree/proofs.ts'
import { directorySchemas } from '../packages/rules/src/schemas/directory-schemas.ts'
import { generatedFiles, generatedFolders, leftOver } from '../scripts/generated.mjs'
import { inCheckout } from '../scripts/places.mjs'
import { recordVectors } from '../scripts/record-vectors.mjs'
import { buildHandbook } from '../tools/handbook/src/pages.ts'

const rules = await loadRules(undefined, { whole: true })
const handbook = buildHandbook(rules)
const editing = {
  schemas: directorySchemas(rules.rulebook),
  vocabulary: vocabularyTypes(rules.rulebook, 'PublishedVocabulary'),
}
const openApi = openApiText(rules)
const clientTypes = await typesOf(openApi)
const grants = renderGrants('vs_service', 'vs_auditor')
const tables = { issueCodes, cautionCodes, problems, settingsTable, grants }
const vectors = await recordVectors({
  createCheckpointSigner,
  buildBatch,
  sealDrafts,
  drawWrappedKey,
  drawDeploymentKeys,
  deriveDeploymentKeys,
  wrapDeploymentKeys,
  computeBinding,
  computeTag,
  computeLookup,
  parseRootSecret,
  proveTreeConsistency,
})
const files = generatedFiles({ rules, ...editing, openApi, clientTypes, handbook, recordVectors: vectors, ...tables })

it.each(files)('$path is what the code makes it', ({ path, text }) => {
  expect(readFileSync(inCheckout(path), 'utf8'), 'Run “npm run generate”.').toBe(text)
})

it.each(generatedFolders)('nothing is left over in %s that is generated no longer', folder => {
  const entries = readdirSync(inCheckout(folder), { recursive: true, withFileTypes: true })
  const held = entries
    .filter(one => one.isFile())
    .map(one => relative(inCheckout(folder), `${one.parentPath}/${one.name}`))
  expect(held.length).toBeGreaterThan(0)
  expect(leftOver(folder, held, files), 'Run “npm run generate”.').toEqual([])
})

it('what is left over is named by its place in the checkout', () => {
  const held = ['luton/remit.md', 'gone/remit.md', 'README.md', 'luton/gone.md']
  const made = [{ path: 'docs/handbook/README.md' }, { path: 'docs/handbook/luton/remit.md' }]
  expect(leftOver('docs/handbook', held, made)).toEqual(['docs/handbook/gone/remit.md', 'docs/handbook/luton/gone.md'])
})

it('every code is on the page of messages', () => {
  const page = readFileSync(inCheckout('docs/messages.md'), 'utf8')
  const codes = [
    ...Object.keys(issueCodes),
    ...Object.keys(cautionCodes),
    ...Object.keys(problems).map(slug => `/problems/${slug}`),
  ]
  expect(codes.filter(code => !page.includes(`| \`${code}\` |`))).toEqual([])
})
