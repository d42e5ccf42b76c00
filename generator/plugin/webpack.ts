import type { WebpackPluginInstance } from 'webpack'
import type { PluginOptions } from './options.js'
import { tlforge } from './plugin.js'

export type { PluginOptions, SchemaDefaults } from './options.js'

/** The plugin for webpack: `plugins: [tlforge()]`. */
const plugin: (options?: PluginOptions) => WebpackPluginInstance = tlforge.webpack
export default plugin
