import type { RspackPluginInstance } from '@rspack/core'
import type { PluginOptions } from './options.js'
import { tlforge } from './plugin.js'

export type { PluginOptions, SchemaDefaults } from './options.js'

/** The plugin for Rspack: `plugins: [tlforge()]`. */
const plugin: (options?: PluginOptions) => RspackPluginInstance = tlforge.rspack
export default plugin
