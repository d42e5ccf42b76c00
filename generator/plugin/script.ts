/** Bundlers have `/` between the parts of a path on every system. */
export function slashes(path: string): string {
  return path.replaceAll('\\', '/')
}

/** What a `.tl` file is for a bundler: all names of the generated module. */
export function scriptOf(entry: string): string {
  return `export * from ${JSON.stringify(slashes(entry))}\n`
}
