import { chmod, readdir, readFile, readlink, stat, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { useWorkspace } from './run.js'

const workspace = useWorkspace()
const messy = 'user   id:int\n  name : string = User ;\n'
const tidy = 'user id:int name:string = User;\n'

async function text(file: string): Promise<string> {
  return readFile(join(workspace.cwd, file), 'utf8')
}

describe('fmt', () => {
  it('formats in place and leaves nothing beside the file', async () => {
    await workspace.put({ 'a.tl': messy, 'b.tl': tidy })
    await chmod(join(workspace.cwd, 'a.tl'), 0o640)
    const before = await stat(join(workspace.cwd, 'b.tl'))
    expect(await workspace.run(['fmt', 'a.tl', 'b.tl'])).toEqual({
      code: 0,
      stdout: 'a.tl was formatted\n',
      stderr: '',
    })
    expect(await text('a.tl')).toBe(tidy)
    expect((await stat(join(workspace.cwd, 'a.tl'))).mode & 0o777).toBe(0o640)
    expect((await stat(join(workspace.cwd, 'b.tl'))).ino).toBe(before.ino)
    expect(await readdir(workspace.cwd)).toEqual(['a.tl', 'b.tl'])
  })

  it('keeps a link a link', async () => {
    await workspace.put({ 'real/a.tl': messy })
    await symlink('real/a.tl', join(workspace.cwd, 'a.tl'))
    expect((await workspace.run(['fmt', 'a.tl'])).code).toBe(0)
    expect(await readlink(join(workspace.cwd, 'a.tl'))).toBe('real/a.tl')
    expect(await text('real/a.tl')).toBe(tidy)
  })

  it('only tells with --check', async () => {
    await workspace.put({ 'a.tl': messy, 'b.tl': tidy })
    expect(await workspace.run(['fmt', '--check', 'a.tl', 'b.tl'])).toEqual({
      code: 1,
      stdout: '',
      stderr: 'a.tl is not formatted\n',
    })
    expect(await text('a.tl')).toBe(messy)
    expect((await workspace.run(['fmt', '--check', 'b.tl'])).code).toBe(0)
  })

  it('goes from stdin to stdout', async () => {
    expect(await workspace.run(['fmt', '-'], { stdin: messy })).toEqual({ code: 0, stdout: tidy, stderr: '' })
    expect(await workspace.run(['fmt', '-', '--check'], { stdin: messy })).toMatchObject({
      code: 1,
      stdout: '',
    })
  })

  it('does not touch a file with mistakes, but the others', async () => {
    const broken = `${messy}chat id: = Chat;\n`
    await workspace.put({ 'a.tl': broken, 'b.tl': messy, 'c.tl': Uint8Array.of(0x2f, 0x2f, 0xff, 0x0a) })
    const { code, stdout, stderr } = await workspace.run(['fmt', 'a.tl', 'b.tl', 'c.tl', 'none.tl'])
    expect({ code, stdout }).toEqual({ code: 1, stdout: 'b.tl was formatted\n' })
    expect(stderr).toContain(' --> a.tl:3:')
    expect(stderr).toContain('error[TL1008]')
    expect(stderr).toContain('error[TL4001]')
    expect(await text('a.tl')).toBe(broken)
    expect(await text('b.tl')).toBe(tidy)
  })
})
