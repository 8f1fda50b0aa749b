import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build, type Metafile, type Plugin } from 'esbuild'

export interface Bundle {
  readonly code: string
  readonly gzippedBytes: number
  /** What it is made of: each package’s part of the minified code, greatest first. */
  readonly parts: readonly { readonly name: string; readonly bytes: number }[]
}

/** The JSON of the published rules is counted apart: here it is whatever JSON the page put into `publishedRules`. */
const rulesApart: Plugin = {
  name: 'rules-apart',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^#published$/ }, ({ path }) => ({ path, namespace: 'apart' }))
    onLoad({ filter: /./, namespace: 'apart' }, () => ({
      // The second is what the version before asks for, with which `npm run bench before` compares.
      contents:
        'export const readPacked = () => JSON.parse(globalThis.publishedRules); export const readPublished = async () => []',
    }))
  },
}

const thisCheckout = fileURLToPath(new URL('../..', import.meta.url))

/** Bundles an entry for a browser as an application would, from what was built in a checkout. Its exports are the global `app`. */
export const bundleForBrowser = async (contents: string, checkout = thisCheckout): Promise<Bundle> => {
  const { outputFiles, metafile } = await build({
    stdin: { contents, resolveDir: checkout },
    bundle: true,
    minify: true,
    platform: 'browser',
    format: 'iife',
    globalName: 'app',
    target: 'es2023',
    write: false,
    metafile: true,
    plugins: [rulesApart],
    logLevel: 'silent',
  })
  const code = outputFiles[0]?.text ?? ''
  return { code, gzippedBytes: gzipSync(code, { level: 9 }).length, parts: partsOf(metafile) }
}

const partsOf = ({ outputs }: Metafile): Bundle['parts'] => {
  const bytesOf = new Map<string, number>()
  for (const [file, { bytesInOutput }] of Object.entries(Object.values(outputs)[0]?.inputs ?? {})) {
    const name = nameOf(file)
    bytesOf.set(name, (bytesOf.get(name) ?? 0) + bytesInOutput)
  }
  return [...bytesOf].map(([name, bytes]) => ({ name, bytes })).sort((a, b) => b.bytes - a.bytes)
}

const nameOf = (file: string): string => {
  const [, scoped] = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file) ?? []
  if (scoped !== undefined) return scoped
  return file.startsWith('packages/rules/') ? '@virtual-school/rules' : 'the entry'
}
