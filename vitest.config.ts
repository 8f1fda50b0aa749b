import { defineConfig } from 'vitest/config'

const conditions = ['@virtual-school/source', 'node']

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    // Left alone, vitest keeps one of two cores for itself.
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    projects: [
      // The sources as they stand: nothing is built for these.
      {
        extends: true,
        test: {
          name: 'sources',
          include: ['packages/*/test/**/*.test.ts', 'test/*.test.ts'],
          globalSetup: ['packages/records/test/support/one-server.ts'],
        },
      },
      // What is built from them, packed, bundled and started.
      {
        extends: true,
        test: { name: 'built', include: ['test/built/**/*.test.ts'], globalSetup: ['test/support/build.ts'] },
      },
    ],
  },
})
