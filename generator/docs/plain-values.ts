import type { PrimitiveName } from '../ir/type-ref.js'
import type { ExampleValue } from './example-value.js'

/** The first pattern that fits the name of a field gives its value. */
type Choices<T> = readonly (readonly [name: RegExp, value: T])[]

const numbers: Choices<number> = [
  [/date|until|_at$|time$/, 1_767_225_600],
  [/limit|count/, 20],
  [/offset|hash|(?:max|min)_id/, 0],
  [/(?:^|_)(?:pts|qts)$/, 1000],
  [/dc/, 2],
  [/layer/, 228],
  [/ttl|period|timeout|duration/, 3600],
  [/(?:^|_)(?:w|width)$/, 1280],
  [/(?:^|_)(?:h|height)$/, 720],
  [/api_id/, 12_345],
  [/length|size/, 5],
  [/id$/, 43],
]

const longs: Choices<bigint> = [
  [/access_hash/, -4156887774564n],
  [/^hash$|offset|(?:max|min)_id/, 0n],
  [/random_id/, 7284619350234817n],
  [/fingerprint|auth_key/, -7395192255793472640n],
  [/size/, 1_048_576n],
  [/id$/, 1_234_567_890n],
]

const texts: Choices<string> = [
  [/phone_code_hash/, 'b4e1c7d0a95f'],
  [/phone/, '+15550100'],
  [/url|website|domain/, 'https://example.org/'],
  [/lang|locale/, 'en'],
  [/email/, 'ann@example.org'],
  [/username/, 'ann_lee'],
  [/first_name/, 'Ann'],
  [/last_name/, 'Lee'],
  [/title/, 'Weekend plans'],
  [/caption|message|text|comment/, 'See you at six'],
  [/about|description/, 'Likes hiking'],
  [/mime/, 'image/png'],
  [/file_name|^name$/, 'photo.png'],
  [/api_hash/, '0123456789abcdef0123456789abcdef'],
  [/token|payload|slug|_hash$/, 'a1b2c3d4'],
  [/code/, '12345'],
  [/emoticon|emoji|reaction/, '\u{1f44d}'],
  [/^q$|query|filter/, 'hiking'],
  [/model|device/, 'Desktop'],
  [/version/, '1.0'],
  [/country/, 'US'],
  [/currency/, 'EUR'],
  [/platform|lang_pack/, 'tdesktop'],
]

const doubles: Choices<number> = [
  [/lat/, 52.5],
  [/long/, 13.375],
]

/** What a field may hold that has a primitive type: told by its name, the same in every run. */
export function plainValue(type: PrimitiveName, name: string): ExampleValue {
  const choose = <T>(choices: Choices<T>, otherwise: T): T =>
    choices.find(([pattern]) => pattern.test(name))?.[1] ?? otherwise
  switch (type) {
    case 'int':
    case 'nat':
    case 'int53':
      return { kind: 'number', value: choose(numbers, 1) }
    case 'long':
      return { kind: 'long', value: choose(longs, 1000n) }
    case 'double':
      return { kind: 'number', value: choose(doubles, 1.5) }
    case 'string':
      return { kind: 'text', value: choose(texts, 'example') }
    case 'bytes':
      return { kind: 'bytes', value: counting(8) }
    case 'int128':
      return { kind: 'bytes', value: counting(16) }
    case 'int256':
      return { kind: 'bytes', value: counting(32) }
    case 'int512':
      return { kind: 'bytes', value: counting(64) }
    case 'Bool':
    case 'true':
      return { kind: 'boolean', value: true }
  }
}

/** 1, 2, 3 … */
function counting(length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, index) => index + 1)
}
