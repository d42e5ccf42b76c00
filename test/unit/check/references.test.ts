import { expect, it } from 'vitest'
import { check } from '../../../generator/pipeline.js'

it.each([
  ['a x:bool = A;', 'there is no constructor `bool` | did you mean `Bool`?'],
  ['a x:Int32t = A;', 'there is no type `Int32t` | did you mean `Int32`?'],
  [
    'inputPeerX = InputPeer; a y:inputpeer = A;',
    'there is no constructor `inputpeer` | did you mean `InputPeer`?',
  ],
  ['user = User; a y:usr = A;', 'there is no constructor `usr` | did you mean `user`?'],
  ['user = User; a y:Usr = A;', 'there is no type `Usr` | did you mean `User`?'],
  ['a x:zzz = A;', 'there is no constructor `zzz`'],
  ['a x:n*[ int ] = A;', 'no field `n` of type # stands before it | add one: `n:#`'],
  ['a n:int x:n*[ int ] = A;', 'no field `n` of type # stands before it | add one: `n:#`'],
  ['a count:# x:counts*[ int ] = A;', 'no field `counts` of type # stands before it | did you mean `count`?'],
  ['a m:# x:m+n*[ int ] = A;', 'no field `n` of type # stands before it | add one: `n:#`'],
])('%s', (text, expected) => {
  const { diagnostics } = check({
    schemas: [{ name: 'api', sources: [{ name: 'a.tl', text }], idRule: 'auto' }],
  })
  const errors = diagnostics.filter(({ severity }) => severity === 'error')
  expect(errors.map(({ message, hint }) => message + (hint === undefined ? '' : ` | ${hint}`))).toEqual([
    expected,
  ])
})
