import { configDefaults, defineConfig } from 'vitest/config'
import { inCheckout } from './scripts/places.mjs'
import { putTemporaryFilesIntoMemory } from './test/support/memory.ts'
import { testSeed, testSize } from './test/support/sizes.ts'

// At night they lie on the disk, as in production.
if (testSize !== 'nightly') putTemporaryFilesIntoMemory()

const conditions = ['@virtual-school/source', 'node']
const tests = (kind: string): string[] => [`packages/*/test/**/*.${kind}.ts`, `test/*.${kind}.ts`]
const [laws, rules, nightly] = [tests('law.test'), tests('rules.test'), tests('nightly.test')]

/** Files of sources share the modules that they import: to load them for each took a third of the time. */
const isolate = false

/** Tried at night alone: they wait, or start many processes, and what they guard changes seldom. */
const atNightAlone =
  testSize === 'nightly'
    ? []
    : [
        'test/built/**/*.nightly.test.ts',
        'packages/api/test/{connections,other-sites-browser,slow-callers}.nightly.test.ts',
        'packages/mcp/test/why-not-open.nightly.test.ts',
      ]

/** Sources as they are, by rules that never change. */
const onFrozenRules = {
  resolve: { alias: { '#published-files': inCheckout('test/support/published-frozen.ts') } },
  globalSetup: ['one-server', 'one-browser'].map(name => `packages/records/test/support/${name}.ts`),
}

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    // Left alone, vitest keeps one of two cores for itself.
    maxWorkers: 2,
    // They end what hangs, and decide nothing: at night some tests take hours.
    testTimeout: testSize === 'nightly' ? 12 * 3_600_000 : 600_000,
    hookTimeout: 600_000,
    expect: { poll: { timeout: 300_000 } },
    env: { TEST_SIZE: testSize, TEST_SEED: String(testSeed) },
    setupFiles: ['test/support/each-file.ts'],
    reporters: ['default', { onTestRunEnd: () => console.log(`TEST_SIZE=${testSize} TEST_SEED=${testSeed}\n`) }],
    projects: [
      // `*.test.ts`: the code. At night the laws are tried with the rules that ship instead.
      {
        extends: true,
        resolve: onFrozenRules.resolve,
        test: {
          name: 'code',
          isolate,
          include: tests('test'),
          exclude: [...configDefaults.exclude, ...rules, ...nightly, ...(testSize === 'nightly' ? laws : [])],
          globalSetup: onFrozenRules.globalSetup,
        },
      },
      // `*.rules.test.ts` and `*.law.test.ts`: the rules that ship, and what is written about them.
      {
        extends: true,
        test: { name: 'rules', isolate, include: [...rules, ...laws], env: { REAL_RULES: inCheckout('rules') } },
      },
      // `*.nightly.test.ts`: what takes long, or waits.
      {
        extends: true,
        resolve: onFrozenRules.resolve,
        test: {
          name: 'nightly',
          isolate,
          include: nightly,
          exclude: [...configDefaults.exclude, ...atNightAlone],
          globalSetup: onFrozenRules.globalSetup,
        },
      },
      // What is built from the sources, packed, bundled and started.
      {
        extends: true,
        test: {
          name: 'built',
          include: ['test/built/**/*.test.ts'],
          exclude: [...configDefaults.exclude, ...atNightAlone],
          globalSetup: ['test/support/build.ts'],
        },
      },
    ],
  },
})
