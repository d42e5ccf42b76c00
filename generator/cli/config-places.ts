import { ts } from 'ts-morph'
import type { Diagnostic, SourceText, Span } from '../diagnostics/diagnostic.js'

/**
 * Gives diagnostics of options their places in the text of the configuration, as far as the text says them: a value
 * that a program computes stands nowhere, and the nearest option around it is shown instead.
 */
export function placeInConfig(diagnostics: readonly Diagnostic[], source: SourceText): readonly Diagnostic[] {
  const file = ts.createSourceFile(
    'config.ts',
    asModule(source),
    ts.ScriptTarget.Latest,
    true,
    ts.ScriptKind.TS,
  )
  const root = configObject(file)
  return diagnostics.map((diagnostic) => {
    if (diagnostic.option === undefined || diagnostic.place || !root) return diagnostic
    const span = spanOf(find(root, diagnostic, file), file)
    return { ...diagnostic, place: { source, span: shifted(span, source) } }
  })
}

/** A JSON text alone would be read as a block. */
const jsonPrefix = 'export default '
const isJson = ({ name }: SourceText): boolean => name.endsWith('.json')
const asModule = (source: SourceText): string => (isJson(source) ? jsonPrefix : '') + source.text

function shifted({ start, end }: Span, source: SourceText): Span {
  const by = isJson(source) ? jsonPrefix.length : 0
  return { start: Math.max(0, start - by), end: Math.max(0, end - by) }
}

function spanOf(node: ts.Node, file: ts.SourceFile): Span {
  return { start: node.getStart(file), end: node.end }
}

/** What is exported as the default, or by CommonJS. */
function configObject(file: ts.SourceFile): ts.Expression | undefined {
  for (const statement of file.statements) {
    if (ts.isExportAssignment(statement)) return plain(statement.expression, file)
    if (!ts.isExpressionStatement(statement) || !ts.isBinaryExpression(statement.expression)) continue
    const { left, right } = statement.expression
    if (left.getText(file) === 'module.exports') return plain(right, file)
  }
  return undefined
}

/** How many names and wrappers are looked through: a program may define a name by itself. */
const maxSteps = 20

/** The expression without parentheses, `satisfies` and the call of `defineConfig`; names stand for their values. */
function plain(expression: ts.Expression, file: ts.SourceFile): ts.Expression {
  let inner = expression
  for (let step = 0; step < maxSteps; step++) {
    const next = unwrapped(inner, file)
    if (!next) return inner
    inner = next
  }
  return inner
}

function unwrapped(node: ts.Expression, file: ts.SourceFile): ts.Expression | undefined {
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isSatisfiesExpression(node)) {
    return node.expression
  }
  if (ts.isCallExpression(node)) return node.arguments.length === 1 ? node.arguments[0] : undefined
  return ts.isIdentifier(node) ? valueOf(node.text, file) : undefined
}

/** The value of a constant of the file. */
function valueOf(name: string, file: ts.SourceFile): ts.Expression | undefined {
  for (const statement of file.statements) {
    if (!ts.isVariableStatement(statement)) continue
    for (const { name: declared, initializer } of statement.declarationList.declarations) {
      if (ts.isIdentifier(declared) && declared.text === name) return initializer
    }
  }
  return undefined
}

/** The node to show: the value of the option, or its name where it is the name that is wrong. */
function find(root: ts.Expression, { option = [], code }: Diagnostic, file: ts.SourceFile): ts.Node {
  let shown: ts.Node = root
  let value: ts.Expression = root
  for (const [index, key] of option.entries()) {
    const within = inside(value, key, file)
    if (!within) return shown
    const isLast = index === option.length - 1
    shown = isLast && code === 'TL3001' ? (within.name ?? within.value) : within.value
    value = plain(within.value, file)
  }
  return shown
}

interface Found {
  readonly name?: ts.Node
  readonly value: ts.Expression
}

function inside(node: ts.Expression, key: string | number, file: ts.SourceFile): Found | undefined {
  if (typeof key === 'number') {
    if (!ts.isArrayLiteralExpression(node)) return undefined
    const { elements } = node
    // Behind a spread, nobody knows the positions.
    const isKnown = !elements.slice(0, key + 1).some(ts.isSpreadElement)
    const element = isKnown ? elements[key] : undefined
    return element && { value: element }
  }
  if (!ts.isObjectLiteralExpression(node)) return undefined
  // Of two properties with one name, the last one counts; what is spread may be looked into.
  for (const property of node.properties.toReversed()) {
    if (ts.isSpreadAssignment(property)) {
      const spread = inside(plain(property.expression, file), key, file)
      if (spread) return spread
    } else if (ts.isPropertyAssignment(property) && nameOf(property.name) === key) {
      return { name: property.name, value: property.initializer }
    } else if (ts.isShorthandPropertyAssignment(property) && property.name.text === key) {
      return { name: property.name, value: property.name }
    }
  }
  return undefined
}

function nameOf(name: ts.PropertyName): string | undefined {
  return ts.isIdentifier(name) || ts.isStringLiteralLike(name) ? name.text : undefined
}
