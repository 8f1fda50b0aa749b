import { mkdir, readdir, readFile, rm } from 'node:fs/promises'
import { build } from 'esbuild'
import { inCheckout } from './places.mjs'
import { writeChanged } from './write-changed.mjs'

const entries = ['index', 'words', 'internal', 'json-rules-engine']
const folder = inCheckout('packages/rules/dist/bundle')

/** What stays apart: the rules themselves, and the package that only the second evaluator needs. */
const external = ['#published', '#published-files', 'json-rules-engine']

/**
 * Writes the library for Node into a few files, with what it imports from other packages: as the many small files that it is made
 * of, it takes three times as long to start, and one of those packages cannot be bundled for a server by everyone
 * (https://github.com/microsoft/node-jsonc-parser/issues/57). For browsers the small files stay, since a bundler leaves out
 * whichever a page does not need.
 */
export const writeBundle = async () => {
  const { outputFiles, metafile } = await build({
    entryPoints: entries.map(name => inCheckout(`packages/rules/src/${name}.ts`)),
    outdir: folder,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    mainFields: ['module', 'main'],
    conditions: ['@virtual-school/source', 'module'],
    external,
    sourcemap: true,
    sourcesContent: false,
    legalComments: 'none',
    metafile: true,
    write: false,
    logLevel: 'warning',
  })
  const licences = await licencesOf(Object.keys(metafile.inputs))
  const files = [...outputFiles, { path: `${folder}/LICENCES.txt`, text: licences }]
  await mkdir(folder, { recursive: true })
  for (const { path, text } of files) await writeChanged(path, text)
  const wanted = new Set(files.map(({ path }) => path.slice(folder.length + 1)))
  for (const name of await readdir(folder)) if (!wanted.has(name)) await rm(`${folder}/${name}`)
}

/** The licences of the packages that are in the bundle, one after another. @param {readonly string[]} inputs */
const licencesOf = async inputs => {
  const found = inputs.flatMap(path => /.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? [])
  const texts = [...new Set(found)].sort().map(async place => {
    const home = inCheckout(place.slice(place.indexOf('node_modules')))
    const { name, version } = JSON.parse(await readFile(`${home}/package.json`, 'utf8'))
    const file = (await readdir(home)).find(one => /^licen[cs]e/i.test(one))
    if (file === undefined) throw new Error(`${name} has no file with its licence.`)
    return `${name} ${version}\n\n${(await readFile(`${home}/${file}`, 'utf8')).trim()}\n`
  })
  return `These packages are part of the files in this folder.\n\n${(await Promise.all(texts)).join('\n---\n\n')}`
}
