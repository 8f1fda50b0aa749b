import { table } from './template.mjs'

/** @typedef {{ readonly name: string, readonly default: string, readonly meaning: string }} SettingRow */

/** Of the settings, those whose names begin so: what decides, what is kept, and who may call. */
const relevant =
  /^(RULES|CROSS_CHECK|RECORDS|RETENTION|DATA_DIR|DATABASE_URL|CHECKPOINT|ROOT_SECRET|OAUTH|ACCESS|HOST|MCP|LOG_LEVEL)/

/** @param {string} value */
const inCode = value => (value === '' ? '' : `\`${value}\``)

/** Every setting, as rows below a heading. @param {readonly SettingRow[]} rows */
export const settingRows = rows =>
  rows.map(row => `| \`${row.name}\` | ${inCode(row.default)} | ${row.meaning} |`).join('\n')

/** The settings that bear on what is decided, what is kept and who may call, as a table to complete. @param {readonly SettingRow[]} rows */
export const relevantSettings = rows =>
  table(
    ['Setting', 'Default', 'Meaning', 'Here'],
    rows
      .filter(({ name }) => relevant.test(name))
      .map(row => [`\`${row.name}\``, inCode(row.default), row.meaning, 'To complete']),
  )
