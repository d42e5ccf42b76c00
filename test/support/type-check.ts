import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { root } from './docs.js'
import { compilerSays } from './compiler.js'

const tsconfig = {
  compilerOptions: {
    noEmit: true,
    target: 'ES2022',
    lib: ['ES2023', 'DOM'],
    module: 'ESNext',
    moduleResolution: 'Bundler',
    moduleDetection: 'force',
    types: ['node'],
    strict: true,
    exactOptionalPropertyTypes: true,
    allowJs: true,
    checkJs: true,
    skipLibCheck: true,
    allowArbitraryExtensions: true,
    paths: {
      tlforge: [join(root, 'generator/index.ts')],
      'tlforge/runtime': [join(root, 'generated/telegram/runtime/index.ts')],
      'tlforge/telegram': [join(root, 'generated/telegram/index.ts')],
      'tlforge/telegram/json': [join(root, 'generated/telegram/api/json.ts')],
      'tlforge/telegram/registry': [join(root, 'generated/telegram/api/registry.ts')],
      'tlforge/telegram/errors': [join(root, 'generated/telegram/api/errors/index.ts')],
      'tlforge/telegram/errors/*': [join(root, 'generated/telegram/api/errors/methods/*.ts')],
      'tlforge/telegram/mtproto': [join(root, 'generated/telegram/mtproto/index.ts')],
      'tlforge/telegram/mtproto/*': [join(root, 'generated/telegram/mtproto/*.ts')],
      'tlforge/telegram/secret': [join(root, 'generated/telegram/secret/index.ts')],
      'tlforge/secret-chat': [join(root, 'generated/telegram/secret-chat/index.ts')],
      'tlforge/secret-chat/node': [join(root, 'generated/telegram/secret-chat/node.ts')],
      'tlforge/telegram/*': [join(root, 'generated/telegram/api/namespaces/*.ts')],
      'tlforge/*': [join(root, 'generator/plugin/*.ts')],
    },
  },
  include: ['*.ts', '*.js'],
}

/** Type-checks modules that stand beside each other, in one program of TypeScript 7; gives what the compiler says. */
export async function typeCheck(modules: ReadonlyMap<string, string>): Promise<readonly string[]> {
  const cache = join(root, 'node_modules/.cache')
  await mkdir(cache, { recursive: true })
  const folder = await mkdtemp(join(cache, 'docs-examples-'))
  try {
    for (const [name, text] of modules) await writeFile(join(folder, name), text)
    // What the examples in JavaScript leave to the reader.
    await writeFile(
      join(folder, 'globals.d.ts'),
      'declare function send(request: Uint8Array): Promise<Uint8Array>\n',
    )
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(tsconfig))
    const said = await compilerSays('typescript-7', ['-p', folder], folder)
    return said === '' ? [] : said.split('\n')
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
