import type { Plugin } from 'rolldown'
import type { PluginOptions } from './options.js'
import { tlforge } from './plugin.js'

export type { PluginOptions, SchemaDefaults } from './options.js'

/** The plugin for Rolldown: `plugins: [tlforge()]`. */
const plugin: (options?: PluginOptions) => Plugin = tlforge.rolldown
export default plugin
