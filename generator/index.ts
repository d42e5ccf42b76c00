/** The generator as a library: texts in, texts out. */
export { canonicalText, constructorId } from './check/canonical.js'
export { defineConfig, type SchemaConfig, type TargetConfig, type TlforgeConfig } from './config.js'
export { diagnosticCodes, type DiagnosticCode } from './diagnostics/codes.js'
export type {
  Diagnostic,
  DiagnosticNote,
  Place,
  Severity,
  SourceText,
  Span,
} from './diagnostics/diagnostic.js'
export { explain } from './diagnostics/explain/explain.js'
export { renderJson } from './diagnostics/render-json.js'
export { renderSarif } from './diagnostics/render-sarif.js'
export { renderText, renderTextReport, type Colors } from './diagnostics/render-text.js'
export type {
  GenerateOptions,
  GenerateResult,
  GenerateSummary,
  IdRule,
  KeepOptions,
  LayerChanges,
  OutputFile,
  ProgressEvent,
  SchemaInput,
  Stage,
} from './options.js'
export { check, generate, type CheckOptions, type CheckResult } from './pipeline.js'
export type * from './syntax/ast.js'
export { decodeSource } from './syntax/decode.js'
export { parseSchema, type ParseResult } from './syntax/parse.js'
export { printSchema, printType } from './syntax/print.js'
export { writeOutput } from './write/write-output.js'
