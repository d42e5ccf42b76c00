import type { ExplanationPage } from './page.js'

/** TL3xxx and TL4xxx: the options of a run and its files. */
export const runPages = {
  TL3001: {
    meaning: `The configuration has an option that tlforge does not know. It is probably mistyped; an option
that is ignored in silence would look as if it had no effect.`,
    language: 'ts',
    wrong: `export default defineConfig({
  targets: [{ name: 'demo', outptu: 'generated', schemas: [{ name: 'api', files: ['api.tl'] }] }],
})`,
    right: `export default defineConfig({
  targets: [{ name: 'demo', output: 'generated', schemas: [{ name: 'api', files: ['api.tl'] }] }],
})`,
  },
  TL3002: {
    meaning: `An option has a value that it cannot have: of the wrong type, not one of the possible words, or
in contradiction to another option. The message names the path of the option and what it expects.`,
    language: 'ts',
    wrong: `export default defineConfig({
  targets: [{ name: 'demo', output: 'generated', schemas: [{ name: 'api', files: 'api.tl' }] }],
})`,
    right: `export default defineConfig({
  targets: [{ name: 'demo', output: 'generated', schemas: [{ name: 'api', files: ['api.tl'] }] }],
})`,
  },
  TL3003: {
    meaning: `A pattern of the configuration fits nothing in the schema: it is mistyped, or this layer does not have
what it names. In \`include\` and \`exclude\`, \`*\` stands for any part of a name between its dots, \`**\` crosses
them, and a name without a wildcard is a method, a constructor, a type or a whole namespace. The patterns of
\`longFields\` are \`*.date\` (a field of any definition) or \`messages.*:hash\`, and mean fields of type long.`,
    language: 'ts',
    wrong: `export default defineConfig({
  targets: [{ name: 'demo', output: 'generated',
    schemas: [{ name: 'api', files: ['api.tl'], include: ['mesages.sendEncrypted*'] }] }],
})`,
    right: `export default defineConfig({
  targets: [{ name: 'demo', output: 'generated',
    schemas: [{ name: 'api', files: ['api.tl'], include: ['messages.sendEncrypted*'] }] }],
})`,
  },
  TL3004: {
    meaning: `What \`include\` and \`exclude\` leave of a schema is no schema: nothing is left at all, one name is in
both lists, or a constructor is excluded that something else holds bare. A bare value has no id, so nothing
else can stand in its place.`,
    language: 'ts',
    wrong: `export default defineConfig({
  targets: [{ name: 'demo', output: 'generated',
    schemas: [{ name: 'api', files: ['api.tl'], include: ['help'], exclude: ['help.*'] }] }],
})`,
    right: `export default defineConfig({
  targets: [{ name: 'demo', output: 'generated',
    schemas: [{ name: 'api', files: ['api.tl'], include: ['help'], exclude: ['help.getSupport'] }] }],
})`,
  },
  TL4001: {
    meaning: `A file that the run needs is not there or cannot be opened. Paths in a configuration are relative
to the folder of the configuration file; paths on the command line to the working directory.`,
    language: 'sh',
    wrong: 'tlforge check shcema.tl',
    right: 'tlforge check schema.tl',
  },
  TL4002: {
    meaning: `The output could not be written: the folder is read-only or full, another run is writing into it,
or a file that tlforge did not make is in the way of one that it would make.

Files that are not listed in .tlforge.json and do not begin with the mark of a generated file are never
overwritten. Nothing of the old output is touched before all of the new one has been stored in its folder
.tlforge-staging; a run that was interrupted while it exchanged the two is finished by the next one.`,
    language: 'sh',
    wrong: `mkdir generated
echo 'export const mine = 1' > generated/index.ts
tlforge regenerate`,
    right: `mkdir generated src
echo 'export const mine = 1' > src/index.ts
tlforge regenerate`,
  },
  TL4003: {
    meaning: `With --check, the output folder does not hold what the schema gives: a file is missing, differs,
or is left over from an earlier run. Either the schema or tlforge has changed since the last run, or somebody
has edited a generated file. Or the layer is a new one, and the file that \`changes\` names does not tell of
it yet. Files in the folder that tlforge did not write are left alone.

Run tlforge without --check and commit what it writes. What has to be kept of an edited file belongs into a
file of its own, outside of the output folder.`,
    language: 'sh',
    wrong: `echo '// my notes' >> generated/api/index.ts
tlforge regenerate --check`,
    right: `tlforge regenerate
tlforge regenerate --check`,
  },
  TL4004: {
    meaning: `A file that is not a schema, such as the id exceptions, a JSON configuration or .tlforge.json, does
not have the form that it should have. The same goes for the schema.tl that an output keeps, when the layer has
changed: without it, nothing can be said of what the new layer brings.

.tlforge.json is written by tlforge alone. If it is damaged, bring it back from version control; without it
tlforge does not know which files of the output are its own.`,
    language: 'json',
    wrong: '{ "targets": [ }',
    right: '{ "targets": [] }',
  },
  TL4005: {
    meaning: `Bytes cannot be read to their end as a value of the schema: an id that it does not have, an end that
comes too early, a text that is not UTF-8, or more bytes than the value takes. The message names the field and
the offset. The schema may be of another layer than the bytes; bytes that begin without an id need --type.`,
    language: 'sh',
    wrong: `tlforge decode --schema api.tl 05000000`,
    right: `tlforge decode --schema api.tl --type int 05000000`,
  },
  TL4006: {
    meaning: `A value given as JSON is not one of the schema: a name that it does not have, a field that is missing,
unknown or of another type, or a number that its type does not hold. The message begins with the path of the
field. Longs are decimal strings, since JSON's numbers lose digits of them; bytes are base64.`,
    language: 'sh',
    wrong: `tlforge encode --schema api.tl '{"_":"inputPeerChat","chat_id":43}'`,
    right: `tlforge encode --schema api.tl '{"_":"inputPeerChat","chat_id":"43"}'`,
  },
  TL4007: {
    meaning: `A schema was named by a URL, and the server did not give it: it cannot be reached, says that it has no
such file, takes longer than 20 seconds, redirects more than five times, or sends more than 16 MiB. Builds are
better off with a file: tlforge update fetches it once, checks it and shows what it brings.`,
    language: 'sh',
    wrong: 'tlforge check https://example.org/schcema.tl',
    right: 'tlforge check https://example.org/schema.tl',
  },
} as const satisfies Readonly<Record<`TL3${string}` | `TL4${string}`, ExplanationPage>>
