import { afterAll, beforeAll } from 'vitest'
import { openSolver, type Solver } from '../../src/solver/solver.ts'

/** Z3 takes time to load and is let go with the last solver: in a file that calls this, it stays for all tests. */
export const holdZ3 = (): void => {
  let held: Solver | undefined
  beforeAll(async () => {
    held = await openSolver()
  })
  afterAll(() => held?.close())
}
