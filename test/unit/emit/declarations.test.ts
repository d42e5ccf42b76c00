import { describe, expect, it } from 'vitest'
import { declaration, emit } from './support.js'

/** `given -> want`: a few lines of TL and one declaration of what comes out. */
const user = 'user id:long = User;'

describe('the file of a type', () => {
  it('a union of several constructors', async () => {
    const files = await emit('a = Foo; b x:int = Foo;')
    expect(declaration(files, 'api/types/foo.ts', 'export type TypeFoo')).toMatchInlineSnapshot(
      `"export type TypeFoo = A | B"`,
    )
  })

  it('a union of one constructor', async () => {
    const files = await emit(user)
    expect(declaration(files, 'api/types/user.ts', 'export type TypeUser')).toMatchInlineSnapshot(
      `"export type TypeUser = User"`,
    )
  })

  it('its base class', async () => {
    const files = await emit('a = Foo; b x:int = Foo;')
    expect(declaration(files, 'api/types/foo.ts', 'export abstract class')).toMatchInlineSnapshot(
      `"export abstract class Foo$ extends TlObject {}"`,
    )
  })

  it('the read function of several', async () => {
    const files = await emit('a = Foo; b x:int = Foo;')
    expect(declaration(files, 'api/types/foo.ts', 'export function readTypeFoo')).toMatchInlineSnapshot(`
      "export function readTypeFoo(reader: Reader): TypeFoo {
        const id = reader.int()
        switch (id) {
          case 0x05fdb4c3:
            return new A()
          case 0xda0c0e8a | 0:
            return new B(reader)
          default:
            return reader.unknown(id, 'Foo')
        }
      }"
    `)
  })

  it('the read function of one', async () => {
    const files = await emit(user)
    expect(declaration(files, 'api/types/user.ts', 'export function readTypeUser')).toMatchInlineSnapshot(`
      "export function readTypeUser(reader: Reader): TypeUser {
        reader.expect(0x74e5ad7d, 'User')
        return new User(reader)
      }"
    `)
  })

  it('the read function of a recursive type', async () => {
    const files = await emit('leaf = Tree; node left:Tree right:Tree = Tree;')
    expect(declaration(files, 'api/types/tree.ts', 'export function readTypeTree')).toMatchInlineSnapshot(`
      "export function readTypeTree(reader: Reader): TypeTree {
        const id = reader.int()
        reader.enter()
        let value: TypeTree
        switch (id) {
          case 0xdbcb6ae9 | 0:
            value = new Leaf()
            break
          case 0x07fe4c42:
            value = new Node(reader)
            break
          default:
            return reader.unknown(id, 'Tree')
        }

        reader.leave()
        return value
      }"
    `)
  })

  it('the read function of one recursive constructor', async () => {
    const files = await emit('tree children:Vector<Tree> = Tree;')
    expect(declaration(files, 'api/types/tree.ts', 'export function readTypeTree')).toMatchInlineSnapshot(`
      "export function readTypeTree(reader: Reader): TypeTree {
        reader.expect(0xfa9803a8 | 0, 'Tree')
        reader.enter()
        const value = new Tree(reader)
        reader.leave()
        return value
      }"
    `)
  })

  it('the write function', async () => {
    const files = await emit('a = Foo; b x:int = Foo;')
    expect(declaration(files, 'api/types/foo.ts', 'export function writeTypeFoo')).toMatchInlineSnapshot(`
      "export function writeTypeFoo(writer: Writer, value: TypeFoo): void {
        if (!(value instanceof Foo$)) writer.wrong(value, 'Foo')
        value.$write(writer)
      }"
    `)
  })

  it('the fields', async () => {
    const files = await emit('a b_c:int d:Vector<string> e:true flags:# f:flags.0?true g:flags.3?bytes = A;')
    expect(declaration(files, 'api/types/a.ts', 'export interface AFields')).toMatchInlineSnapshot(`
      "export interface AFields {
        bC: number
        d: readonly string[]
        e: true
        f?: boolean | undefined
        g?: Uint8Array | undefined
      }"
    `)
  })

  it('a class without fields', async () => {
    const files = await emit('null = Null;')
    expect(declaration(files, 'api/types/null.ts', 'export class Null')).toMatchInlineSnapshot(`
      "export class Null extends TlObject {
        static override readonly id: number = 0x56730bcc
        static override readonly tlName: string = 'null'

        get _(): 'null' {
          return 'null'
        }

        override $write(writer: Writer): void {
          writer.id(0x56730bcc)
        }
      }"
    `)
  })

  it('a class of every primitive', async () => {
    const files = await emit(
      'a a:int b:long c:# d:double e:string f:bytes g:int128 h:int256 i:int512 j:Bool k:true l:int53 m:int32 n:int64 o:secureString p:secureBytes = A;',
    )
    expect(declaration(files, 'api/types/a.ts', 'export class A ')).toMatchInlineSnapshot(`
      "export class A extends TlObject {
        static override readonly id: number = 0xd2a06186
        static override readonly tlName: string = 'a'

        constructor(reader: Reader)
        constructor(fields: AFields)
        constructor(from: Reader | AFields) {
          super()
          if (from instanceof Reader) {
            this.a = from.int()
            this.b = from.long()
            this.c = from.nat()
            this.d = from.double()
            this.e = from.string()
            this.f = from.bytes()
            this.g = from.int128()
            this.h = from.int256()
            this.i = from.int512()
            this.j = from.bool()
            this.k = true
            this.l = from.int53()
            this.m = from.int()
            this.n = from.long()
            this.o = from.string()
            this.p = from.bytes()
          } else {
            this.a = from.a
            this.b = from.b
            this.c = from.c
            this.d = from.d
            this.e = from.e
            this.f = from.f
            this.g = from.g
            this.h = from.h
            this.i = from.i
            this.j = from.j
            this.k = from.k
            this.l = from.l
            this.m = from.m
            this.n = from.n
            this.o = from.o
            this.p = from.p
          }
        }

        get _(): 'a' {
          return 'a'
        }

        override $write(writer: Writer): void {
          writer.id(0xd2a06186 | 0)
          writer.int(this.a)
          writer.long(this.b)
          writer.nat(this.c)
          writer.double(this.d)
          writer.string(this.e)
          writer.bytes(this.f)
          writer.int128(this.g)
          writer.int256(this.h)
          writer.int512(this.i)
          writer.bool(this.j)
          writer.int53(this.l)
          writer.int(this.m)
          writer.long(this.n)
          writer.string(this.o)
          writer.bytes(this.p)
        }
      }"
    `)
  })

  it('flags and conditional fields', async () => {
    const files = await emit('a flags:# x:flags.0?int y:flags.31?true z:flags.1?Vector<long> = A;')
    expect(declaration(files, 'api/types/a.ts', 'export class A ')).toMatchInlineSnapshot(`
      "export class A extends TlObject {
        static override readonly id: number = 0x49ab6e1e
        static override readonly tlName: string = 'a'

        constructor(reader: Reader)
        constructor(fields?: AFields)
        constructor(from: Reader | AFields = {}) {
          super()
          if (from instanceof Reader) {
            const flags$ = from.mask()
            this.x = flags$ & 1 ? from.int() : undefined
            this.y = (flags$ & -2147483648) !== 0
            this.z = flags$ & 2 ? from.vector((r) => r.long(), 8) : undefined
          } else {
            this.x = from.x
            this.y = from.y ?? false
            this.z = from.z
          }
        }

        get _(): 'a' {
          return 'a'
        }

        override $write(writer: Writer): void {
          writer.id(0x49ab6e1e)
          const flags$ =
            (this.x !== undefined ? 1 : 0) | (this.y ? -2147483648 : 0) | (this.z !== undefined ? 2 : 0)
          writer.id(flags$)
          if (this.x !== undefined) {
            writer.int(this.x)
          }

          if (this.z !== undefined) {
            writer.vector(this.z, (w, value) => {
              w.long(value)
            })
          }
        }
      }"
    `)
  })

  it('two masks', async () => {
    const files = await emit('a flags:# x:flags.0?int flags2:# y:flags2.0?int = A;')
    expect(declaration(files, 'api/types/a.ts', 'export class A ')).toMatchInlineSnapshot(`
      "export class A extends TlObject {
        static override readonly id: number = 0xefe02e32
        static override readonly tlName: string = 'a'

        constructor(reader: Reader)
        constructor(fields?: AFields)
        constructor(from: Reader | AFields = {}) {
          super()
          if (from instanceof Reader) {
            const flags$ = from.mask()
            this.x = flags$ & 1 ? from.int() : undefined
            const flags2$ = from.mask()
            this.y = flags2$ & 1 ? from.int() : undefined
          } else {
            this.x = from.x
            this.y = from.y
          }
        }

        get _(): 'a' {
          return 'a'
        }

        override $write(writer: Writer): void {
          writer.id(0xefe02e32 | 0)
          const flags$ = this.x !== undefined ? 1 : 0
          writer.id(flags$)
          if (this.x !== undefined) {
            writer.int(this.x)
          }

          const flags2$ = this.y !== undefined ? 1 : 0
          writer.id(flags2$)
          if (this.y !== undefined) {
            writer.int(this.y)
          }
        }
      }"
    `)
  })

  it('only flags: all may be left out', async () => {
    const files = await emit('a flags:# x:flags.0?true = A;')
    expect(declaration(files, 'api/types/a.ts', 'export class A ')).toMatchInlineSnapshot(`
      "export class A extends TlObject {
        static override readonly id: number = 0x3f41e8c2
        static override readonly tlName: string = 'a'

        constructor(reader: Reader)
        constructor(fields?: AFields)
        constructor(from: Reader | AFields = {}) {
          super()
          if (from instanceof Reader) {
            const flags$ = from.mask()
            this.x = (flags$ & 1) !== 0
          } else {
            this.x = from.x ?? false
          }
        }

        get _(): 'a' {
          return 'a'
        }

        override $write(writer: Writer): void {
          writer.id(0x3f41e8c2)
          const flags$ = this.x ? 1 : 0
          writer.id(flags$)
        }
      }"
    `)
  })

  it('a mask with a name of its own is a property', async () => {
    const files = await emit('a mode:# x:mode.0?int = A;')
    expect(declaration(files, 'api/types/a.ts', 'export class A ')).toMatchInlineSnapshot(`
      "export class A extends TlObject {
        static override readonly id: number = 0x1b373eae
        static override readonly tlName: string = 'a'

        constructor(reader: Reader)
        constructor(fields?: AFields)
        constructor(from: Reader | AFields = {}) {
          super()
          if (from instanceof Reader) {
            const mode$ = from.mask()
            this.mode = (mode$ & -2) >>> 0
            this.x = mode$ & 1 ? from.int() : undefined
          } else {
            this.mode = from.mode ?? 0
            this.x = from.x
          }
        }

        get _(): 'a' {
          return 'a'
        }

        override $write(writer: Writer): void {
          writer.id(0x1b373eae)
          const mode$ = ((this.mode ?? 0) & -2) | (this.x !== undefined ? 1 : 0)
          writer.id(mode$)
          if (this.x !== undefined) {
            writer.int(this.x)
          }
        }
      }"
    `)
  })

  it('a number that masks nothing', async () => {
    const files = await emit('a n:# = A;')
    expect(declaration(files, 'api/types/a.ts', 'export class A ')).toMatchInlineSnapshot(`
      "export class A extends TlObject {
        static override readonly id: number = 0xb4b029e1
        static override readonly tlName: string = 'a'

        constructor(reader: Reader)
        constructor(fields: AFields)
        constructor(from: Reader | AFields) {
          super()
          if (from instanceof Reader) {
            this.n = from.nat()
          } else {
            this.n = from.n
          }
        }

        get _(): 'a' {
          return 'a'
        }

        override $write(writer: Writer): void {
          writer.id(0xb4b029e1 | 0)
          writer.nat(this.n)
        }
      }"
    `)
  })

  it('what goes in where fields share a bit', async () => {
    const files = await emit('a flags:# x:flags.0?int y:flags.0?true z:long = A;')
    expect(declaration(files, 'api/types/a.ts', 'export type AFields')).toMatchInlineSnapshot(`
      "export type AFields = AFields$ &
        (/* \`flags.0\` */ { x: number; y: true } | { x?: undefined; y?: false | undefined })"
    `)
  })

  it('fields that share no bit', async () => {
    const files = await emit('a flags:# x:flags.0?int y:flags.0?true z:long = A;')
    expect(declaration(files, 'api/types/a.ts', 'export interface AFields$')).toMatchInlineSnapshot(`
      "export interface AFields$ {
        z: bigint
      }"
    `)
  })

  it('what comes out where fields share a bit', async () => {
    const files = await emit('a flags:# x:flags.0?int y:flags.0?true z:long = A;')
    expect(declaration(files, 'api/types/a.ts', 'export interface A ')).toMatchInlineSnapshot(`
      "export interface A extends AFields$ {
        x?: number | undefined
        y?: boolean | undefined
      }"
    `)
  })

  it('a class with shared bits', async () => {
    const files = await emit('a flags:# x:flags.0?int y:flags.0?true z:long = A;')
    expect(declaration(files, 'api/types/a.ts', 'export class A ')).toMatchInlineSnapshot(`
      "export class A extends TlObject {
        static override readonly id: number = 0x5b9539c7
        static override readonly tlName: string = 'a'

        constructor(reader: Reader)
        constructor(fields: AFields)
        constructor(from: Reader | AFields) {
          super()
          if (from instanceof Reader) {
            const flags$ = from.mask()
            this.x = flags$ & 1 ? from.int() : undefined
            this.y = (flags$ & 1) !== 0
            this.z = from.long()
          } else {
            this.x = from.x
            this.y = from.y ?? false
            this.z = from.z
          }
        }

        get _(): 'a' {
          return 'a'
        }

        override $write(writer: Writer): void {
          writer.id(0x5b9539c7)
          if ((this.x !== undefined) !== !!this.y) writer.torn('x, y')
          const flags$ = this.x !== undefined ? 1 : 0
          writer.id(flags$)
          if (this.x !== undefined) {
            writer.int(this.x)
          }

          writer.long(this.z)
        }
      }"
    `)
  })

  it('vectors within vectors, boxed and bare', async () => {
    const files = await emit('a x:Vector<Vector<int>> y:vector<%Vector<string>> z:Vector<B> = A; b = B;')
    expect(declaration(files, 'api/types/a.ts', 'export class A ')).toMatchInlineSnapshot(`
      "export class A extends TlObject {
        static override readonly id: number = 0x550e8ca9
        static override readonly tlName: string = 'a'

        constructor(reader: Reader)
        constructor(fields: AFields)
        constructor(from: Reader | AFields) {
          super()
          if (from instanceof Reader) {
            this.x = from.vector((r) => r.vector((r) => r.int()), 8)
            this.y = from.bareVector((r) => r.bareVector((r) => r.string()))
            this.z = from.vector(readTypeB)
          } else {
            this.x = from.x
            this.y = from.y
            this.z = from.z
          }
        }

        get _(): 'a' {
          return 'a'
        }

        override $write(writer: Writer): void {
          writer.id(0x550e8ca9)
          writer.vector(this.x, (w, value) => {
            w.vector(value, (w, value) => {
              w.int(value)
            })
          })
          writer.bareVector(this.y, (w, value) => {
            w.bareVector(value, (w, value) => {
              w.string(value)
            })
          })
          writer.vector(this.z, writeTypeB)
        }
      }"
    `)
  })

  it('the type of nested vectors', async () => {
    const files = await emit('a x:Vector<Vector<int>> = A;')
    expect(declaration(files, 'api/types/a.ts', 'export interface AFields')).toMatchInlineSnapshot(`
      "export interface AFields {
        x: readonly (readonly number[])[]
      }"
    `)
  })

  it('a repetition with a constant', async () => {
    const files = await emit('a x:4*[ int ] y:2*[ 3*[ long ] ] = A;')
    expect(declaration(files, 'api/types/a.ts', 'export class A ')).toMatchInlineSnapshot(`
      "export class A extends TlObject {
        static override readonly id: number = 0xcc5e6b12
        static override readonly tlName: string = 'a'

        constructor(reader: Reader)
        constructor(fields: AFields)
        constructor(from: Reader | AFields) {
          super()
          if (from instanceof Reader) {
            this.x = from.repeat(4, (r) => r.int())
            this.y = from.repeat(2, (r) => r.repeat(3, (r) => r.long(), 8), 24)
          } else {
            this.x = from.x
            this.y = from.y
          }
        }

        get _(): 'a' {
          return 'a'
        }

        override $write(writer: Writer): void {
          writer.id(0xcc5e6b12 | 0)
          writer.count(this.x, 4)
          writer.repeat(this.x, (w, value) => {
            w.int(value)
          })
          writer.count(this.y, 2)
          writer.repeat(this.y, (w, value) => {
            w.count(value, 3)
            w.repeat(value, (w, value) => {
              w.long(value)
            })
          })
        }
      }"
    `)
  })

  it('a repetition with a count', async () => {
    const files = await emit('a n:# x:n*[ string ] m:# [ int ] = A;')
    expect(declaration(files, 'api/types/a.ts', 'export class A ')).toMatchInlineSnapshot(`
      "export class A extends TlObject {
        static override readonly id: number = 0x20874ba1
        static override readonly tlName: string = 'a'

        constructor(reader: Reader)
        constructor(fields: AFields)
        constructor(from: Reader | AFields) {
          super()
          if (from instanceof Reader) {
            const n$ = from.nat()
            this.n = n$
            this.x = from.repeat(n$, (r) => r.string())
            const m$ = from.nat()
            this.m = m$
            this.value = from.repeat(m$, (r) => r.int())
          } else {
            this.n = from.n
            this.x = from.x
            this.m = from.m
            this.value = from.value
          }
        }

        get _(): 'a' {
          return 'a'
        }

        override $write(writer: Writer): void {
          writer.id(0x20874ba1)
          writer.nat(this.n)
          writer.count(this.x, this.n)
          writer.repeat(this.x, (w, value) => {
            w.string(value)
          })
          writer.nat(this.m)
          writer.count(this.value, this.m)
          writer.repeat(this.value, (w, value) => {
            w.int(value)
          })
        }
      }"
    `)
  })

  it('a repetition of repetitions', async () => {
    const files = await emit('a m:# n:# x:m*[ n*[ double ] ] = A;')
    expect(declaration(files, 'api/types/a.ts', 'export class A ')).toMatchInlineSnapshot(`
      "export class A extends TlObject {
        static override readonly id: number = 0x9a0eed3e
        static override readonly tlName: string = 'a'

        constructor(reader: Reader)
        constructor(fields: AFields)
        constructor(from: Reader | AFields) {
          super()
          if (from instanceof Reader) {
            const m$ = from.nat()
            this.m = m$
            const n$ = from.nat()
            this.n = n$
            this.x = from.repeat(m$, (r) => r.repeat(n$, (r) => r.double(), 8), 0)
          } else {
            this.m = from.m
            this.n = from.n
            this.x = from.x
          }
        }

        get _(): 'a' {
          return 'a'
        }

        override $write(writer: Writer): void {
          writer.id(0x9a0eed3e | 0)
          writer.nat(this.m)
          writer.nat(this.n)
          writer.count(this.x, this.m)
          writer.repeat(this.x, (w, value) => {
            w.count(value, this.n)
            w.repeat(value, (w, value) => {
              w.double(value)
            })
          })
        }
      }"
    `)
  })

  it('a bare constructor is used', async () => {
    const files = await emit('b x:int = B; a one:b two:%B many:vector<b> = A;')
    expect(declaration(files, 'api/types/a.ts', 'export class A ')).toMatchInlineSnapshot(`
      "export class A extends TlObject {
        static override readonly id: number = 0xbf4d33fe
        static override readonly tlName: string = 'a'

        constructor(reader: Reader)
        constructor(fields: AFields)
        constructor(from: Reader | AFields) {
          super()
          if (from instanceof Reader) {
            this.one = new B(from)
            this.two = new B(from)
            this.many = from.bareVector((r) => new B(r))
          } else {
            this.one = from.one
            this.two = from.two
            this.many = from.many
          }
        }

        get _(): 'a' {
          return 'a'
        }

        override $write(writer: Writer): void {
          writer.id(0xbf4d33fe | 0)
          if (!(this.one instanceof B)) writer.wrong(this.one, 'b')
          this.one.$writeBare(writer)
          if (!(this.two instanceof B)) writer.wrong(this.two, 'b')
          this.two.$writeBare(writer)
          writer.bareVector(this.many, (w, value) => {
            if (!(value instanceof B)) w.wrong(value, 'b')
            value.$writeBare(w)
          })
        }
      }"
    `)
  })

  it('a constructor that is used bare', async () => {
    const files = await emit('b x:int = B; a one:b = A;')
    expect(declaration(files, 'api/types/b.ts', 'export class B ')).toMatchInlineSnapshot(`
      "export class B extends TlObject {
        static override readonly id: number = 0xd2414f4d
        static override readonly tlName: string = 'b'

        constructor(reader: Reader)
        constructor(fields: BFields)
        constructor(from: Reader | BFields) {
          super()
          if (from instanceof Reader) {
            this.x = from.int()
          } else {
            this.x = from.x
          }
        }

        get _(): 'b' {
          return 'b'
        }

        override $write(writer: Writer): void {
          writer.id(0xd2414f4d | 0)
          this.$writeBare(writer)
        }

        $writeBare(writer: Writer): void {
          writer.int(this.x)
        }
      }"
    `)
  })

  it('a constructor without fields that is used bare', async () => {
    const files = await emit('b = B; a one:b = A;')
    expect(declaration(files, 'api/types/b.ts', 'export class B ')).toMatchInlineSnapshot(`
      "export class B extends TlObject {
        static override readonly id: number = 0xa4070ed3
        static override readonly tlName: string = 'b'

        get _(): 'b' {
          return 'b'
        }

        override $write(writer: Writer): void {
          writer.id(0xa4070ed3 | 0)
          this.$writeBare(writer)
        }

        $writeBare(_writer: Writer): void {}
      }"
    `)
  })

  it('a bare constructor within itself counts the depth', async () => {
    const files = await emit('a many:vector<a> = A;')
    expect(declaration(files, 'api/types/a.ts', 'export class A ')).toMatchInlineSnapshot(`
      "export class A extends TlObject {
        static override readonly id: number = 0xaf778ee8
        static override readonly tlName: string = 'a'

        constructor(reader: Reader)
        constructor(fields: AFields)
        constructor(from: Reader | AFields) {
          super()
          if (from instanceof Reader) {
            from.enter()
            this.many = from.bareVector((r) => new A(r))
            from.leave()
          } else {
            this.many = from.many
          }
        }

        get _(): 'a' {
          return 'a'
        }

        override $write(writer: Writer): void {
          writer.id(0xaf778ee8 | 0)
          this.$writeBare(writer)
        }

        $writeBare(writer: Writer): void {
          writer.bareVector(this.many, (w, value) => {
            if (!(value instanceof A)) w.wrong(value, 'a')
            value.$writeBare(w)
          })
        }
      }"
    `)
  })

  it('Object', async () => {
    const files = await emit('a x:Object y:Vector<object> = A;')
    expect(declaration(files, 'api/types/a.ts', 'export class A ')).toMatchInlineSnapshot(`
      "export class A extends TlObject {
        static override readonly id: number = 0x9baac1f6
        static override readonly tlName: string = 'a'

        constructor(reader: Reader)
        constructor(fields: AFields)
        constructor(from: Reader | AFields) {
          super()
          if (from instanceof Reader) {
            this.x = from.object()
            this.y = from.vector((r) => r.object())
          } else {
            this.x = from.x
            this.y = from.y
          }
        }

        get _(): 'a' {
          return 'a'
        }

        override $write(writer: Writer): void {
          writer.id(0x9baac1f6 | 0)
          writer.object(this.x)
          writer.vector(this.y, (w, value) => {
            w.object(value)
          })
        }
      }"
    `)
  })

  it('fields whose names are taken', async () => {
    const files = await emit('a constructor:int then:int to_bytes:int value_of:int x__y:int A1:int = A;')
    expect(declaration(files, 'api/types/a.ts', 'export interface AFields')).toMatchInlineSnapshot(`
      "export interface AFields {
        constructor_: number
        then_: number
        toBytes_: number
        valueOf_: number
        xY: number
        A1: number
      }"
    `)
  })

  it('the base class of a type called XFields', async () => {
    const files = await emit('x flags:# a:flags.0?int b:flags.0?int = XFields; y = XFields;')
    expect(declaration(files, 'api/types/x-fields.ts', 'export abstract class')).toMatchInlineSnapshot(
      `"export abstract class XFields$$ extends TlObject {}"`,
    )
  })

  it('constructors that differ only in their namespaces', async () => {
    const files = await emit('a.state x:int = State; b.state y:int = State; state = State;')
    expect(declaration(files, 'api/types/state.ts', 'export type TypeState')).toMatchInlineSnapshot(
      `"export type TypeState = AState | BState | RootState"`,
    )
  })
})

describe('the file of a method', () => {
  it('a boxed result', async () => {
    const files = await emit(user + '\n---functions---\ngetUser id:long = User;')
    expect(declaration(files, 'api/functions/get-user.ts', 'export class GetUser')).toMatchInlineSnapshot(`
      "export class GetUser extends TlMethod<TypeUser> {
        static override readonly id: number = 0x686d73cf
        static override readonly tlName: string = 'getUser'

        constructor(reader: Reader)
        constructor(fields: GetUserFields)
        constructor(from: Reader | GetUserFields) {
          super()
          if (from instanceof Reader) {
            this.id = from.long()
          } else {
            this.id = from.id
          }
        }

        get _(): 'getUser' {
          return 'getUser'
        }

        override $write(writer: Writer): void {
          writer.id(0x686d73cf)
          writer.long(this.id)
        }

        override $readResult(reader: Reader): TypeUser {
          return readTypeUser(reader)
        }
      }"
    `)
  })

  it('a vector of boxed values', async () => {
    const files = await emit(user + '\n---functions---\ngetUsers = Vector<User>;')
    expect(declaration(files, 'api/functions/get-users.ts', 'export class GetUsers')).toMatchInlineSnapshot(`
      "export class GetUsers extends TlMethod<readonly TypeUser[]> {
        static override readonly id: number = 0xe28722d6
        static override readonly tlName: string = 'getUsers'

        get _(): 'getUsers' {
          return 'getUsers'
        }

        override $write(writer: Writer): void {
          writer.id(0xe28722d6 | 0)
        }

        override $readResult(reader: Reader): readonly TypeUser[] {
          return reader.vector(readTypeUser)
        }
      }"
    `)
  })

  it('Bool', async () => {
    const files = await emit('---functions---\nping = Bool;')
    expect(declaration(files, 'api/functions/ping.ts', 'export class Ping')).toMatchInlineSnapshot(`
      "export class Ping extends TlMethod<boolean> {
        static override readonly id: number = 0x94b77b6a
        static override readonly tlName: string = 'ping'

        get _(): 'ping' {
          return 'ping'
        }

        override $write(writer: Writer): void {
          writer.id(0x94b77b6a | 0)
        }

        override $readResult(reader: Reader): boolean {
          return reader.bool()
        }
      }"
    `)
  })

  it('a wrapper', async () => {
    const files = await emit('---functions---\ninvokeWithLayer {X:Type} layer:int query:!X = X;')
    expect(declaration(files, 'api/functions/invoke-with-layer.ts', 'export class InvokeWithLayer'))
      .toMatchInlineSnapshot(`
      "export class InvokeWithLayer<X> extends TlMethod<X> {
        static override readonly id: number = 0x1bda02e9
        static override readonly tlName: string = 'invokeWithLayer'
        declare static readonly wraps: true

        constructor(reader: Reader)
        constructor(fields: InvokeWithLayerFields<X>)
        constructor(from: Reader | InvokeWithLayerFields<X>) {
          super()
          if (from instanceof Reader) {
            this.layer = from.int()
            this.query = from.query()
          } else {
            this.layer = from.layer
            this.query = from.query
          }
        }

        get _(): 'invokeWithLayer' {
          return 'invokeWithLayer'
        }

        override $write(writer: Writer): void {
          writer.id(0x1bda02e9)
          writer.int(this.layer)
          writer.object(this.query)
        }

        override $readResult(reader: Reader): X {
          return this.query.$readResult(reader)
        }
      }"
    `)
  })

  it('the fields of a wrapper', async () => {
    const files = await emit('---functions---\ninvokeWithLayer {X:Type} layer:int query:!X = X;')
    expect(declaration(files, 'api/functions/invoke-with-layer.ts', 'export interface InvokeWithLayerFields'))
      .toMatchInlineSnapshot(`
      "export interface InvokeWithLayerFields<X> {
        layer: number
        query: TlMethod<X>
      }"
    `)
  })
})

describe('imports', () => {
  it('two of one name: the second gets its namespace', async () => {
    const files = await emit(
      'a.foo x:int = a.Bar; b.foo x:int = b.Bar; c x:a.Bar y:b.Bar z:a.foo w:b.foo = C;',
    )
    expect(declaration(files, 'api/types/c.ts', 'import')).toMatchInlineSnapshot(`
      "import { TlObject } from '../../runtime/object.js'
      import { Reader } from '../../runtime/reader.js'
      import { type Writer } from '../../runtime/writer.js'
      import { Foo, type TypeBar, readTypeBar, writeTypeBar } from './a/bar.js'
      import {
        Foo as BFoo,
        type TypeBar as BTypeBar,
        readTypeBar as BreadTypeBar,
        writeTypeBar as BwriteTypeBar,
      } from './b/bar.js'"
    `)
  })

  it('one of the name of the file itself', async () => {
    const files = await emit('a.foo = a.Bar; foo x:a.Bar y:a.foo = Bar;')
    expect(declaration(files, 'api/types/bar.ts', 'import')).toMatchInlineSnapshot(`
      "import { TlObject } from '../../runtime/object.js'
      import { Reader } from '../../runtime/reader.js'
      import { type Writer } from '../../runtime/writer.js'
      import {
        Foo as AFoo,
        type TypeBar as ATypeBar,
        readTypeBar as AreadTypeBar,
        writeTypeBar as AwriteTypeBar,
      } from './a/bar.js'"
    `)
  })

  it('a type parameter that is called like a class', async () => {
    const files = await emit('x = Y;\n---functions---\nf {X:Type} a:%Y query:!X = X;')
    expect(declaration(files, 'api/functions/f.ts', 'import')).toMatchInlineSnapshot(`
      "import { TlMethod } from '../../runtime/object.js'
      import { Reader } from '../../runtime/reader.js'
      import { type Writer } from '../../runtime/writer.js'
      import { X as RootX } from '../types/y.js'"
    `)
  })

  it('a class that is called like one of the runtime', async () => {
    const files = await emit('reader = Reader; tl_object x:int = TlObject; a x:Reader y:%TlObject = A;')
    expect(declaration(files, 'api/types/reader.ts', 'import')).toMatchInlineSnapshot(`
      "import { TlObject } from '../../runtime/object.js'
      import { type Reader } from '../../runtime/reader.js'
      import { type Writer } from '../../runtime/writer.js'"
    `)
  })

  it('without an ending', async () => {
    const files = await emit('a x:B = A; b = B;', { importExtension: 'none' })
    expect(declaration(files, 'api/types/a.ts', 'import')).toMatchInlineSnapshot(`
      "import { TlObject } from '../../runtime/object'
      import { Reader } from '../../runtime/reader'
      import { type Writer } from '../../runtime/writer'
      import { type TypeB, readTypeB, writeTypeB } from './b'"
    `)
  })

  it('with .ts', async () => {
    const files = await emit('a x:B = A; b = B;', { importExtension: 'ts' })
    expect(declaration(files, 'api/types/a.ts', 'import')).toMatchInlineSnapshot(`
      "import { TlObject } from '../../runtime/object.ts'
      import { Reader } from '../../runtime/reader.ts'
      import { type Writer } from '../../runtime/writer.ts'
      import { type TypeB, readTypeB, writeTypeB } from './b.ts'"
    `)
  })
})
