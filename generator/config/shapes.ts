import { z } from 'zod'
import { layouts, longPolicies } from '../options.js'

const filled = z.string().min(1, 'expected a text that is not empty')
const moduleName = z.string().regex(/^[a-z][a-z0-9-]*$/, 'expected small letters, digits and `-`')
const patterns = z.array(filled).min(1, 'expected at least one pattern')

const schemaShape = z.strictObject({
  name: moduleName,
  files: z.array(filled).min(1, 'expected at least one file'),
  idRule: z.exactOptional(z.enum(['telegram', 'tdlib', 'auto'])),
  layer: z.exactOptional(z.int().positive()),
  errors: z.exactOptional(z.array(filled).min(1, 'expected at least one file')),
  errorNames: z.exactOptional(z.enum(['const', 'enum'])),
  include: z.exactOptional(patterns),
  exclude: z.exactOptional(patterns),
  outside: z.exactOptional(z.enum(['error', 'unknown'])),
  changes: z.exactOptional(
    z.string().regex(/[^/\\]\.md$/i, 'expected a file of Markdown, such as `CHANGES.md`'),
  ),
})

const packageShape = z.strictObject({
  name: z.string().regex(/^(?:@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*$/, 'expected an npm name'),
  version: z.string().regex(/^\d+\.\d+\.\d+(?:[-+][0-9A-Za-z.+-]+)?$/, 'expected a version such as 1.2.3'),
  description: z.string(),
  license: z.exactOptional(filled),
  licenseFile: z.exactOptional(filled),
})

const copyShape = z.strictObject({
  from: filled,
  to: moduleName,
  entries: z.exactOptional(z.array(filled)),
})

const targetShape = z.strictObject({
  name: filled,
  output: filled,
  schemas: z.array(schemaShape).min(1, 'expected at least one schema'),
  main: z.exactOptional(filled),
  idExceptions: z.exactOptional(filled),
  docs: z.exactOptional(filled),
  package: z.exactOptional(packageShape),
  importExtension: z.exactOptional(z.enum(['js', 'ts', 'none'])),
  copies: z.exactOptional(z.array(copyShape)),
  long: z.exactOptional(z.enum(longPolicies)),
  longFields: z.exactOptional(z.record(filled, z.enum(longPolicies))),
  enums: z.exactOptional(z.enum(['const', 'enum'])),
  runtime: z.exactOptional(z.enum(['bundled', 'imported'])),
  classPrefix: z.exactOptional(
    z
      .string()
      .regex(
        /^(?!Type)[A-Z][A-Za-z0-9]*$/,
        'expected a capital letter, then letters and digits, but not `Type`',
      ),
  ),
  layout: z.exactOptional(z.enum(layouts)),
  documentation: z.exactOptional(z.boolean()),
})

/** What a configuration may look like. */
export const configShape = z.strictObject({
  targets: z.array(targetShape).min(1, 'expected at least one target'),
})

/** The options that may stand in an object, by the option that the object belongs to. */
export const knownOptions: Readonly<Record<string, readonly string[]>> = {
  '': Object.keys(configShape.shape),
  targets: Object.keys(targetShape.shape),
  schemas: Object.keys(schemaShape.shape),
  package: Object.keys(packageShape.shape),
  copies: Object.keys(copyShape.shape),
}
