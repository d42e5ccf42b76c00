import type { ExplanationPage } from './page.js'

/** TL1xxx: what is wrong in the text itself. */
export const syntaxPages = {
  TL1001: {
    meaning: `At this place the grammar of TL allows something else than what stands there. The message
names what was found and what would fit.

Only the definition with the mistake is skipped; what follows it is read and checked as usual.`,
    language: 'tl',
    wrong: 'user id:int name: = User;',
    right: 'user id:int name:string = User;',
  },
  TL1002: {
    meaning: `The text has a character that no part of TL is made of: often a typographic quote, a letter of
another alphabet that looks like a Latin one, or a sign that came along with a copy from a web page.

Such characters may stand in comments only.`,
    language: 'tl',
    wrong: 'user id:int name:string = User@;',
    right: 'user id:int name:string = User;',
  },
  TL1003: {
    meaning: `Every definition ends with a semicolon. Where it is missing, a new definition is taken to begin
on the next line that starts like one, so that one mistake gives one message.`,
    language: 'tl',
    wrong: `ping id:long = Ping
pong id:long = Pong;`,
    right: `ping id:long = Ping;
pong id:long = Pong;`,
  },
  TL1004: {
    meaning: `The id after a name is a number of 32 bits, written as "#" and one to eight hexadecimal digits
without "0x". Leading zeros may be left out. The id may be absent as a whole; it is then computed.`,
    language: 'tl',
    wrong: 'user#d23c81a3f5 id:int first_name:string last_name:string = User;',
    right: 'user#d23c81a3 id:int first_name:string last_name:string = User;',
  },
  TL1005: {
    meaning: `A comment that begins with "/*" has no "*/" behind it. All of the text up to the end of the file
would belong to it, and the definitions in there would be lost.

Comments of this kind do not nest: the first "*/" ends the comment.`,
    language: 'tl',
    wrong: `/* who is there
user id:int = User;`,
    right: `/* who is there */
user id:int = User;`,
  },
  TL1006: {
    meaning: `Types may stand within types, but not without limit: a schema that nests them hundreds of times
is a mistake or an attack, and every program that reads it would have to follow.

Give the inner types a name of their own.`,
    language: 'tl',
    wrong: `deep value:${'Vector<'.repeat(300)}int${'>'.repeat(300)} = Deep;`,
    right: `row cells:Vector<Vector<int>> = Row;
deep rows:Vector<Vector<Row>> = Deep;`,
  },
  TL1007: {
    meaning: `A number of the schema (a constant such as the length of a tuple, a bit, a layer) does not fit
into 32 bits. Nothing that TL describes can be that large.`,
    language: 'tl',
    wrong: 'key value:99999999999*[ int ] = Key;',
    right: 'key value:4*[ int ] = Key;',
  },
  TL1008: {
    meaning: `The bytes of the file are not valid UTF-8. It was probably saved in another encoding, such as
UTF-16 or Windows-1252, or it is not a text at all.

Convert it first; what stands between the bad bytes is not guessed.`,
    language: 'sh',
    wrong: 'tlforge check saved-as-utf16.tl',
    right: `iconv -f UTF-16 -t UTF-8 saved-as-utf16.tl > schema.tl
tlforge check schema.tl`,
  },
  TL1009: {
    meaning: `In TL the first letter (behind the namespace) tells what a name stands for: a small letter for a
constructor or function, a capital letter for a type. A name on the left of "=" is a constructor or
function; the one on the right is a type.`,
    language: 'tl',
    wrong: 'User id:int = User;',
    right: 'user id:int = User;',
  },
} as const satisfies Readonly<Record<`TL1${string}`, ExplanationPage>>
