import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import swaggerUi from 'swagger-ui-express'
import { pageFileNames } from './page-file.js'

/** The folder of the package, and of the one that it takes its files from. */
const express = createRequire(import.meta.url).resolve('swagger-ui-express/package.json')
const folders = {
  'swagger-ui-express': dirname(express),
  'swagger-ui-dist': dirname(createRequire(express).resolve('swagger-ui-dist/package.json')),
}
// Relative, so that the page works below a prefix too. No validator: that would send the document to another host.
const options = {
  customSiteTitle: 'Virtual School Rules',
  swaggerUrl: '../openapi.json',
  swaggerOptions: { validatorUrl: null, tryItOutEnabled: true },
}
/** What one of swagger-ui-express’s handlers sends. */
const sentBy = (handler, url) => {
  let sent = ''
  const response = { set: () => response, send: text => (sent = text) }
  handler?.({ url }, response, () => {})
  return Buffer.from(sent)
}
const made = {
  'index.html': () => sentBy(swaggerUi.setup(undefined, options), '/'),
  'swagger-ui-init.js': () => sentBy(swaggerUi.serveFiles(undefined, options)[0], '/swagger-ui-init.js'),
}
/**
 * A file of the page, made of swagger-ui-express and swagger-ui-dist. They are installed beside the sources, not with the
 * service: the build writes what this gives into `dist/docs`.
 */
export const readPageFile = name => made[name]?.() ?? readFileSync(join(folders['swagger-ui-dist'], name))
/** The licences of these packages, to be beside their files. */
const licences = [
  ['swagger-ui-dist', 'LICENSE', 'LICENSE-swagger-ui.txt'],
  ['swagger-ui-dist', 'NOTICE', 'NOTICE-swagger-ui.txt'],
  ['swagger-ui-dist', 'swagger-ui-bundle.js.LICENSE.txt', 'swagger-ui-bundle.js.LICENSE.txt'],
  ['swagger-ui-dist', 'swagger-ui-standalone-preset.js.LICENSE.txt', 'swagger-ui-standalone-preset.js.LICENSE.txt'],
  ['swagger-ui-express', 'LICENSE', 'LICENSE-swagger-ui-express.txt'],
]
/** Everything that is written into `dist/docs`, by its name there. */
export const allPageFiles = () => [
  ...pageFileNames.map(name => ({ name, bytes: readPageFile(name) })),
  ...licences.map(([from, file, name]) => ({ name, bytes: readFileSync(join(folders[from], file)) })),
]
