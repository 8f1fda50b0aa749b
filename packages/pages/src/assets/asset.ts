/** The files that the pages load, with their media types. */
export const assetTypes = {
  'pages.css': 'text/css; charset=utf-8',
  'pages.js': 'text/javascript; charset=utf-8',
  'icon.svg': 'image/svg+xml',
} as const
/** The name of a file that the pages load. */
export type AssetName = keyof typeof assetTypes
/** The names of all of them. */
export const assetNames = Object.keys(assetTypes) as readonly AssetName[]
