import { setFlagsFromString } from 'node:v8'

/**
 * Code runs about six times as often as by default before V8 compiles it with its optimizing compiler. Most of what a
 * run of two seconds compiles that way comes too late to be of use, and takes the cores from the run itself: a fifth of
 * its CPU time (bench/generate.md). What runs for long is compiled a little later. The flag is that of V8 in Node 20;
 * later ones have a quicker compiler in between.
 */
export function expectShortRun(): void {
  if (/^11\.3\./.test(process.versions.v8)) setFlagsFromString('--interrupt-budget=400000')
}
