import { ts } from 'ts-morph'

/** The namespaces of a schema that is imported, by name: the absolute path of the module of each. */
export type FindNamespaces = (specifier: string) => Promise<ReadonlyMap<string, string>>

/**
 * `import { messages, User } from './telegram.tl'` as
 * `import { User } from './telegram.tl'; import * as messages from '…/namespaces/messages.js'`, on the lines it had.
 */
export async function importNamespaces(path: string, text: string, find: FindNamespaces): Promise<string> {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest)
  let result = text
  // From the last to the first, so that the offsets stay right.
  for (const statement of source.statements.toReversed()) {
    const replaced = await replacement(statement, source, find)
    if (replaced === undefined) continue
    const before = text.slice(statement.getStart(source), statement.end)
    const lines = '\n'.repeat((before.match(/\n/g)?.length ?? 0) - (replaced.match(/\n/g)?.length ?? 0))
    result = result.slice(0, statement.getStart(source)) + replaced + lines + result.slice(statement.end)
  }
  return result
}

async function replacement(
  statement: ts.Statement,
  source: ts.SourceFile,
  find: FindNamespaces,
): Promise<string | undefined> {
  if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) return undefined
  const specifier = statement.moduleSpecifier.text
  const clause = statement.importClause
  const bindings = clause?.namedBindings
  if (!/^\.{0,2}\/.*\.tl$/.test(specifier) || !bindings || !ts.isNamedImports(bindings)) return undefined
  if (clause.phaseModifier !== undefined || clause.name) return undefined
  const namespaces = await find(specifier)
  const pathOf = (element: ts.ImportSpecifier): string | undefined =>
    element.isTypeOnly ? undefined : namespaces.get((element.propertyName ?? element.name).text)
  const found = bindings.elements.flatMap((element) => {
    const path = pathOf(element)
    return path === undefined ? [] : [`import * as ${element.name.text} from ${JSON.stringify(path)};`]
  })
  if (found.length === 0) return undefined
  const others = bindings.elements.filter((element) => pathOf(element) === undefined)
  const names = others.map((element) => element.getText(source)).join(', ')
  return [
    ...(others.length > 0 ? [`import { ${names} } from ${JSON.stringify(specifier)};`] : []),
    ...found,
  ].join(' ')
}
