/** The public list, by hand. */
export { createApp } from './app.ts'
export type { CrossCheck } from './cross-check.ts'
export type { Log } from './log.ts'
export { type ProblemSlug, problems, problemType } from './problems.ts'
export { type RunningServer, startServer, stopOnSignals } from './serve.ts'
export type { ServiceParts } from './service.ts'
export { type LogLevel, readSettings, type SettingRow, type Settings, settingsTable } from './settings.ts'
