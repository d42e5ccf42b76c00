import type { Plugin } from 'rollup'
import type { PluginOptions } from './options.js'
import { tlforge } from './plugin.js'

export type { PluginOptions, SchemaDefaults } from './options.js'

/** The plugin for Rollup: `plugins: [tlforge()]`. */
const plugin: (options?: PluginOptions) => Plugin = tlforge.rollup
export default plugin
