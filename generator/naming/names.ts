import { camelCase, kebabCase, lastSegment, pascalCase } from './words.js'
import {
  predefinedTypes,
  reservedClassNames,
  reservedFileNames,
  reservedProperties,
  reservedWords,
} from './reserved.js'

/** What a name gets behind it that would otherwise meet one that is taken. */
const escape = '_'

/** `random_id` → `randomId`; a name without a letter or digit, or a taken one, gets a `_` behind it. */
export function propertyName(tlName: string): string {
  const name = camelCase(tlName)
  if (name === '') return `unnamed${escape}`
  const safe = /^[0-9]/.test(name) ? `_${name}` : name
  return reservedProperties.has(safe) ? safe + escape : safe
}

/**
 * `messages.sendEncrypted` → `SendEncrypted`.
 * @param layer set for an older form of a layered schema: `decryptedMessage` of layer 8 → `DecryptedMessage8`
 */
export function className(tlName: string, layer?: number): string {
  const name = pascalCase(lastSegment(tlName)) + (layer === undefined ? '' : String(layer))
  const safe = /^[0-9]/.test(name) || name === '' ? `_${name}` : name
  return reservedClassNames.has(safe) ? safe + escape : safe
}

/** The interface of what a class is made from: `SendEncryptedFields`. */
export const fieldsName = (ofClass: string): string => `${ofClass}Fields`

/** `messages.SentEncryptedMessage` → `TypeSentEncryptedMessage`. */
export const unionName = (tlName: string): string => `Type${pascalCase(lastSegment(tlName))}`

/** A name with its namespace before it, for where it would not be the only one: `raw.AccountState` → `RawAccountState`. */
export const qualifiedName = (namespace: readonly string[], name: string): string =>
  (namespace.length === 0 ? 'Root' : namespace.map(pascalCase).join('')) + name

/** The interface of those fields of a class that share no bit with another: `SendEncryptedFields$`. */
export const ownFieldsName = (ofClass: string): string => `${fieldsName(ofClass)}$`

/** The function that reads a boxed value of a type: `readTypeSentEncryptedMessage`. */
export const readerName = (ofUnion: string): string => `read${ofUnion}`

/**
 * The method by which the constructors of a type write themselves with their ids: `$api$messages$ChatFull`. Values of
 * other types lack it, so calling it is what checks the type. No TL name has a `$`, so it meets no field.
 */
export const writeMethodName = (schema: string, union: string): string =>
  `$${memberPart(schema)}$${memberPart(union)}`

/** The method that writes the fields of one constructor alone: `$$mtproto$future_salt`. */
export const bareMethodName = (schema: string, ofDiscriminant: string): string =>
  `$${writeMethodName(schema, ofDiscriminant)}`

const memberPart = (name: string): string => name.replaceAll('.', '$').replace(/[^\w$]/g, '_')

/** The class of what a subset leaves out of a type: `Unknown$Update`. No TL name has a `$`, so it meets none. */
export const unknownName = (tlName: string): string => `Unknown$${pascalCase(lastSegment(tlName))}`

/** The `_` of such values: `messages.Dialogs?`, which no constructor is called. */
export const unknownDiscriminant = (tlName: string): string => `${tlName}?`

/** The name under which a namespace is exported: `messages`; `package` → `package_`. */
export const namespaceName = (segment: string): string =>
  reservedWords.has(segment) ? segment + escape : segment

/** `messages.SentEncryptedMessage` → `sent-encrypted-message`, without an ending. */
export function fileName(tlName: string): string {
  const name = kebabCase(lastSegment(tlName)) || 'unnamed'
  return reservedFileNames.has(name) ? name + escape : name
}

/** The value of the discriminant `_`. */
export const discriminant = (tlName: string, layer?: number): string =>
  tlName + (layer === undefined ? '' : String(layer))

/** Type parameters keep their TL name, `X`, so it must be one that TypeScript can have. */
export const isTypeParameterName = (name: string): boolean =>
  !reservedWords.has(name) && !predefinedTypes.has(name) && !reservedClassNames.has(name)
