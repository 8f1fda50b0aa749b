import fc from 'fast-check'
import { testSeed } from './sizes.ts'

// Before each file of tests: what fast-check draws follows from the seed of the run.
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: testSeed })
