import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { argv } from 'node:process'
import { openApiText } from '../packages/api/dist/openapi/text.js'
import { problems } from '../packages/api/dist/problems.js'
import { cautionCodes, issueCodes } from '../packages/rules/dist/index.js'
import { jsonSchemas } from '../packages/rules/dist/language/json-schema.js'
import { generatedFiles } from './generated.mjs'
import { inCheckout } from './places.mjs'

/** @param {string} path */
const textOf = path => readFile(inCheckout(path), 'utf8').catch(() => undefined)

// With --check nothing is written: files that are not as they would be generated are named, and the run fails.
for (const { path, text } of generatedFiles({ jsonSchemas, openApiText, issueCodes, cautionCodes, problems })) {
  if ((await textOf(path)) === text) continue
  if (argv.includes('--check')) {
    console.error(`${path} is not what “npm run generate” makes of the code.`)
    process.exitCode = 1
    continue
  }
  await mkdir(dirname(inCheckout(path)), { recursive: true })
  await writeFile(inCheckout(path), text)
  console.log(`wrote ${path}`)
}
