import { defineConfig } from 'vitest/config'

/**
 * They leave nothing behind that another one could see, so modules are loaded once for all of them: a third less time.
 * The others start programs and threads, or need a process to themselves.
 */
const together = [
  'test/*.test.ts',
  'test/{conformance,fuzz,property}/**/*.test.ts',
  'test/unit/!(cli|render|write)/**/*.test.ts',
]

export default defineConfig({
  test: {
    // A run shares its machine: what takes a second alone may take five.
    testTimeout: 30_000,
    hookTimeout: 120_000,
    // Of tests that say they may run at once: two cores are what CI has.
    maxConcurrency: 2,
    projects: [
      { extends: true, test: { name: 'together', include: together, isolate: false } },
      {
        extends: true,
        test: {
          name: 'apart',
          include: ['test/**/*.test.ts', 'examples/**/*.test.ts'],
          exclude: [...together, '**/node_modules/**'],
        },
      },
    ],
  },
})
