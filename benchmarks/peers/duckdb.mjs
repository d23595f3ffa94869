// duckdb.mjs - W5 and W6 of DuckDB, from the CSV file of a platform, on one
// thread; processor time, as TSV.  Its answers are compared with totals of
// ours: of all pairs of frameworks, the controls that one reaches of another.
//
// usage: node duckdb.mjs FOLDER W5_TOTAL W6_TOTAL
import { DuckDBInstance } from '@duckdb/node-api';

const [folder, ...totals] = process.argv.slice(2);
const runs = 3;
const instance = await DuckDBInstance.create(':memory:');
const db = await instance.connect();

// Both directions of every mapping once; which frameworks a control is mapped
// to is made beforehand, as for SQLite.
await db.run(`SET threads = 1`);
await db.run(`CREATE TABLE row AS SELECT source_framework AS sf,
  source_framework || ':' || source_control AS s, target_framework AS tf,
  target_framework || ':' || target_control AS t
  FROM read_csv('${folder}/mappings.csv', header = true, all_varchar = true)`);
await db.run(`CREATE TABLE framework AS SELECT id, row_number() OVER () - 1 AS f
  FROM (SELECT DISTINCT sf AS id FROM row UNION SELECT DISTINCT tf FROM row)`);
await db.run(`CREATE TABLE control AS SELECT name, f,
  row_number() OVER (ORDER BY f) - 1 AS c FROM (SELECT DISTINCT s AS name,
  sf AS fid FROM row UNION SELECT DISTINCT t, tf FROM row)
  JOIN framework ON framework.id = fid`);
await db.run(`CREATE TABLE edge AS SELECT DISTINCT a.c::INTEGER AS source,
  a.f::SMALLINT AS sf, b.c::INTEGER AS target, b.f::SMALLINT AS tf
  FROM row JOIN control a ON a.name = s JOIN control b ON b.name = t`);
await db.run(`CREATE TABLE half_edge AS SELECT * FROM edge
  UNION SELECT target, tf, source, sf FROM edge`);
await db.run(`CREATE TABLE near AS SELECT DISTINCT source AS c, sf AS own, tf AS f
  FROM half_edge ORDER BY c`);

const queries = [
  `SELECT sum(n) FROM (SELECT own, f, count(*) AS n FROM near WHERE own <> f
   GROUP BY own, f)`,
  `SELECT sum(n) FROM (SELECT own, f, count(*) AS n FROM (SELECT source AS c,
   sf AS own, near.f AS f FROM half_edge JOIN near ON near.c = target
   UNION SELECT c, own, f FROM near) WHERE own <> f GROUP BY own, f)`,
];
for (const [i, query] of queries.entries()) {
  const times = [];
  for (let run = 0; run < (i ? 1 : runs); ++run) {
    const before = process.cpuUsage();
    const rows = (await db.runAndReadAll(query)).getRows();
    const took = process.cpuUsage(before);
    times.push((took.user + took.system) * 1000);
    if (totals[i] && String(rows[0][0]) !== totals[i]) {
      console.error(`duckdb: ${rows[0][0]} reached, not ${totals[i]}`);
      process.exit(1);
    }
  }
  times.sort((a, b) => a - b);
  const median = times[times.length >> 1];
  console.log(['W' + (5 + i) + '/mapped/duckdb', 1, times.length,
    times[0].toPrecision(4), median.toPrecision(4), times.at(-1).toPrecision(4),
    'ns/item'].join('\t'));
}
