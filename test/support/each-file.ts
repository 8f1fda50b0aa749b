import fc from 'fast-check'
import { afterAll } from 'vitest'
import { cleanUp } from './after-file.ts'
import { testSeed } from './sizes.ts'

// Before each file of tests: what fast-check draws follows from the seed of the run.
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: testSeed })

// And after it: what helpers left behind goes.
afterAll(cleanUp)
