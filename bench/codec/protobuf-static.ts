// The static module of protobufjs for a schema, made by its own generator, which is installed for this alone.
import { execFileSync } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'

const VERSION = '1.3.3'

/** @param nested the messages of the .proto, as protobufjs's JSON */
export function writeStaticModule(nested: object, folder: string): string {
  const cli = `${folder}node_modules/protobufjs-cli/bin/pbjs`
  if (!existsSync(cli)) {
    const args = ['install', '--no-save', '--no-audit', '--no-fund', '--prefix', folder]
    execFileSync('npm', [...args, `protobufjs-cli@${VERSION}`, 'protobufjs@7'], { stdio: 'ignore' })
  }
  const schema = `${folder}proto.json`
  const out = `${folder}proto.cjs`
  writeFileSync(schema, JSON.stringify({ nested }))
  const options = ['-t', 'static-module', '-w', 'commonjs', '--no-comments', '--no-service', '--keep-case']
  execFileSync(process.execPath, [cli, ...options, '-o', out, schema])
  return out
}
