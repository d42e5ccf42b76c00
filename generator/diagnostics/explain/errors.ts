import type { ExplanationPage } from './page.js'

/** TL5xxx: the errors that the methods of a schema give. */
export const errorPages = {
  TL5001: {
    meaning: `A row of an errors file is not what it should be: a code that is no number, a name with
characters that it cannot have, a missing cell, an argument that the name has no \`%d\` for. Or it
contradicts an earlier row of the same file: an error with two descriptions, a method for users only
and for bots only. All other rows are read, so that one run shows everything that is wrong.`,
    language: 'json',
    wrong: '{ "errors": [{ "code": "420", "name": "FLOOD_WAIT_%d" }] }',
    right: '{ "errors": [{ "code": 420, "name": "FLOOD_WAIT_%d" }] }',
  },
  TL5002: {
    meaning: `A method gives an error that is not among the errors. An error is known by its code and its name:
\`400 USER_IS_BLOCKED\` and \`403 USER_IS_BLOCKED\` are two. In a CSV file of methods an error is named without its
code, and another file has to say which codes it has.`,
    language: 'json',
    wrong: `{
  "errors": [{ "code": 400, "name": "USER_IS_BLOCKED" }],
  "methods": { "messages.sendMessage": { "errors": ["403 USER_IS_BLOCKED"] } }
}`,
    right: `{
  "errors": [{ "code": 403, "name": "USER_IS_BLOCKED" }],
  "methods": { "messages.sendMessage": { "errors": ["403 USER_IS_BLOCKED"] } }
}`,
  },
  TL5003: {
    meaning: `The errors are those of methods that the schema does not have. The names may be mistyped, or the
schema may have dropped the methods since the errors were collected. Nothing is generated for them.

A method that is known to be gone can be marked with \`"retired": true\`.`,
    language: 'json',
    wrong: '{ "errors": [], "methods": { "messages.sendMesage": { "errors": [] } } }',
    right: '{ "errors": [], "methods": { "messages.sendMessage": { "errors": [] } } }',
  },
} as const satisfies Readonly<Record<`TL5${string}`, ExplanationPage>>
