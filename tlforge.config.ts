import { defineConfig } from './generator/config.js'

export default defineConfig({
  targets: [
    {
      name: 'telegram',
      output: 'generated/telegram',
      schemas: [
        {
          name: 'api',
          files: ['schema/telegram/api.tl'],
          idRule: 'telegram',
          errors: ['schema/telegram/errors.json'],
          changes: 'schema/telegram/CHANGES.md',
        },
        { name: 'mtproto', files: ['schema/telegram/mtproto.tl'], idRule: 'telegram' },
        { name: 'secret', files: ['schema/telegram/secret.tl'], idRule: 'telegram' },
      ],
      main: 'api',
      idExceptions: 'schema/telegram/id-exceptions.json',
      docs: 'schema/telegram/docs',
      copies: [{ from: 'templates/secret-chat', to: 'secret-chat', entries: ['index', 'node', 'wasm'] }],
      package: {
        name: '@tlforge/telegram',
        // The major version is the layer of the API.
        version: '228.0.0',
        description:
          'The Telegram API, MTProto and end-to-end schemas as typed classes with binary serializers.',
        license: 'MIT',
        licenseFile: 'LICENSE',
      },
    },
  ],
})
