// Answers questions with DuckDB: duckdb.mjs DATABASE ROUNDS ANSWERS [NAME=VALUE…] QUESTION.sql…
//
// Runs the files one after another in one connection, ROUNDS times, with two threads on a database that the first round
// has warmed. Prints "seconds name" for each file and for their total, of the round that took least; the rows of a
// file's last statement go to ANSWERS/<name>.csv. $NAME in a file stands for VALUE.
import { DuckDBInstance } from '@duckdb/node-api';
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const [database, rounds, answers, ...rest] = process.argv.slice(2);
const isSetting = (argument) => /^[A-Z_]+=/.test(argument);
const settings = rest.filter(isSetting).map((setting) => setting.split('='));
const questions = rest.filter((argument) => !isSetting(argument)).map((file) => ({
  name: basename(file, '.sql'),
  sql: settings.reduce((sql, [name, value]) => sql.replaceAll('$' + name, value), readFileSync(file, 'utf8')),
}));

async function run(connection, { name, sql }) {
  const start = performance.now();
  const statements = await connection.extractStatements(sql);
  let reader;
  for (let index = 0; index < statements.count; ++index) {
    const prepared = await statements.prepare(index);
    reader = await prepared.runAndReadAll();
  }
  const seconds = (performance.now() - start) / 1000;
  return { name, seconds, header: reader.columnNames(), rows: reader.getRows() };
}

function write({ name, header, rows }) {
  const lines = [header, ...rows].map((row) => row.map((value) => (value === null ? '' : String(value))).join(','));
  writeFileSync(join(answers, name + '.csv'), lines.join('\n') + '\n');
}

const instance = await DuckDBInstance.create(database, { threads: '2' });
const connection = await instance.connect();
let best = { total: Infinity, results: [] };
for (let round = 0; round < Number(rounds); ++round) {
  const results = [];
  for (const question of questions) results.push(await run(connection, question));
  const total = results.reduce((sum, { seconds }) => sum + seconds, 0);
  if (total < best.total) best = { total, results };
}
for (const result of best.results) {
  write(result);
  console.log(result.seconds.toFixed(4), result.name);
}
console.log(best.total.toFixed(4), 'total');
