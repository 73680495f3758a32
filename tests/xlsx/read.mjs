// Prints the parts of a workbook that hold what people see: node read.mjs FILE
// An xlsx file is a zip archive; its directory stands at the end (PKWARE, ".ZIP File Format Specification", 4.3).
import { readFileSync } from 'node:fs'
import { inflateRawSync } from 'node:zlib'

const file = readFileSync(process.argv[2])
let end = file.length - 22
while (file.readUInt32LE(end) !== 0x06054b50) --end
let at = file.readUInt32LE(end + 16)
for (let count = file.readUInt16LE(end + 10); count > 0; --count) {
  const [packed, nameLength, extra, comment] = [20, 28, 30, 32].map((offset, i) => (i ? file.readUInt16LE(at + offset) : file.readUInt32LE(at + offset)))
  const name = file.toString('utf8', at + 46, at + 46 + nameLength)
  const local = file.readUInt32LE(at + 42)
  const start = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28)
  const stored = file.subarray(start, start + packed)
  const text = file.readUInt16LE(at + 10) === 8 ? inflateRawSync(stored) : stored
  if (/sheet\d+\.xml$|workbook\.xml$|sharedStrings\.xml$|styles\.xml$/.test(name)) console.log(`${name}\n${text}`)
  at += 46 + nameLength + extra + comment
}
