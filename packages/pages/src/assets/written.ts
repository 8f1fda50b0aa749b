import { readFile } from 'node:fs/promises'
import type { AssetName } from './asset.ts'

/** A file that the pages load, as the build wrote it. */
export const readAsset = (name: AssetName): Promise<Buffer> =>
  readFile(new URL(`../../dist/assets/${name}`, import.meta.url))
