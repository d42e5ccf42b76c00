import { IndentationText, Project } from 'ts-morph'
import type { OutputFile } from '../options.js'
import type { EmittedFile } from './emitted-file.js'
import { header } from './header.js'

/**
 * Structures to text. Each file is made in one go and never edited: adding classes one by one takes time that grows
 * with the square of their number.
 */
export function printFiles(files: readonly EmittedFile[], version: string): readonly OutputFile[] {
  const project = new Project({
    useInMemoryFileSystem: true,
    skipLoadingLibFiles: true,
    manipulationSettings: { indentationText: IndentationText.TwoSpaces },
  })
  return files.map(({ path, madeFrom, statements }) => {
    const file = project.createSourceFile(`${path}.ts`, { statements: [...statements] })
    const text = header(version, madeFrom) + file.getFullText()
    project.removeSourceFile(file)
    return { path: `${path}.ts`, text }
  })
}
