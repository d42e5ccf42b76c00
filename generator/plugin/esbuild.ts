import type { Plugin } from 'esbuild'
import type { PluginOptions } from './options.js'
import { tlforge } from './plugin.js'

export type { PluginOptions, SchemaDefaults } from './options.js'

/** The plugin for esbuild: `plugins: [tlforge()]`. */
const plugin: (options?: PluginOptions) => Plugin = tlforge.esbuild
export default plugin
