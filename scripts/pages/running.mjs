import { settingRows } from './settings.mjs'
import { fillTemplate } from './template.mjs'

/**
 * `docs/running.md`: what those who run the service need to know.
 * @param {{ settingsTable: readonly import('./settings.mjs').SettingRow[], grants: string }} tables `grants`: SQL, with the roles named as in the text
 */
export const runningPage = ({ settingsTable, grants }) =>
  fillTemplate('running', { settings: settingRows(settingsTable), grants: grants.trimEnd() })
