import { fileURLToPath } from 'node:url'
import type { Plugin } from 'esbuild'

let bundled: Promise<string> | undefined

/** In a checkout the script of `verify.html` is made when it is first wanted; a package carries it as `verify-script.js`, made when it is built. */
export const readVerifyScript = (): Promise<string> => {
  bundled ??= bundleVerifyScript(true)
  return bundled
}

const resolveInPackage = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url))

/** Nothing in the page loads rules from anywhere. From sources, what a browser takes in place of Node’s is not built yet. */
const createBrowserPlugin = (isFromSources: boolean): Plugin => ({
  name: 'in-browser',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^#published$/ }, () => ({ path: 'published', namespace: 'none' }))
    onLoad({ filter: /./, namespace: 'none' }, () => ({ contents: 'export const readPacked = () => undefined' }))
    if (!isFromSources) return
    const rules = resolveInPackage('../rules/src')
    onResolve({ filter: /^#sha256$/ }, () => ({ path: `${rules}/kernel/sha256.ts` }))
    onResolve({ filter: /^#files$/ }, () => ({ path: `${rules}/node/no-files.ts` }))
  },
})

/**
 * The script of `verify.html` as one text: `browser/main.ts` with the rules’ evaluator, for browsers. `isFromSources`: out of a
 * checkout in which nothing was built. Needs esbuild, so a published package carries what this gave when it was built.
 */
export const bundleVerifyScript = async (isFromSources: boolean): Promise<string> => {
  const { build } = await import('esbuild')
  const { outputFiles } = await build({
    entryPoints: [resolveInPackage('browser/main.ts')],
    bundle: true,
    minify: true,
    platform: 'browser',
    format: 'iife',
    target: 'es2022',
    legalComments: 'none',
    charset: 'ascii',
    conditions: isFromSources ? ['@virtual-school/source'] : [],
    plugins: [createBrowserPlugin(isFromSources)],
    write: false,
    logLevel: 'silent',
  })
  return outputFiles[0]!.text
}
