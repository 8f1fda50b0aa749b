import type { TableMap } from './map.ts'

/** The maps that this package has. */
export const tableMapNames = ['ssd', 'ssda903'] as const
/** A member of `tableMapNames`. */
export type TableMapName = (typeof tableMapNames)[number]

/** Reads a map: of the Standard Safeguarding Dataset, or of the tables of the SSDA903. In a browser, hand over the file yourself. */
export const loadTableMap = async (name: TableMapName): Promise<TableMap> => {
  const { readFile } = await import('node:fs/promises')
  return JSON.parse(await readFile(new URL(`../../maps/${name}.json`, import.meta.url), 'utf8')) as TableMap
}
