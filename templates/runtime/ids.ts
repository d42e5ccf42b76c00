/** Constructor ids that are part of the language, as signed 32-bit numbers: the form in which they are compared. */
export const vectorId = 0x1cb5c415
export const boolTrueId: number = 0x997275b5 | 0
export const boolFalseId: number = 0xbc799737 | 0
