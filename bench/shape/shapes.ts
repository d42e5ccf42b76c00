// The candidates, each a choice along a few axes.
export interface Shape {
  /** How a decoded object comes to be. */
  construct: 'branch' | 'second' | 'ternary' | 'init' | 'empty' | 'literal'
  /** Where id and tlName are kept. */
  meta: 'fields' | 'getters' | 'one' | 'derived'
  base: boolean
  /** What is checked of a union member when it is written. */
  union: 'none' | 'base' | 'named' | 'constructor'
  /** Where `_` is kept. */
  disc: 'base' | 'getter' | 'own'
  loops: 'helper' | 'inline'
  /** Functions can be decoded as well. */
  readMethods: boolean
}

const A: Shape = {
  construct: 'branch',
  meta: 'fields',
  base: true,
  union: 'none',
  disc: 'base',
  loops: 'helper',
  readMethods: true,
}
const A2: Shape = { ...A, meta: 'getters' }
const P: Shape = { ...A, construct: 'second', meta: 'derived', disc: 'own' }

export const SHAPES: Record<string, Shape> = {
  A,
  A2,
  A3: { ...A2, base: false },
  B: { ...A2, construct: 'init' },
  C: { ...A2, construct: 'empty' },
  D: { ...A2, construct: 'literal' },
  T: { ...P, construct: 'ternary' },
  Q: { ...P, construct: 'branch' },
  P,
  Pid: { ...P, meta: 'one' },
  Pget: { ...P, meta: 'one', disc: 'getter' },
  Pbare: { ...P, base: false },
  Pin: { ...P, loops: 'inline' },
  Pbase: { ...P, union: 'base' },
  Pnamed: { ...P, union: 'named' },
  Pctor: { ...P, union: 'constructor' },
  Pnr: { ...P, readMethods: false },
}
