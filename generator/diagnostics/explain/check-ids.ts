import type { ExplanationPage } from './page.js'

/** TL20xx of constructor ids. */
export const idPages = {
  TL2003: {
    meaning: `The id of a constructor is the CRC32 of its definition, written in a canonical way. The id that is
written here is another number, so the definition or the id has been changed without the other, and programs
that were made from the original would not understand each other.

A few ids of published schemas are known not to follow the rule; they are listed with their reasons in the
id-exceptions file. "tlforge id" prints the id that a definition should have.`,
    language: 'tl',
    wrong: 'user#d23c81a4 id:int first_name:string last_name:string = User;',
    right: 'user#d23c81a3 id:int first_name:string last_name:string = User;',
  },
  TL2004: {
    meaning: `Two definitions have the same id. On the wire a value is known by its id alone, so whoever reads
it could not tell which of the two was written.

One of the ids is usually copied by mistake; left out, it is computed.`,
    language: 'tl',
    wrong: `user#d23c81a3 id:int first_name:string last_name:string = User;
chat#d23c81a3 id:int = Chat;`,
    right: `user#d23c81a3 id:int first_name:string last_name:string = User;
chat id:int = Chat;`,
  },
  TL2013: {
    meaning: `The id-exceptions file lists a definition whose id is right, or one that the schema does not have.
An exception that nobody needs could hide a mistake made later, so it has to go.`,
    language: 'sh',
    wrong: `echo 'user#d23c81a3 id:int first_name:string last_name:string = User;' > schema.tl
# id-exceptions.json lists "user", whose id is the CRC32 of the definition
tlforge check schema.tl --id-exceptions id-exceptions.json`,
    right: `# "user" is taken out of id-exceptions.json
tlforge check schema.tl --id-exceptions id-exceptions.json`,
  },
} as const satisfies Readonly<Record<`TL2${string}`, ExplanationPage>>
