/** A piece of a line: plain text, code, or either with the page that it leads to. */
export interface Piece {
  readonly text: string
  readonly code?: boolean
  /** Path of a page, without ending, perhaps with an anchor: `types/InputPeer`, `basic-types#long`. */
  readonly page?: string
}

export type Line = readonly Piece[]
/** Paragraphs. */
export type Prose = readonly Line[]

interface PageBase {
  /** Path relative to the folder of the pages, without ending: `methods/messages.sendEncrypted`. */
  readonly path: string
  readonly title: string
  /** One plain sentence. */
  readonly description: string
  /** Other paths that lead here: `methods/messages_sendEncrypted`. */
  readonly redirects: readonly string[]
  /** The picture that stands for the page elsewhere. */
  readonly image?: string
  /** The index that the page belongs to. */
  readonly back: Piece
}

/** What pages of definitions have in common. */
interface DefinitionPageBase extends PageBase {
  /** The TL name. */
  readonly name: string
  /** The schema: `api`. */
  readonly module: string
  /** `0x44fa7a15` */
  readonly id: string
  /** The class of the generated package: `messages.SendEncrypted`. */
  readonly className: string
  readonly about: Prose
  readonly notes: Prose
  /** The definition. */
  readonly tl: string
  readonly parameters: readonly Parameter[]
  readonly related: readonly LinkGroup[]
  readonly history: History
}

export interface Parameter {
  readonly name: string
  /** The property of the class; absent for a mask that is none. */
  readonly property?: string
  readonly type: Line
  /** `flags.0`, where the parameter may be left out. */
  readonly flag?: string
  /** The others that share the bit: they come together or not at all. */
  readonly together: readonly string[]
  readonly about: Prose
}

export interface LinkGroup {
  readonly title: string
  readonly links: readonly Piece[]
  /** How many more there are than are listed. */
  readonly more: number
}

/** Since when a definition is there, and how it changed. */
export interface History {
  /** `layer 46`, `layer 190 or earlier`, `a layer from 191 to 222`, `layer 73 (the name since layer 8)` */
  readonly since?: string
  /** The newest first. */
  readonly changes: readonly Change[]
}

export interface Change {
  /** `Layer 46`, or `A layer from 191 to 222` where none from between is known. */
  readonly when: string
  /** Sentences. */
  readonly what: Prose
  /** The form before the change. */
  readonly before: string
}

export interface MethodPage extends DefinitionPageBase {
  readonly kind: 'method'
  readonly result: {
    readonly type: Line
    readonly about: Prose
    /** Its constructors; empty where it has none. */
    readonly tl: string
  }
  /** Absent where nothing is known of it. */
  readonly availability?: Availability
  readonly errors: readonly ErrorRow[]
  /** The index of errors, where some may come from any method. */
  readonly commonErrors?: Piece
  readonly examples: readonly Example[]
  /** The errors that a text gets that is too long. */
  readonly tooLong: readonly ErrorRow[]
}

export interface Availability {
  readonly users: boolean
  readonly bots: boolean
  readonly business: boolean
  readonly withoutLogin: boolean
}

export interface ErrorRow {
  readonly code: number
  readonly name: string
  readonly page: string
  readonly description: Prose
  readonly arguments: readonly string[]
}

export interface Example {
  /** `TypeScript`: the title of the tab. */
  readonly title: string
  /** Of the code: `ts`, `js`, `json`, `text`. */
  readonly language: string
  readonly code: string
}

export interface ConstructorPage extends DefinitionPageBase {
  readonly kind: 'constructor'
  readonly type: Line
  readonly examples: readonly Example[]
  /** The forms of older layers, the newest first. */
  readonly variants: readonly Variant[]
}

export interface Variant {
  readonly layer: number
  readonly className: string
  readonly tl: string
}

export interface TypePage extends PageBase {
  readonly kind: 'type'
  readonly name: string
  readonly module: string
  /** `messages.TypeSentEncryptedMessage` */
  readonly className: string
  readonly about: Prose
  readonly notes: Prose
  readonly constructors: readonly Entry[]
  readonly returnedBy: readonly Entry[]
  readonly takenBy: readonly Entry[]
  readonly heldBy: readonly Entry[]
  readonly related: readonly LinkGroup[]
}

/** A line of an index. */
export interface Entry {
  readonly link: Piece
  readonly about: string
}

export interface ErrorPage extends PageBase {
  readonly kind: 'error'
  readonly name: string
  readonly arguments: readonly string[]
  readonly codes: readonly ErrorCode[]
}

export interface ErrorCode {
  readonly code: number
  readonly description: Prose
  /** Any method may give it. */
  readonly common: boolean
  readonly methods: readonly Entry[]
}

export interface IndexPage extends PageBase {
  readonly kind: 'index'
  readonly about: Prose
  readonly groups: readonly { readonly title: string; readonly entries: readonly Entry[] }[]
}

export type Page = MethodPage | ConstructorPage | TypePage | ErrorPage | IndexPage
