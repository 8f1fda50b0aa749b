import { mkdir } from 'node:fs/promises'
import { inCheckout } from './places.mjs'
import { writeChanged } from './write-changed.mjs'

/**
 * Writes the style and the script of the pages into their package, made of what only a checkout has. So who installs the pages needs
 * neither the compiler of styles nor the bundler.
 */
export const writePagesAssets = async () => {
  // Built by now, which they are not when this file is first read.
  const { makeAsset } = await import('../packages/pages/dist/assets/made.js')
  const { assetNames } = await import('../packages/pages/dist/assets/asset.js')
  const folder = inCheckout('packages/pages/dist/assets')
  await mkdir(folder, { recursive: true })
  for (const name of assetNames) await writeChanged(`${folder}/${name}`, await makeAsset(name))
}
