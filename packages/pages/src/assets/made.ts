import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { AssetName } from './asset.ts'

const beside = (name: string): string => fileURLToPath(new URL(`../../src/assets/${name}`, import.meta.url))

/** The folder in which packages are installed. */
const installed = dirname(dirname(createRequire(import.meta.url).resolve('govuk-frontend/package.json')))

const makers: Record<AssetName, () => Promise<string>> = {
  'pages.css': async () => {
    const { compile } = await import('sass')
    const importers = [{ findFileUrl: (address: string) => new URL(address, pathToFileURL(`${installed}/`)) }]
    return compile(beside('pages.scss'), { importers, style: 'compressed', quietDeps: true }).css
  },
  'pages.js': async () => {
    const { build } = await import('esbuild')
    const options = { bundle: true, minify: true, write: false, format: 'esm', target: 'es2020' } as const
    const { outputFiles } = await build({ ...options, entryPoints: [beside('pages.js')], legalComments: 'inline' })
    return outputFiles[0]!.text
  },
  'icon.svg': async () => readFileSync(beside('icon.svg'), 'utf8'),
}

/** Whose work the style and the script have in them. */
const notice = '/*! Made of govuk-frontend: Crown copyright, Government Digital Service, MIT licence. */\n'

/** A file that the pages load, made of the sources beside this file and of govuk-frontend. The build writes it into `dist/assets`. */
export const makeAsset = async (name: AssetName): Promise<Buffer> =>
  Buffer.from(`${name === 'icon.svg' ? '' : notice}${await makers[name]()}`)

const made = new Map<AssetName, Promise<Buffer>>()

/** A file that the pages load: in a checkout it is made when it is first wanted. */
export const readAsset = (name: AssetName): Promise<Buffer> => {
  const found = made.get(name) ?? makeAsset(name)
  made.set(name, found)
  return found
}
