/** What a running service does on a signal. */
interface Signalled {
  readonly stop: () => Promise<void>
  readonly reload: () => Promise<void>
}

/** Stops on the signals by which a terminal or a supervisor asks for it, and loads the rules anew on SIGHUP. */
export const stopOnSignals = ({ stop, reload }: Signalled): void => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop())
  process.on('SIGHUP', () => void reload())
}
