/** Constructor ids that are part of the language, as signed 32-bit numbers: the form in which they are compared. */
export const vectorId = 0x1cb5c415
export const boolTrueId: number = 0x997275b5 | 0
export const boolFalseId: number = 0xbc799737 | 0
/** An object in fewer bytes: what stands in its place where any object may. */
export const gzipPackedId = 0x3072cfa1
