import type { ExplanationPage } from './page.js'

/** TL20xx of what types are made of: masks, parameters, repetitions. */
export const typePages = {
  TL2006: {
    meaning: `A condition such as "flags.3?" names a field that does not come before it. The value of the mask
decides if the field is there at all, so whoever reads the bytes must have read the mask first.`,
    language: 'tl',
    wrong: 'user name:flags.0?string flags:# = User;',
    right: 'user flags:# name:flags.0?string = User;',
  },
  TL2007: {
    meaning: `A condition such as "flags.3?" looks at one bit of a field, and that field must be of type "#", a
number of 32 bits without a sign. Fields of other types, and fields that have a condition themselves, are no
masks.`,
    language: 'tl',
    wrong: 'user flags:string name:flags.0?string = User;',
    right: 'user flags:# name:flags.0?string = User;',
  },
  TL2008: {
    meaning: 'A mask has 32 bits, numbered from 0 to 31. The condition asks for a bit that it does not have.',
    language: 'tl',
    wrong: 'user flags:# name:flags.32?string = User;',
    right: 'user flags:# name:flags.31?string = User;',
  },
  TL2009: {
    meaning: `A bare value, "%Peer", is written without the id of its constructor. That works only if the type
has exactly one constructor: with several, whoever reads the bytes could not know which one follows.

Use the boxed type, or name the constructor.`,
    language: 'tl',
    wrong: `peerUser user_id:int = Peer;
peerChat chat_id:int = Peer;
message from:%Peer = Message;`,
    right: `peerUser user_id:int = Peer;
peerChat chat_id:int = Peer;
message from:Peer = Message;`,
  },
  TL2010: {
    meaning: `The definition uses a type parameter that it does not declare. Parameters are declared in braces
before the fields, with the kind of what they stand for: {t:Type} or {n:#}.`,
    language: 'tl',
    wrong: `---functions---
invokeWithLayer layer:int query:!X = X;`,
    right: `---functions---
invokeWithLayer {X:Type} layer:int query:!X = X;`,
  },
  TL2011: {
    meaning: `A type with parameters is used with more or with fewer arguments than it has parameters. Vector,
for instance, takes exactly one: the type of its items.`,
    language: 'tl',
    wrong: 'users list:Vector<int, string> = Users;',
    right: 'users list:Vector<int> = Users;',
  },
  TL2015: {
    meaning: `A repetition, "[ … ]", without a number before it is repeated as often as the last field of type
"#" says. The definition has no such field before the repetition.`,
    language: 'tl',
    wrong: 'points [ int ] = Points;',
    right: 'points count:# [ int ] = Points;',
  },
  TL2016: {
    meaning: `Every value of this type would have to contain another value of the same type, and so on without
end, so none can ever be written. There must be a way out: a field with a condition, a vector (which may be
empty), or another constructor of the type.`,
    language: 'tl',
    wrong: 'node value:int next:Node = Node;',
    right: 'node flags:# value:int next:flags.0?Node = Node;',
  },
  TL2017: {
    meaning: `The definition is correct TL, but tlforge has no TypeScript for it. Rather than leave it out in
silence, which would be noticed only when such a value arrives, the run stops. Name it in the option
"exclude" of the schema to leave it out; "tlforge check" only warns of it.`,
    language: 'tl',
    wrong: 'pair {X:Type} {Y:Type} first:X second:Y = Pair X Y;',
    right: 'pair first:int second:string = Pair;',
  },
  TL2019: {
    meaning: `A file of descriptions speaks of a definition, a type or a field that the schema does not have, or of
the result of something that is no method. The name may be mistyped, or the schema may have renamed or
dropped it; a description that nobody can read any more should not stay.

Descriptions are YAML files in the folder that the option "docs" names, in methods/, constructors/ and types/.`,
    language: 'sh',
    wrong: `cat docs/methods/users.yaml
# users.getUser:
#   description: Tells about some users.`,
    right: `cat docs/methods/users.yaml
# users.getUsers:
#   description: Tells about some users.`,
  },
} as const satisfies Readonly<Record<`TL2${string}`, ExplanationPage>>
