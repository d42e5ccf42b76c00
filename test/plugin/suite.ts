import { beforeAll, describe, expect, test } from 'vitest'
import { mainOutput, useProject, type TestProject } from './project.js'

/** A real bundler with the plugin. */
export interface Bundler {
  readonly name: string
  /** Bundles `entry` into the file `out`, minified where the bundler can; rejects with what it prints of a failure. */
  readonly build: (project: TestProject, entry: string, out: string) => Promise<void>
  /** Bundles it again at every change of a file. */
  readonly watch: (project: TestProject, entry: string, out: string) => Promise<Watching> | Watching
  /** The largest size of the bundle of one method, in bytes. */
  readonly oneMethod: number
  /** The column that it prints for the tenth character of a line. */
  readonly column?: number
}

export interface Watching {
  /** Waits until a build has failed (with what is printed) or given a bundle that the predicate likes. */
  readonly until: (
    isRight: (result: { readonly error?: string }) => Promise<boolean> | boolean,
  ) => Promise<void>
  readonly close: () => Promise<void>
}

/** Results of builds, for those who wait for one. */
export function watching(close: () => Promise<void>): Watching & { tell: (error?: string) => void } {
  let latest: { readonly error?: string } | undefined
  return {
    tell: (error) => {
      latest = error === undefined ? {} : { error }
    },
    until: (isRight) =>
      expect
        .poll(async () => latest !== undefined && (await isRight(latest)), { timeout: 20_000, interval: 50 })
        .toBe(true),
    close,
  }
}

/** What every bundler has to do with the plugin. */
export function describeBundler({ name, build, watch, oneMethod, column = 10 }: Bundler): void {
  describe(name, () => {
    const project = useProject()
    beforeAll(() => build(project, 'src/main.js', 'out/main.mjs'))

    test('bundles two schemas with one runtime', async () => {
      expect(JSON.parse(await project.run('out/main.mjs'))).toEqual(mainOutput)
    })

    test('leaves out what is not used', async () => {
      await build(project, 'src/one.js', 'out/one.mjs')
      expect(await project.run('out/one.mjs')).toBe('e23e945800000000ea183b7f4e74bf16')
      const [main, one] = [await project.read('out/main.mjs'), await project.read('out/one.mjs')]
      expect(main).toContain('messages.doUnused7')
      expect(one).not.toMatch(/unused/i)
      expect(one).not.toContain('json')
      expect(Buffer.byteLength(one)).toBeLessThan(oneMethod)
      expect(Buffer.byteLength(main)).toBeGreaterThan(5 * Buffer.byteLength(one))
    })

    test('says what is wrong and where, and leaves the module as it was', async () => {
      const good = await project.read('src/pong.tl')
      await project.put('src/pong.tl', `${good}pong2 id:lonng = Pong;\n`)
      const failure = build(project, 'src/main.js', 'out/wrong.mjs')
      await expect(failure).rejects.toThrow(/there is no constructor `lonng`/)
      await expect(failure).rejects.toThrow(`src/pong.tl:4:${String(column)}`)
      await expect(failure).rejects.toThrow(/did you mean `long`/)
      await project.put('src/pong.tl', good)
    })

    test('watches', { timeout: 60_000 }, async () => {
      await project.put('src/watched.tl', 'one = Number;\n')
      await project.put(
        'src/watched.js',
        `import * as all from './watched.tl'\nconsole.log(Object.keys(all).join())\n`,
      )
      const watcher = await watch(project, 'src/watched.js', 'out/watched.mjs')
      const names = async ({ error }: { readonly error?: string }): Promise<string> =>
        error ?? (await project.run('out/watched.mjs').catch(() => ''))
      try {
        await watcher.until(async (result) => (await names(result)).includes('One'))
        await project.put('src/watched.tl', 'one = Number;\ntwo = Numberr\n')
        await watcher.until(({ error }) => error?.includes('watched.tl:2') === true)
        await project.put('src/watched.tl', 'one = Number;\ntwo = Number;\n')
        await watcher.until(async (result) => (await names(result)).includes('Two'))
      } finally {
        await watcher.close()
      }
    })
  })
}
