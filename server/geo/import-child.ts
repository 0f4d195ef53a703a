import { importMap, type ImportOptions, type ImportOutcome } from './import-map.ts'

/** The program that reads one official file: the order on the first line of its input, the file after it, the outcome as JSON on its output. */
const chunks: Buffer[] = []
for await (const chunk of process.stdin) chunks.push(chunk as Buffer) // no encoding was set, so it gives buffers
const input = Buffer.concat(chunks)
const end = input.indexOf(10)
const order = JSON.parse(input.subarray(0, end).toString('utf8')) as ImportOptions // written by import-in-child
const outcome: ImportOutcome = importMap(input.subarray(end + 1).toString('utf8'), order)
process.stdout.write(JSON.stringify(outcome))
