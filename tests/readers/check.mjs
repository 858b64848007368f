// Reads what Fabrik wrote with readers that are not Fabrik's, and prints one JSON line for each file.
//   node check.mjs FOLDER [SCHEMA_FOLDER]
// *.sarif       the SARIF 2.1.0 schema (rtm.5, as Microsoft's jest-sarif carries it), by ajv
// *.junit.xml   junit2json
// *.report.json SCHEMA_FOLDER/verdict-report.schema.json, by ajv, and canonical by the npm package canonicalize
// *.lint.json   SCHEMA_FOLDER/lint-report.schema.json, by ajv
// *.ndjson      lines {"source": JSON text, "canonical": text}, by canonicalize
// SCHEMA_FOLDER every *.json must compile as JSON Schema 2020-12 in ajv's strict mode
// Exits 1 when anything is wrong; a line then has "error".
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, join } from 'node:path'
import Ajv2020 from 'ajv/dist/2020.js'
import Ajv04 from 'ajv-draft-04'
import addFormats from 'ajv-formats'
import canonicalize from 'canonicalize'
import { parse } from 'junit2json'

const [folder, schemaFolder] = process.argv.slice(2)
const load = (path) => JSON.parse(readFileSync(path, 'utf8'))
const schemas = new Map()
let failed = false

const sarifSchema = join(createRequire(import.meta.url).resolve('@microsoft/jest-sarif/package.json'), '../lib/schemas/sarif-2.1.0-rtm.5.json')
const isSarif = addFormats(new Ajv04({ strict: false, allErrors: true, unicodeRegExp: false })).compile(load(sarifSchema))

await check(schemaFolder, (name) => name.endsWith('.schema.json'), (path) => {
  const validate = addFormats(new Ajv2020({ strict: true, allowUnionTypes: true, allErrors: true })).compile(load(path))
  schemas.set(basename(path), validate)
  return { id: validate.schema.$id ?? null }
})

await check(folder, (name) => name.endsWith('.sarif'), (path) => {
  const log = load(path)
  conform(isSarif, log)
  const [run] = log.runs
  return {
    successful: run.invocations[0].executionSuccessful,
    results: run.results.length,
    errors: run.results.filter((r) => r.level === 'error').length,
    notifications: run.invocations[0].toolExecutionNotifications.length,
    messages: run.results.map((r) => r.message.text),
  }
})

await check(folder, (name) => name.endsWith('.junit.xml'), async (path) => {
  const suites = await parse(readFileSync(path, 'utf8'))
  const cases = suites.testsuite.flatMap((s) => s.testcase ?? [])
  const counted = { tests: cases.length, failures: cases.filter((c) => c.failure).length, errors: cases.filter((c) => c.error).length }
  for (const level of [suites, ...suites.testsuite])
    for (const [key, count] of Object.entries(counted))
      if (level[key] !== count) throw new Error(`${key} says ${level[key]}, but there are ${count}`)
  return { ...counted, names: cases.map((c) => c.name) }
})

await check(folder, (name) => name.endsWith('.report.json'), (path) => {
  const text = readFileSync(path, 'utf8')
  const report = JSON.parse(text)
  conform(schemas.get('verdict-report.schema.json'), report)
  if (canonicalize(report) !== text) throw new Error('not canonical')
  return { status: report.status }
})

await check(folder, (name) => name.endsWith('.lint.json'), (path) => {
  const report = load(path)
  conform(schemas.get('lint-report.schema.json'), report)
  return { status: report.status, verdict: report.verdict }
})

await check(folder, (name) => name.endsWith('.ndjson'), (path) => {
  const lines = readFileSync(path, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line))
  for (const { source, canonical } of lines) {
    const expected = canonicalize(JSON.parse(source))
    if (expected !== canonical) throw new Error(`${source}: expected ${expected}, got ${canonical}`)
  }
  return { lines: lines.length }
})

process.exitCode = failed ? 1 : 0

async function check(directory, wanted, read) {
  if (!directory) return
  for (const name of readdirSync(directory).filter(wanted).sort()) {
    let line = { file: name }
    try {
      line = { ...line, ...(await read(join(directory, name))) }
    } catch (error) {
      failed = true
      line.error = error.message
    }
    console.log(JSON.stringify(line))
  }
}

function conform(validate, document) {
  if (!validate) throw new Error('its schema is not there')
  if (!validate(document)) throw new Error(validate.errors.map((e) => `${e.instancePath || '/'} ${e.message}`).join('; '))
}
