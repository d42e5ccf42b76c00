import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import prettier from 'prettier'
import { IndentationText, Project, StructureKind, VariableDeclarationKind } from 'ts-morph'
import { describe, expect, it } from 'vitest'
import { checkErrors } from '../../../generator/check/errors.js'
import { checkModule } from '../../../generator/check/check-module.js'
import { emitModule } from '../../../generator/emit/emit-module.js'
import type { EmittedFile } from '../../../generator/emit/emitted-file.js'
import { header } from '../../../generator/emit/header.js'
import { printFile } from '../../../generator/emit/print-file.js'
import type { SchemaInput } from '../../../generator/options.js'
import { planModule } from '../../../generator/plan/module-plan.js'
import { subsetOf } from '../../../generator/plan/subset.js'
import { parseSchema } from '../../../generator/syntax/parse.js'

const root = join(import.meta.dirname, '../../..')
const project = new Project({
  useInMemoryFileSystem: true,
  skipLoadingLibFiles: true,
  manipulationSettings: { indentationText: IndentationText.TwoSpaces },
})

/** What the library whose structures they are makes of them. */
function printByLibrary({ path, madeFrom, statements }: EmittedFile): string {
  const file = project.createSourceFile(`${path}.ts`, {
    statements: statements.map((statement) =>
      statement.kind === StructureKind.VariableStatement
        ? { ...statement, declarationKind: VariableDeclarationKind.Const }
        : statement,
    ),
  })
  const text = header('1.0.0', madeFrom) + file.getFullText()
  project.removeSourceFile(file)
  return text
}

const format = (text: string): Promise<string> =>
  prettier.format(text, { parser: 'babel-ts', semi: false, singleQuote: true, printWidth: 110 })

function emitted(text: string, more: Partial<SchemaInput> = {}): readonly EmittedFile[] {
  const source = { name: 'x.tl', text }
  const input: SchemaInput = { name: 'api', sources: [source], idRule: 'auto', ...more }
  const { schema } = checkErrors(checkModule(input, [parseSchema(source).schema], []), input)
  const cut = subsetOf(schema, more.subset ?? {}, [])
  return emitModule(planModule(cut.schema, {}), 'js')
}

async function expectSame(files: readonly EmittedFile[]): Promise<void> {
  expect(files.length).toBeGreaterThan(0)
  for (const file of files.filter(({ isTable }) => isTable !== true)) {
    const text = await format(printFile(file, '1.0.0').text)
    expect(text, file.path).toBe(await format(printByLibrary(file)))
  }
}

describe('structures are printed as ts-morph prints them', () => {
  it.each(['layers', 'names', 'tdlib', 'telegram', 'ton'])('the case %s', async (name) => {
    await expectSame(emitted(readFileSync(join(root, 'test/cases', name, 'input.tl'), 'utf8')))
  })

  it.each(['const', 'enum'] as const)('errors, with names as %s', async (errorNames) => {
    const path = 'schema/telegram/errors.json'
    const errors = [{ name: path, text: readFileSync(join(root, path), 'utf8') }]
    const text = 'a = A;\n---functions---\nmessages.sendEncrypted = A;\nhelp.getConfig = A;'
    await expectSame(emitted(text, { errors, errorNames }))
  })

  it('what a subset leaves out', async () => {
    const text = 'a b:B = A; b = B; c x:long = B;\n---functions---\nf = A;'
    await expectSame(emitted(text, { subset: { include: ['f', 'b'], outside: 'unknown' } }))
  })
})
