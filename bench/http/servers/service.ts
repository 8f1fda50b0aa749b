import { readSettings, startServer } from '@virtual-school/api'
import { announce } from './announce.ts'

/** The built service as anybody starts it: settings from the environment, log lines to standard output. */
export const serveDecisions = async (): Promise<void> => {
  const settings = readSettings(process.env)
  if (!settings.ok) throw new Error(JSON.stringify(settings.issues))
  announce((await startServer(settings.value)).url)
}
