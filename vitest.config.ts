import { defineConfig } from 'vitest/config'

/**
 * They keep nothing between them that another could see, so modules are loaded once for all: that takes a third of their
 * time. The others start programs, replace what they load, or measure what they take.
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
