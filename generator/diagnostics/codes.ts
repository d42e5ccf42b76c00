/**
 * All diagnostic codes. TL1xxx syntax, TL2xxx checks, TL3xxx options, TL4xxx files, TL5xxx errors of
 * methods.
 * A code keeps its meaning for ever; a retired one is not used again.
 */
export const diagnosticCodes = {
  TL1001: 'unexpected token',
  TL1002: 'character that TL does not have',
  TL1003: 'missing semicolon',
  TL1004: 'bad constructor id',
  TL1005: 'comment that does not end',
  TL1006: 'nesting too deep',
  TL1007: 'number too large',
  TL1008: 'text that is not UTF-8',
  TL1009: 'wrong case of a name',
  TL2001: 'unknown type',
  TL2002: 'unknown constructor',
  TL2003: 'id is not the CRC32 of the definition',
  TL2004: 'id used twice',
  TL2005: 'name defined twice',
  TL2006: 'mask that is not declared before',
  TL2007: 'mask that is not a number',
  TL2008: 'flag bit out of range',
  TL2009: 'bare use of a type with several constructors',
  TL2010: 'type parameter that is not declared',
  TL2011: 'wrong number of type arguments',
  TL2012: 'names that fall together in TypeScript',
  TL2013: 'exception that is not needed',
  TL2014: 'field name used twice',
  TL2015: 'repetition without a count',
  TL2016: 'infinitely large value',
  TL2017: 'definition that the emitter has no form for',
  TL2018: 'layers out of order',
  TL2019: 'description of what the schema does not have',
  TL3001: 'unknown option',
  TL3002: 'wrong value of an option',
  TL3003: 'pattern that matches nothing',
  TL3004: 'subset that does not hold together',
  TL4001: 'file that cannot be read',
  TL4002: 'file that cannot be written',
  TL4003: 'output that differs from the schema',
  TL4004: 'malformed data file',
  TL5001: 'wrong row of an errors file',
  TL5002: 'unknown error of a method',
  TL5003: 'errors of a method that the schema does not have',
} as const

export type DiagnosticCode = keyof typeof diagnosticCodes
