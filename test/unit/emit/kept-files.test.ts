import { describe, expect, it } from 'vitest'
import { checkModule } from '../../../generator/check/check-module.js'
import { emitDefinitionFiles } from '../../../generator/emit/definition-files.js'
import type { EmittedFile } from '../../../generator/emit/emitted-file.js'
import { keptFilesForm } from '../../../generator/emit/kept-files-form.js'
import { KeptFiles, type KeptRun } from '../../../generator/emit/kept-files.js'
import { importErrors } from '../../../generator/import/errors.js'
import { planModule, type ModulePlan } from '../../../generator/plan/module-plan.js'
import { parseSchema } from '../../../generator/syntax/parse.js'

interface Given {
  readonly tl?: string
  readonly errors?: string
  readonly layer?: number
  readonly classPrefix?: string
}

const tl = `// LAYER 1
peer id:int = Peer;
peerNone = Peer;
size width:int height:int = Size;
photo sizes:vector<%Size> peer:Peer = Photo;
box inner:Photo = Box;
---functions---
getPeer id:int = Peer;
getBoxes peer:Peer = Vector<Box>;
`

const errors = errorsText('Of peers.', 'user')

function errorsText(description: string, callers: string): string {
  return JSON.stringify({
    version: 1,
    errors: [{ code: 400, name: 'PEER_INVALID', description }],
    common: [],
    methods: { getPeer: { errors: ['400 PEER_INVALID'], callers } },
  })
}

function planOf({ tl: text = tl, errors: table = errors, layer, classPrefix }: Given): ModulePlan {
  const { schema: syntax } = parseSchema({ name: 'api.tl', text })
  const input = { name: 'api', sources: [], idRule: 'tdlib' as const, ...(layer !== undefined && { layer }) }
  const { schema } = checkModule(input, [syntax], [])
  const { table: known } = importErrors([{ name: 'errors.json', text: table }])
  return planModule({ ...schema, errors: known }, classPrefix === undefined ? {} : { classPrefix })
}

/** A run after another one: which files it emits, and what it keeps. */
function run(
  given: Given,
  before?: KeptRun,
): { readonly emitted: readonly string[]; readonly kept: KeptRun } {
  const plan = planOf(given)
  const memory = new KeptFiles(plan, before)
  const emitted: string[] = []
  const finish = (file: EmittedFile): EmittedFile => {
    emitted.push(file.path.replace(/^api\//, ''))
    return file
  }
  for (const file of [...emitDefinitionFiles(plan, 'js', finish, memory)])
    memory.framed(file, file.frame ?? { between: ['', ''], keys: [file.path] })
  const form = keptFilesForm('api', [])
  return { emitted, kept: form.decode(form.encode(memory.run) ?? '') ?? new Map<string, never>() }
}

const replaced = (from: string, to: string): Given => ({ tl: tl.replace(from, to) })
const all = [
  'types/peer',
  'types/size',
  'types/photo',
  'types/box',
  'functions/get-peer',
  'functions/get-boxes',
]

const changes: readonly (readonly [what: string, given: Given, emitted: readonly string[]])[] = [
  ['nothing', {}, []],
  ['where definitions stand', replaced('peer id', '\n\npeer id'), []],
  ['which layer it is', { layer: 2 }, []],
  ['whether there is a layer', replaced('// LAYER 1\n', ''), all],
  ['a field', replaced('box inner', 'box lid:int inner'), ['types/box']],
  ['what a comment says', replaced('box inner', '// @description A box.\nbox inner'), ['types/box']],
  ['a constructor more', replaced('box inner', 'boxNone = Box;\nbox inner'), ['types/box']],
  ['the size of what others hold bare', replaced('height:int', ''), ['types/size', 'types/photo']],
  ['what others hold bare', replaced('%Size', 'Size'), ['types/size', 'types/photo']],
  [
    'the name of a type',
    replaced('peer id:int = Peer;\npeerNone = Peer', 'peer id:int = Pear;\nx = Peer'),
    ['types/pear', 'types/peer'],
  ],
  [
    'whether a type holds itself',
    replaced('box inner:Photo', 'box inner:Box'),
    ['types/box', 'functions/get-boxes'],
  ],
  ['a result', replaced('getPeer id:int = Peer', 'getPeer id:int = Box'), ['functions/get-peer']],
  ['what is said of an error', { errors: errorsText('Of nobody.', 'user') }, ['functions/get-peer']],
  ['who may call a method', { errors: errorsText('Of peers.', 'bot') }, ['functions/get-peer']],
  ['the prefix of classes', { classPrefix: 'Tl' }, all],
]

describe('files of another process', () => {
  it.each(changes)('are emitted again where this is another: %s', (_, given, emitted) => {
    const first = run({})
    expect(first.emitted).toEqual(all)
    const second = run(given, first.kept)
    expect(second.emitted).toEqual(emitted)
    expect(run(given, second.kept).emitted).toEqual([])
  })

  it('are emitted when somebody asks for their statements, as they would be without', () => {
    const plan = planOf({})
    const same = (file: EmittedFile): EmittedFile => file
    const files = [...emitDefinitionFiles(plan, 'js', same, new KeptFiles(plan, run({}).kept))]
    const anew = [...emitDefinitionFiles(plan, 'js', same, undefined)]
    expect(files.map(({ frame }) => frame?.keys)).toEqual(all.map((path) => [`api/${path}`]))
    expect(files.map(({ statements }) => statements)).toEqual(anew.map(({ statements }) => statements))
  })
})
