/** Members of every generated object, and of every object in JavaScript, that a TL field must not meet. */
export const reservedProperties: ReadonlySet<string> = new Set([
  '_',
  'constructor',
  'decodeResult',
  'hasOwnProperty',
  'isPrototypeOf',
  'propertyIsEnumerable',
  'then',
  'toBytes',
  'toJSON',
  'toLocaleString',
  'toString',
  'valueOf',
  '__defineGetter__',
  '__defineSetter__',
  '__lookupGetter__',
  '__lookupSetter__',
  '__proto__',
])

/** Globals and imports that the text of generated files refers to: a class of that name would shadow them. */
export const reservedClassNames: ReadonlySet<string> = new Set([
  'Array',
  'Object',
  'Function',
  'Symbol',
  'Uint8Array',
  'Reader',
  'Writer',
  'TlObject',
  'TlMethod',
  'TlError',
])

/** Words that cannot be the name of an import. */
export const reservedWords: ReadonlySet<string> = new Set(
  (
    'arguments await break case catch class const continue debugger default delete do else enum eval export ' +
    'extends false finally for function if implements import in instanceof interface let new null package ' +
    'private protected public return static super switch this throw true try typeof undefined var void while ' +
    'with yield'
  ).split(' '),
)

/** Types of TypeScript itself: nothing else can have their names. */
export const predefinedTypes: ReadonlySet<string> = new Set(
  'any bigint boolean never null number object string symbol undefined unknown void'.split(' '),
)

/** File names that Windows keeps for itself. */
export const reservedFileNames: ReadonlySet<string> = new Set([
  'aux',
  'con',
  'nul',
  'prn',
  ...[1, 2, 3, 4, 5, 6, 7, 8, 9].flatMap((n) => [`com${String(n)}`, `lpt${String(n)}`]),
])
