import { defineConfig } from 'vitest/config'

const { TLFORGE_BUNDLER: name = '', TLFORGE_BUNDLER_FILE: file = '' } = process.env

/** The tests of a plugin, with another version of its bundler than the one that is installed. */
export default defineConfig({
  resolve: { alias: [{ find: new RegExp(`^${name}$`), replacement: file }] },
  test: { include: ['test/plugin/**/*.test.ts'], testTimeout: 60_000, hookTimeout: 120_000 },
})
