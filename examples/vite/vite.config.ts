import tlforge from 'tlforge/vite'
import { defineConfig } from 'vite'

export default defineConfig({ plugins: [tlforge()] })
