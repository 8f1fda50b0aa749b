import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, relative } from 'node:path'
import { argv } from 'node:process'
import { settingsTable } from '../packages/api/dist/config/settings.js'
import { problems } from '../packages/api/dist/http/problems.js'
import { openApiText } from '../packages/api/dist/routes/table.js'
import { typesOf } from '../packages/api/test/client/types-of.mjs'
import { buildBatch } from '../packages/records/dist/append/build-batch.js'
import { sealDrafts } from '../packages/records/dist/append/seal-drafts.js'
import { createCheckpointSigner } from '../packages/records/dist/checkpoint/signer.js'
import {
  deriveDeploymentKeys,
  drawDeploymentKeys,
  wrapDeploymentKeys,
} from '../packages/records/dist/crypto/deployment-keys.js'
import { computeBinding, computeLookup, computeTag } from '../packages/records/dist/crypto/links.js'
import { parseRootSecret } from '../packages/records/dist/crypto/root-secret.js'
import { drawWrappedKey } from '../packages/records/dist/crypto/seal.js'
import { renderGrants } from '../packages/records/dist/database/rights.js'
import { proveTreeConsistency } from '../packages/records/dist/tree/proofs.js'
import { cautionCodes, issueCodes, loadRules, vocabularyTypes } from '../packages/rules/dist/index.js'
import { directorySchemas } from '../packages/rules/dist/internal.js'
import { buildHandbook } from '../tools/handbook/dist/pages.js'
import { generatedFiles, generatedFolders, leftOver } from './generated.mjs'
import { inCheckout } from './places.mjs'
import { recordVectors } from './record-vectors.mjs'

/** @param {string} path */
const textOf = path => readFile(inCheckout(path), 'utf8').catch(() => undefined)

/** The files below a folder. @param {string} folder */
const filesIn = async folder => {
  const found = await readdir(inCheckout(folder), { recursive: true, withFileTypes: true }).catch(() => [])
  return found.filter(one => one.isFile()).map(one => relative(inCheckout(folder), `${one.parentPath}/${one.name}`))
}

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
const isCheck = argv.includes('--check')

/** @param {string} said */
const complain = said => {
  console.error(said)
  process.exitCode = 1
}

// With --check nothing is written: files that are not as they would be generated are named, and the run fails.
for (const { path, text } of files) {
  if ((await textOf(path)) === text) continue
  if (isCheck) {
    complain(`${path} is not what “npm run generate” makes of the code.`)
    continue
  }
  await mkdir(dirname(inCheckout(path)), { recursive: true })
  await writeFile(inCheckout(path), text)
  console.log(`wrote ${path}`)
}
for (const folder of generatedFolders) {
  for (const path of leftOver(folder, await filesIn(folder), files)) {
    if (isCheck) {
      complain(`${path} is generated no longer; “npm run generate” takes it away.`)
      continue
    }
    await rm(inCheckout(path))
    console.log(`removed ${path}`)
  }
}
