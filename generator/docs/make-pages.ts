import type { Schema } from '../ir/schema.js'
import { planModule } from '../plan/module-plan.js'
import { basicTypesPage } from './basic-types.js'
import { constructorPage } from './constructor-page.js'
import type { DocContext } from './context.js'
import { errorPages } from './error-pages.js'
import { HistoryOf, type OlderSchema } from './history.js'
import { alphabetPage, errorIndexPage, indexPages, startPage } from './index-pages.js'
import { ExampleMaker } from './make-example.js'
import { methodPage } from './method-page.js'
import type { Page } from './model.js'
import { DocNames } from './names.js'
import { typePage } from './type-page.js'
import { typeUsages } from './usage.js'

export interface DocsOptions {
  /** Checked schemas. */
  readonly schemas: readonly Schema[]
  /** The one whose pages stand at the top. */
  readonly main: string
  /** Title of the first page. */
  readonly title: string
  /** What examples import: `tlforge/telegram`; other schemas than the main one are below it. */
  readonly specifier: string
  /** Older states of the main schema. */
  readonly older?: readonly OlderSchema[]
  /** The main schema is Telegram's API: examples show calls of teleproto and mtcute, too. */
  readonly hasClients?: boolean
  /** The address of a picture, for the front matter. */
  readonly image?: string
}

/** All pages of a documentation; those of definitions first. */
export function makePages(options: DocsOptions): readonly Page[] {
  const { image } = options
  const contexts = contextsOf(options)
  const errors = contexts.slice(0, 1).flatMap(errorPages)
  const pages: readonly Page[] = [...contexts.flatMap(definitionPages), ...errors]
  const [main] = contexts
  return [
    ...pages,
    ...contexts.flatMap(indexPages),
    ...(main && errors.length > 0 ? [errorIndexPage(errors, main)] : []),
    alphabetPage(pages, image),
    basicTypesPage(image),
    startPage(contexts, options.title, image),
  ]
}

/** The main schema comes first. */
function contextsOf({
  schemas,
  main,
  specifier,
  older,
  hasClients,
  image,
}: DocsOptions): readonly DocContext[] {
  const ordered = [...schemas].sort((a, b) => Number(b.name === main) - Number(a.name === main))
  const names = new DocNames(ordered, main)
  return ordered.map((schema): DocContext => {
    const isMain = schema.name === main
    return {
      schema,
      plan: planModule(schema),
      names,
      usage: typeUsages(schema),
      history: new HistoryOf(schema, isMain ? (older ?? []) : []),
      examples: new ExampleMaker(schema),
      specifier: isMain ? specifier : `${specifier}/${schema.name}`,
      folder: isMain ? '' : `${schema.name}/`,
      hasClients: isMain && hasClients === true,
      ...(image !== undefined && { image }),
    }
  })
}

function definitionPages(context: DocContext): readonly Page[] {
  const { methods, constructors, unions } = context.schema
  return [
    ...[...methods.values()]
      .filter(({ variantOf }) => variantOf === undefined)
      .map((method) => methodPage(method, context)),
    ...[...constructors.values()]
      .filter(({ variantOf }) => variantOf === undefined)
      .map((constructor) => constructorPage(constructor, context)),
    ...[...unions.values()].map((union) => typePage(union, context)),
  ]
}
