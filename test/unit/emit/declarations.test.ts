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

  it('the read function of several', async () => {
    const files = await emit('a = Foo; b x:int = Foo;')
    expect(declaration(files, 'api/types/foo.ts', 'export function readTypeFoo')).toMatchInlineSnapshot(`
      "export function readTypeFoo(reader: Reader): TypeFoo {
        const id = reader.int()
        if (id === 0x05fdb4c3) return new A()
        if (id === (0xda0c0e8a | 0)) return new B(none, reader)
        return reader.unknown(id, 'Foo', schema)
      }"
    `)
  })

  it('the read function of one', async () => {
    const files = await emit(user)
    expect(declaration(files, 'api/types/user.ts', 'export function readTypeUser')).toMatchInlineSnapshot(`
      "export function readTypeUser(reader: Reader): TypeUser {
        const id = reader.int()
        if (id === 0x74e5ad7d) return new User(none, reader)
        return reader.unknown(id, 'User', schema)
      }"
    `)
  })

  it('the read function of a recursive type', async () => {
    const files = await emit('leaf = Tree; node left:Tree right:Tree = Tree;')
    expect(declaration(files, 'api/types/tree.ts', 'export function readTypeTree')).toMatchInlineSnapshot(`
      "export function readTypeTree(reader: Reader): TypeTree {
        enter(reader)
        const id = reader.int()
        let value: TypeTree
        switch (id) {
          case 0xdbcb6ae9 | 0:
            value = new Leaf()
            break
          case 0x07fe4c42:
            value = new Node(none, reader)
            break
          default:
            return reader.unknown(id, 'Tree', schema)
        }

        leave(reader)
        return value
      }"
    `)
  })

  it('the read function of one recursive constructor', async () => {
    const files = await emit('tree children:Vector<Tree> = Tree;')
    expect(declaration(files, 'api/types/tree.ts', 'export function readTypeTree')).toMatchInlineSnapshot(`
      "export function readTypeTree(reader: Reader): TypeTree {
        enter(reader)
        const id = reader.int()
        if (id !== (0xfa9803a8 | 0)) return reader.unknown(id, 'Tree', schema)
        const value = new Tree(none, reader)
        leave(reader)
        return value
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
        declare readonly _: 'null'

        constructor() {
          super()
          this._ = 'null'
        }

        $api$Null(writer: Writer): void {
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
        declare readonly _: 'a'

        constructor(fields: AFields, reader?: Reader) {
          super()
          this._ = 'a'
          if (reader) {
            this.a = reader.int()
            this.b = readLong(reader)
            this.c = readNat(reader)
            this.d = readDouble(reader)
            this.e = readString(reader)
            this.f = readBytes(reader)
            this.g = readInt128(reader)
            this.h = readInt256(reader)
            this.i = readInt512(reader)
            this.j = readBool(reader)
            this.k = true
            this.l = readInt53(reader)
            this.m = reader.int()
            this.n = readLong(reader)
            this.o = readString(reader)
            this.p = readBytes(reader)
          } else {
            this.a = fields.a
            this.b = fields.b
            this.c = fields.c
            this.d = fields.d
            this.e = fields.e
            this.f = fields.f
            this.g = fields.g
            this.h = fields.h
            this.i = fields.i
            this.j = fields.j
            this.k = fields.k
            this.l = fields.l
            this.m = fields.m
            this.n = fields.n
            this.o = fields.o
            this.p = fields.p
          }
        }

        $api$A(writer: Writer): void {
          writer.id(0xd2a06186 | 0)
          writer.int(this.a)
          writeLong(writer, this.b)
          writeNat(writer, this.c)
          writeDouble(writer, this.d)
          writeString(writer, this.e)
          writeBytes(writer, this.f)
          writeInt128(writer, this.g)
          writeInt256(writer, this.h)
          writeInt512(writer, this.i)
          writeBool(writer, this.j)
          writeInt53(writer, this.l)
          writer.int(this.m)
          writeLong(writer, this.n)
          writeString(writer, this.o)
          writeBytes(writer, this.p)
        }
      }"
    `)
  })

  it('flags and conditional fields', async () => {
    const files = await emit('a flags:# x:flags.0?int y:flags.31?true z:flags.1?Vector<long> = A;')
    expect(declaration(files, 'api/types/a.ts', 'export class A ')).toMatchInlineSnapshot(`
      "export class A extends TlObject {
        declare readonly _: 'a'

        constructor(fields: AFields = {}, reader?: Reader) {
          super()
          this._ = 'a'
          if (reader) {
            const flags$ = reader.mask()
            this.x = flags$ & 1 ? reader.int() : undefined
            this.y = (flags$ & -2147483648) !== 0
            this.z = flags$ & 2 ? readLongs(reader) : undefined
          } else {
            this.x = fields.x
            this.y = fields.y ?? false
            this.z = fields.z
          }
        }

        $api$A(writer: Writer): void {
          writer.id(0x49ab6e1e)
          const flags$at = writer.take(4)
          let flags$ = this.y ? -2147483648 : 0
          if (this.x !== undefined) {
            flags$ |= 1
            writer.int(this.x)
          }

          if (this.z !== undefined) {
            flags$ |= 2
            writeLongs(writer, beginVector(writer, this.z))
          }

          writeMask(writer, flags$at, flags$)
        }
      }"
    `)
  })

  it('two masks', async () => {
    const files = await emit('a flags:# x:flags.0?int flags2:# y:flags2.0?int = A;')
    expect(declaration(files, 'api/types/a.ts', 'export class A ')).toMatchInlineSnapshot(`
      "export class A extends TlObject {
        declare readonly _: 'a'

        constructor(fields: AFields = {}, reader?: Reader) {
          super()
          this._ = 'a'
          if (reader) {
            const flags$ = reader.mask()
            this.x = flags$ & 1 ? reader.int() : undefined
            const flags2$ = reader.mask()
            this.y = flags2$ & 1 ? reader.int() : undefined
          } else {
            this.x = fields.x
            this.y = fields.y
          }
        }

        $api$A(writer: Writer): void {
          writer.id(0xefe02e32 | 0)
          const flags$at = writer.take(4)
          let flags$ = 0
          if (this.x !== undefined) {
            flags$ |= 1
            writer.int(this.x)
          }

          const flags2$at = writer.take(4)
          let flags2$ = 0
          if (this.y !== undefined) {
            flags2$ |= 1
            writer.int(this.y)
          }

          writeMask(writer, flags$at, flags$)
          writeMask(writer, flags2$at, flags2$)
        }
      }"
    `)
  })

  it('only flags: all may be left out', async () => {
    const files = await emit('a flags:# x:flags.0?true = A;')
    expect(declaration(files, 'api/types/a.ts', 'export class A ')).toMatchInlineSnapshot(`
      "export class A extends TlObject {
        declare readonly _: 'a'

        constructor(fields: AFields = {}, reader?: Reader) {
          super()
          this._ = 'a'
          if (reader) {
            const flags$ = reader.mask()
            this.x = (flags$ & 1) !== 0
          } else {
            this.x = fields.x ?? false
          }
        }

        $api$A(writer: Writer): void {
          writer.id(0x3f41e8c2)
          writer.id(this.x ? 1 : 0)
        }
      }"
    `)
  })

  it('a mask with a name of its own is a property', async () => {
    const files = await emit('a mode:# x:mode.0?int = A;')
    expect(declaration(files, 'api/types/a.ts', 'export class A ')).toMatchInlineSnapshot(`
      "export class A extends TlObject {
        declare readonly _: 'a'

        constructor(fields: AFields = {}, reader?: Reader) {
          super()
          this._ = 'a'
          if (reader) {
            const mode$ = reader.mask()
            this.mode = (mode$ & -2) >>> 0
            this.x = mode$ & 1 ? reader.int() : undefined
          } else {
            this.mode = fields.mode ?? 0
            this.x = fields.x
          }
        }

        $api$A(writer: Writer): void {
          writer.id(0x1b373eae)
          const mode$at = writer.take(4)
          let mode$ = spareBits(writer, this.mode, -2)
          if (this.x !== undefined) {
            mode$ |= 1
            writer.int(this.x)
          }

          writeMask(writer, mode$at, mode$)
        }
      }"
    `)
  })

  it('a number that masks nothing', async () => {
    const files = await emit('a n:# = A;')
    expect(declaration(files, 'api/types/a.ts', 'export class A ')).toMatchInlineSnapshot(`
      "export class A extends TlObject {
        declare readonly _: 'a'

        constructor(fields: AFields, reader?: Reader) {
          super()
          this._ = 'a'
          if (reader) {
            this.n = readNat(reader)
          } else {
            this.n = fields.n
          }
        }

        $api$A(writer: Writer): void {
          writer.id(0xb4b029e1 | 0)
          writeNat(writer, this.n)
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
        declare readonly _: 'a'

        constructor(fields: AFields, reader?: Reader) {
          super()
          this._ = 'a'
          if (reader) {
            const flags$ = reader.mask()
            this.x = flags$ & 1 ? reader.int() : undefined
            this.y = (flags$ & 1) !== 0
            this.z = readLong(reader)
          } else {
            this.x = fields.x
            this.y = fields.y ?? false
            this.z = fields.z
          }
        }

        $api$A(writer: Writer): void {
          writer.id(0x5b9539c7)
          if ((this.x !== undefined) !== !!this.y) refuseTorn(writer, this, 'x, y')
          writer.id(this.y ? 1 : 0)
          if (this.x !== undefined) {
            writer.int(this.x)
          }

          writeLong(writer, this.z)
        }
      }"
    `)
  })

  it('vectors within vectors, boxed and bare', async () => {
    const files = await emit('a x:Vector<Vector<int>> y:vector<%Vector<string>> z:Vector<B> = A; b = B;')
    expect(declaration(files, 'api/types/a.ts', 'export class A ')).toMatchInlineSnapshot(`
      "export class A extends TlObject {
        declare readonly _: 'a'

        constructor(fields: AFields, reader?: Reader) {
          super()
          this._ = 'a'
          if (reader) {
            this.x = readVector(reader, (reader) => readInts(reader), 8)
            this.y = readBareVector(reader, (reader) => readBareVector(reader, readString))
            this.z = readVector(reader, readTypeB)
          } else {
            this.x = fields.x
            this.y = fields.y
            this.z = fields.z
          }
        }

        $api$A(writer: Writer): void {
          writer.id(0x550e8ca9)
          for (const item of beginVector(writer, this.x)) {
            writeInts(writer, beginVector(writer, item))
          }

          for (const item of beginBareVector(writer, this.y)) {
            for (const item$ of beginBareVector(writer, item)) {
              writeString(writer, item$)
            }
          }

          for (const item of beginVector(writer, this.z)) {
            item.$api$B(writer)
          }
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
        declare readonly _: 'a'

        constructor(fields: AFields, reader?: Reader) {
          super()
          this._ = 'a'
          if (reader) {
            this.x = readRepetition(reader, 4, (reader) => reader.int())
            this.y = readRepetition(reader, 2, (reader) => readRepetition(reader, 3, readLong, 8), 24)
          } else {
            this.x = fields.x
            this.y = fields.y
          }
        }

        $api$A(writer: Writer): void {
          writer.id(0xcc5e6b12 | 0)
          writeInts(writer, beginRepetition(writer, this.x, 4))
          for (const item of beginRepetition(writer, this.y, 2)) {
            writeLongs(writer, beginRepetition(writer, item, 3))
          }
        }
      }"
    `)
  })

  it('a repetition with a count', async () => {
    const files = await emit('a n:# x:n*[ string ] m:# [ int ] = A;')
    expect(declaration(files, 'api/types/a.ts', 'export class A ')).toMatchInlineSnapshot(`
      "export class A extends TlObject {
        declare readonly _: 'a'

        constructor(fields: AFields, reader?: Reader) {
          super()
          this._ = 'a'
          if (reader) {
            const n$ = readNat(reader)
            this.n = n$
            this.x = readRepetition(reader, n$, readString)
            const m$ = readNat(reader)
            this.m = m$
            this.value = readRepetition(reader, m$, (reader) => reader.int())
          } else {
            this.n = fields.n
            this.x = fields.x
            this.m = fields.m
            this.value = fields.value
          }
        }

        $api$A(writer: Writer): void {
          writer.id(0x20874ba1)
          writeNat(writer, this.n)
          for (const item of beginRepetition(writer, this.x, this.n)) {
            writeString(writer, item)
          }

          writeNat(writer, this.m)
          writeInts(writer, beginRepetition(writer, this.value, this.m))
        }
      }"
    `)
  })

  it('a repetition of repetitions', async () => {
    const files = await emit('a m:# n:# x:m*[ n*[ double ] ] = A;')
    expect(declaration(files, 'api/types/a.ts', 'export class A ')).toMatchInlineSnapshot(`
      "export class A extends TlObject {
        declare readonly _: 'a'

        constructor(fields: AFields, reader?: Reader) {
          super()
          this._ = 'a'
          if (reader) {
            const m$ = readNat(reader)
            this.m = m$
            const n$ = readNat(reader)
            this.n = n$
            this.x = readRepetition(reader, m$, (reader) => readRepetition(reader, n$, readDouble, 8), 0)
          } else {
            this.m = fields.m
            this.n = fields.n
            this.x = fields.x
          }
        }

        $api$A(writer: Writer): void {
          writer.id(0x9a0eed3e | 0)
          writeNat(writer, this.m)
          writeNat(writer, this.n)
          for (const item of beginRepetition(writer, this.x, this.m)) {
            for (const item$ of beginRepetition(writer, item, this.n)) {
              writeDouble(writer, item$)
            }
          }
        }
      }"
    `)
  })

  it('a bare constructor is used', async () => {
    const files = await emit('b x:int = B; a one:b two:%B many:vector<b> = A;')
    expect(declaration(files, 'api/types/a.ts', 'export class A ')).toMatchInlineSnapshot(`
      "export class A extends TlObject {
        declare readonly _: 'a'

        constructor(fields: AFields, reader?: Reader) {
          super()
          this._ = 'a'
          if (reader) {
            this.one = new B(none, reader)
            this.two = new B(none, reader)
            this.many = readBareVector(reader, (reader) => new B(none, reader))
          } else {
            this.one = fields.one
            this.two = fields.two
            this.many = fields.many
          }
        }

        $api$A(writer: Writer): void {
          writer.id(0xbf4d33fe | 0)
          this.one.$$api$b(writer)
          this.two.$$api$b(writer)
          for (const item of beginBareVector(writer, this.many)) {
            item.$$api$b(writer)
          }
        }
      }"
    `)
  })

  it('a constructor that is used bare', async () => {
    const files = await emit('b x:int = B; a one:b = A;')
    expect(declaration(files, 'api/types/b.ts', 'export class B ')).toMatchInlineSnapshot(`
      "export class B extends TlObject {
        declare readonly _: 'b'

        constructor(fields: BFields, reader?: Reader) {
          super()
          this._ = 'b'
          if (reader) {
            this.x = reader.int()
          } else {
            this.x = fields.x
          }
        }

        $api$B(writer: Writer): void {
          writer.id(0xd2414f4d | 0)
          this.$$api$b(writer)
        }

        $$api$b(writer: Writer): void {
          writer.int(this.x)
        }
      }"
    `)
  })

  it('a constructor without fields that is used bare', async () => {
    const files = await emit('b = B; a one:b = A;')
    expect(declaration(files, 'api/types/b.ts', 'export class B ')).toMatchInlineSnapshot(`
      "export class B extends TlObject {
        declare readonly _: 'b'

        constructor() {
          super()
          this._ = 'b'
        }

        $api$B(writer: Writer): void {
          writer.id(0xa4070ed3 | 0)
          this.$$api$b(writer)
        }

        $$api$b(_writer: Writer): void {}
      }"
    `)
  })

  it('a bare constructor within itself counts the depth', async () => {
    const files = await emit('a many:vector<a> = A;')
    expect(declaration(files, 'api/types/a.ts', 'export class A ')).toMatchInlineSnapshot(`
      "export class A extends TlObject {
        declare readonly _: 'a'

        constructor(fields: AFields, reader?: Reader) {
          super()
          this._ = 'a'
          if (reader) {
            enter(reader)
            this.many = readBareVector(reader, (reader) => new A(none, reader))
            leave(reader)
          } else {
            this.many = fields.many
          }
        }

        $api$A(writer: Writer): void {
          writer.id(0xaf778ee8 | 0)
          this.$$api$a(writer)
        }

        $$api$a(writer: Writer): void {
          for (const item of beginBareVector(writer, this.many)) {
            item.$$api$a(writer)
          }
        }
      }"
    `)
  })

  it('Object', async () => {
    const files = await emit('a x:Object y:Vector<object> = A;')
    expect(declaration(files, 'api/types/a.ts', 'export class A ')).toMatchInlineSnapshot(`
      "export class A extends TlObject {
        declare readonly _: 'a'

        constructor(fields: AFields, reader?: Reader) {
          super()
          this._ = 'a'
          if (reader) {
            this.x = readObject(reader)
            this.y = readVector(reader, (reader) => readObject(reader))
          } else {
            this.x = fields.x
            this.y = fields.y
          }
        }

        $api$A(writer: Writer): void {
          writer.id(0x9baac1f6 | 0)
          writeObject(writer, this.x)
          for (const item of beginVector(writer, this.y)) {
            writeObject(writer, item)
          }
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
        declare readonly _: 'getUser'

        constructor(fields: GetUserFields, reader?: Reader) {
          super()
          this._ = 'getUser'
          if (reader) {
            this.id = readLong(reader)
          } else {
            this.id = fields.id
          }
        }

        override $write(writer: Writer): void {
          writer.id(0x686d73cf)
          writeLong(writer, this.id)
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
        declare readonly _: 'getUsers'

        constructor() {
          super()
          this._ = 'getUsers'
        }

        override $write(writer: Writer): void {
          writer.id(0xe28722d6 | 0)
        }

        override $readResult(reader: Reader): readonly TypeUser[] {
          return readVector(reader, readTypeUser)
        }
      }"
    `)
  })

  it('Bool', async () => {
    const files = await emit('---functions---\nping = Bool;')
    expect(declaration(files, 'api/functions/ping.ts', 'export class Ping')).toMatchInlineSnapshot(`
      "export class Ping extends TlMethod<boolean> {
        declare readonly _: 'ping'

        constructor() {
          super()
          this._ = 'ping'
        }

        override $write(writer: Writer): void {
          writer.id(0x94b77b6a | 0)
        }

        override $readResult(reader: Reader): boolean {
          return readBool(reader)
        }
      }"
    `)
  })

  it('a wrapper', async () => {
    const files = await emit('---functions---\ninvokeWithLayer {X:Type} layer:int query:!X = X;')
    expect(declaration(files, 'api/functions/invoke-with-layer.ts', 'export class InvokeWithLayer'))
      .toMatchInlineSnapshot(`
        "export class InvokeWithLayer<X> extends TlMethod<X> {
          declare readonly _: 'invokeWithLayer'
          declare static readonly wraps: true

          constructor(fields: InvokeWithLayerFields<X>, reader?: Reader) {
            super()
            this._ = 'invokeWithLayer'
            if (reader) {
              this.layer = reader.int()
              this.query = readQuery(reader)
            } else {
              this.layer = fields.layer
              this.query = fields.query
            }
          }

          override $write(writer: Writer): void {
            writer.id(0x1bda02e9)
            writer.int(this.layer)
            writeQuery(writer, this.query)
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
      "import { none } from '../../runtime/none.js'
      import { TlObject } from '../../runtime/object.js'
      import { type Reader } from '../../runtime/reader.js'
      import { type Writer } from '../../runtime/writer.js'
      import { schema } from '../schema.js'
      import { Foo, type TypeBar, readTypeBar } from './a/bar.js'
      import { Foo as BFoo, type TypeBar as BTypeBar, readTypeBar as BreadTypeBar } from './b/bar.js'"
    `)
  })

  it('one of the name of the file itself', async () => {
    const files = await emit('a.foo = a.Bar; foo x:a.Bar y:a.foo = Bar;')
    expect(declaration(files, 'api/types/bar.ts', 'import')).toMatchInlineSnapshot(`
      "import { none } from '../../runtime/none.js'
      import { TlObject } from '../../runtime/object.js'
      import { type Reader } from '../../runtime/reader.js'
      import { type Writer } from '../../runtime/writer.js'
      import { schema } from '../schema.js'
      import { Foo as AFoo, type TypeBar as ATypeBar, readTypeBar as AreadTypeBar } from './a/bar.js'"
    `)
  })

  it('a type parameter that is called like a class', async () => {
    const files = await emit('x = Y;\n---functions---\nf {X:Type} a:%Y query:!X = X;')
    expect(declaration(files, 'api/functions/f.ts', 'import')).toMatchInlineSnapshot(`
      "import { TlMethod } from '../../runtime/object.js'
      import { readQuery } from '../../runtime/read-nested.js'
      import { type Reader } from '../../runtime/reader.js'
      import { writeQuery } from '../../runtime/write-nested.js'
      import { type Writer } from '../../runtime/writer.js'
      import { X as RootX } from '../types/y.js'"
    `)
  })

  it('a class that is called like one of the runtime', async () => {
    const files = await emit('reader = Reader; tl_object x:int = TlObject; a x:Reader y:%TlObject = A;')
    expect(declaration(files, 'api/types/reader.ts', 'import')).toMatchInlineSnapshot(`
      "import { TlObject } from '../../runtime/object.js'
      import { type Reader } from '../../runtime/reader.js'
      import { type Writer } from '../../runtime/writer.js'
      import { schema } from '../schema.js'"
    `)
  })

  it('without an ending', async () => {
    const files = await emit('a x:B = A; b = B;', { importExtension: 'none' })
    expect(declaration(files, 'api/types/a.ts', 'import')).toMatchInlineSnapshot(`
      "import { none } from '../../runtime/none'
      import { TlObject } from '../../runtime/object'
      import { type Reader } from '../../runtime/reader'
      import { type Writer } from '../../runtime/writer'
      import { schema } from '../schema'
      import { type TypeB, readTypeB } from './b'"
    `)
  })

  it('with .ts', async () => {
    const files = await emit('a x:B = A; b = B;', { importExtension: 'ts' })
    expect(declaration(files, 'api/types/a.ts', 'import')).toMatchInlineSnapshot(`
      "import { none } from '../../runtime/none.ts'
      import { TlObject } from '../../runtime/object.ts'
      import { type Reader } from '../../runtime/reader.ts'
      import { type Writer } from '../../runtime/writer.ts'
      import { schema } from '../schema.ts'
      import { type TypeB, readTypeB } from './b.ts'"
    `)
  })
})
