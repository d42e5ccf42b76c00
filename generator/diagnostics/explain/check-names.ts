import type { ExplanationPage } from './page.js'

/** TL20xx of names and references: what a definition speaks of, and what it is called. */
export const namePages = {
  TL2001: {
    meaning: `The definition uses a type that no constructor of the schema gives. The name may be mistyped, or
the definitions of the type are missing from the file.

Types begin with a capital letter; int, long, double, string, bytes, true and # are always known.`,
    language: 'tl',
    wrong: `user id:int = User;
chat members:Vector<Usr> = Chat;`,
    right: `user id:int = User;
chat members:Vector<User> = Chat;`,
  },
  TL2002: {
    meaning: `A name with a small letter in the place of a type means "exactly this constructor, without its
id". No constructor of the schema has this name.`,
    language: 'tl',
    wrong: `user id:int = User;
chat owner:usr = Chat;`,
    right: `user id:int = User;
chat owner:user = Chat;`,
  },
  TL2005: {
    meaning: `Two definitions have the same name. A name stands for one constructor or function; the reader of
a schema, and the generated code, could not tell them apart.

Old and new forms of a definition belong to different schemas or to different layers.`,
    language: 'tl',
    wrong: `user id:int = User;
user id:int name:string = User;`,
    right: `user id:int = User;
userNamed id:int name:string = User;`,
  },
  TL2012: {
    meaning: `Two names that TL tells apart become the same name in TypeScript, where names are written in
another style: first_name and firstName are both firstName.

Rename one of the two in the schema, if it is yours. The TL name of a field is part of the text that the
constructor id is computed from. Where a class meets a type, the option "classPrefix" of the target gives
all classes another beginning: with 'Tl', typeFine is TlTypeFine, and the type Fine stays TypeFine. The option
"exclude" of the schema leaves a definition out; only what is generated has to differ.`,
    language: 'tl',
    wrong: 'user first_name:string firstName:string = User;',
    right: 'user first_name:string full_name:string = User;',
  },
  TL2014: {
    meaning: `Two fields of one definition have the same name. A mask that is named in a condition, and the
property of the generated class, could be either of them.`,
    language: 'tl',
    wrong: 'point x:int x:int = Point;',
    right: 'point x:int y:int = Point;',
  },
  TL2018: {
    meaning: `A schema with layer marks, "===45===", may define a name again under a later mark: what follows a
mark came with that layer, and the form of the highest layer is the current one. Here an older form stands
behind a newer one, so a reader would take the wrong one for current.`,
    language: 'tl',
    wrong: `===23===
user id:int name:string = User;
===17===
user id:int = User;`,
    right: `===17===
user id:int = User;
===23===
user id:int name:string = User;`,
  },
} as const satisfies Readonly<Record<`TL2${string}`, ExplanationPage>>
