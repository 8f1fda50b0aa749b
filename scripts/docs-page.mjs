import { mkdir, readdir, rm } from 'node:fs/promises'
import { inCheckout } from './places.mjs'
import { writeChanged } from './write-changed.mjs'

/**
 * Writes the pages of /docs into the package of the service, with the licences of what they are made of. So who installs the
 * service installs none of the packages that they come from, of which one reports each installation to its maker.
 */
export const writeDocsPage = async () => {
  // Built by now, which it is not when this file is first read.
  const { allPageFiles } = await import('../packages/api/dist/docs-page/made.js')
  const folder = inCheckout('packages/api/dist/docs')
  await mkdir(folder, { recursive: true })
  const files = allPageFiles()
  for (const { name, bytes } of files) await writeChanged(`${folder}/${name}`, bytes)
  const wanted = new Set(files.map(one => one.name))
  for (const name of await readdir(folder)) if (!wanted.has(name)) await rm(`${folder}/${name}`)
}
