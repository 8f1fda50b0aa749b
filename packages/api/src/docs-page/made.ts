import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { RequestHandler } from 'express'
import swaggerUi from 'swagger-ui-express'
import { type PageFileName, pageFileNames } from './page-file.ts'

/** The folder of the package, and of the one that it takes its files from. */
const express = createRequire(import.meta.url).resolve('swagger-ui-express/package.json')
const folders = {
  'swagger-ui-express': dirname(express),
  'swagger-ui-dist': dirname(createRequire(express).resolve('swagger-ui-dist/package.json')),
} as const

// Relative, so that the page works below a prefix too. No validator: that would send the document to another host.
const options = {
  customSiteTitle: 'Virtual School Rules',
  swaggerUrl: '../openapi.json',
  swaggerOptions: { validatorUrl: null, tryItOutEnabled: true },
}

/** What one of swagger-ui-express’s handlers sends. */
const sentBy = (handler: RequestHandler | undefined, url: string): Buffer => {
  let sent = ''
  const response = { set: () => response, send: (text: string) => (sent = text) } as never
  handler?.({ url } as never, response, () => {})
  return Buffer.from(sent)
}

const made: Partial<Record<PageFileName, () => Buffer>> = {
  'index.html': () => sentBy(swaggerUi.setup(undefined, options), '/'),
  'swagger-ui-init.js': () => sentBy(swaggerUi.serveFiles(undefined, options)[0], '/swagger-ui-init.js'),
}

/**
 * A file of the page, made of swagger-ui-express and swagger-ui-dist. They are installed beside the sources, not with the
 * service: the build writes what this gives into `dist/docs`.
 */
export const readPageFile = (name: PageFileName): Buffer =>
  made[name]?.() ?? readFileSync(join(folders['swagger-ui-dist'], name))

/** The licences of these packages, to be beside their files. */
const licences = [
  ['swagger-ui-dist', 'LICENSE', 'LICENSE-swagger-ui.txt'],
  ['swagger-ui-dist', 'NOTICE', 'NOTICE-swagger-ui.txt'],
  ['swagger-ui-dist', 'swagger-ui-bundle.js.LICENSE.txt', 'swagger-ui-bundle.js.LICENSE.txt'],
  ['swagger-ui-dist', 'swagger-ui-standalone-preset.js.LICENSE.txt', 'swagger-ui-standalone-preset.js.LICENSE.txt'],
  ['swagger-ui-express', 'LICENSE', 'LICENSE-swagger-ui-express.txt'],
] as const

/** Everything that is written into `dist/docs`, by its name there. */
export const allPageFiles = (): readonly { readonly name: string; readonly bytes: Buffer }[] => [
  ...pageFileNames.map(name => ({ name, bytes: readPageFile(name) })),
  ...licences.map(([from, file, name]) => ({ name, bytes: readFileSync(join(folders[from], file)) })),
]
