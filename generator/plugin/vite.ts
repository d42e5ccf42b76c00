import type { Plugin } from 'vite'
import type { PluginOptions } from './options.js'
import { tlforge } from './plugin.js'

export type { PluginOptions, SchemaDefaults } from './options.js'

/** The plugin for Vite: `plugins: [tlforge()]`. */
const plugin: (options?: PluginOptions) => Plugin = tlforge.vite
export default plugin
