import type { TestProject } from 'vitest/node'
import { startPostgres } from './server.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The PostgreSQL that all tests of sources share, each with databases of its own. */
    readonly postgresUrl: string
  }
}

/** Before the tests of sources: one PostgreSQL for all of them. */
export const setup = async (project: TestProject): Promise<() => Promise<void>> => {
  const server = await startPostgres()
  project.provide('postgresUrl', server.url)
  return server.stop
}
