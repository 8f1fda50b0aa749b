import openapiTS, { astToString } from 'openapi-typescript'

/** The TypeScript that a client may be written against, made of the document alone. @param {string} openApi */
export const typesOf = async openApi =>
  `/** Generated from openapi.json by openapi-typescript; “npm run generate” writes it. */\n${astToString(await openapiTS(openApi))}`
