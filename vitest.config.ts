import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'examples/**/*.test.ts'],
    // A run shares its machine: what takes a second alone may take five.
    testTimeout: 30_000,
    hookTimeout: 120_000,
  },
})
