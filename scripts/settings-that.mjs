import { table } from './markdown-table.mjs'

/** @typedef {{ readonly name: string, readonly default: string, readonly meaning: string }} SettingRow */

/** Of the settings, those whose names begin so: what decides, what is kept, and who may call. */
const bearing =
  /^(RULES|CROSS_CHECK|RECORDS|RETENTION|DATA_DIR|DATABASE_URL|CHECKPOINT|ROOT_SECRET|OAUTH|ACCESS|HOST|LOG_LEVEL)/

/** The settings that bear on what is decided, what is kept and who may call. @param {readonly SettingRow[]} settingsTable */
export const bearingSettings = settingsTable =>
  table(
    ['Setting', 'Default', 'Meaning', 'Here'],
    settingsTable
      .filter(({ name }) => bearing.test(name))
      .map(row => [`\`${row.name}\``, row.default === '' ? '' : `\`${row.default}\``, row.meaning, 'To complete']),
  )
