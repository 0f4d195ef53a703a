import { readCsv } from './read-csv.ts'
import type { ReadOrder } from './read-in-child.ts'
import { readXlsx } from './read-xlsx.ts'
import { SheetRefusal } from './refusal.ts'

/** The program that reads one file: the order as its argument, the file on its input, one JSON answer on its output. */
const order = JSON.parse(process.argv[2] ?? '') as ReadOrder // written by read-in-child
const chunks: Buffer[] = []
for await (const chunk of process.stdin) chunks.push(chunk as Buffer) // no encoding was set, so it gives buffers
process.stdout.write(JSON.stringify(answer(Buffer.concat(chunks))))

function answer(file: Uint8Array): object {
  try {
    return { grid: order.kind === 'csv' ? readCsv(file, order) : readXlsx(file, order) }
  } catch (thrown) {
    return thrown instanceof SheetRefusal ? { refused: thrown.text } : { failed: String(thrown).slice(0, 200) }
  }
}
