import pg from 'pg';
import { readFileSync } from 'node:fs';
const pw = readFileSync('/tmp/bq/keep/postgres/password','utf8');
const port = readFileSync('/tmp/bq/keep/postgres/data/postmaster.pid','utf8').split('\n')[3];
const SESSION = ['-c statement_timeout=4000','-c max_parallel_workers_per_gather=0','-c TimeZone=UTC','-c jit=off'].join(' ');
const c = new pg.Client({host:'127.0.0.1',port:+port,user:'tokentape',database:'tokentape',password:pw,options:SESSION});
await c.connect();
const ORDER='f.block_time DESC, f.chain_key, f.block DESC, f.tx_index DESC, f.fill_index DESC';
const after = (b)=>`f.block_time <= (timestamptz 'epoch' + $${b}::bigint * interval '1 microsecond') AND (f.block_time < (timestamptz 'epoch' + $${b}::bigint * interval '1 microsecond') OR f.chain_key > $${b+1}::smallint
      OR (f.chain_key = $${b+1}::smallint AND (f.block, f.tx_index, f.fill_index) < ($${b+2}::bigint, $${b+3}::integer, $${b+4}::integer)))`;
const cols=`f.chain_key AS "chainKey", f.block, f.tx_index AS "txIndex", f.fill_index AS "fillIndex",
         f.block_time AS "blockTime", (extract(epoch FROM f.block_time) * 1000000)::bigint AS "timeKey",
         f.pool_key AS "poolKey", f.sold_token_key AS "soldTokenKey", f.sold_raw AS "soldRaw",
         f.bought_token_key AS "boughtTokenKey", f.bought_raw AS "boughtRaw", f.amount_usd AS "amountUsd",
         f.price_source AS "priceSource", f.unpriced_reason AS "unpricedReason", f.flags, t.tx_id AS "txId",
         f.sqrt_price_after AS "sqrtPriceAfter", f.tick_after AS "tickAfter", f.reserve0_after AS "reserve0After",
         f.reserve1_after AS "reserve1After",`;
const joins=`trader.address AS trader, signer.address AS signer, payer.address AS "feePayer"
  FROM page f JOIN transaction t USING (chain_key, block, tx_index)
  JOIN account trader ON trader.key = f.trader_key JOIN account signer ON signer.key = t.signer_key JOIN account payer ON payer.key = t.fee_payer_key ORDER BY ${ORDER}`;
const subs=`(SELECT address FROM account WHERE key = f.trader_key) AS trader, (SELECT address FROM account WHERE key = t.signer_key) AS signer, (SELECT address FROM account WHERE key = t.fee_payer_key) AS "feePayer"
  FROM page f JOIN transaction t USING (chain_key, block, tx_index) ORDER BY ${ORDER}`;
const pageMany = (lim)=>`SELECT f.* FROM unnest($1::int[]) AS p (key) CROSS JOIN LATERAL (SELECT f.* FROM fill f WHERE f.pool_key = p.key AND ${after(2)} ORDER BY ${ORDER} LIMIT ${lim}) f ORDER BY ${ORDER} LIMIT ${lim}`;
const pageOne = (lim)=>`SELECT f.* FROM fill f WHERE f.pool_key = $1::int AND ${after(2)} ORDER BY ${ORDER} LIMIT ${lim}`;
const lateral=`tx.tx_id AS "txId2" `;
const t0=1719792000; const places=Array.from({length:40},(_, i)=>{const s=3_000_000+i*1_400_000; return [String((t0+s)*1e6),1,String(s),0,0]});
async function time(name, q, first){
  const run = async()=>{const out=[];for(const p of places){const a=performance.now();await c.query(q([first,...p]));out.push(performance.now()-a)};return out.sort((a,b)=>a-b)};
  await run(); const r=[...await run(),...await run(),...await run()].sort((a,b)=>a-b);
  console.log(name.padEnd(30),'median',r[60].toFixed(2),'best',r[0].toFixed(2));
}

const opaque=(b)=>{const at=`(timestamptz 'epoch' + $${b}::bigint * interval '1 microsecond')`; return `f.block_time <= ${at} AND CASE WHEN f.block_time < ${at} OR f.chain_key > $${b+1}::smallint THEN true
      ELSE f.chain_key = $${b+1}::smallint AND (f.block, f.tx_index, f.fill_index) < ($${b+2}::bigint, $${b+3}::integer, $${b+4}::integer) END`};
const pageSubs = (lim)=>`SELECT f.* FROM generate_subscripts($1::int[], 1) AS p (i) CROSS JOIN LATERAL (SELECT f.* FROM fill f WHERE f.pool_key = ($1::int[])[p.i] AND ${opaque(2)} ORDER BY ${ORDER} LIMIT ${lim}) f ORDER BY ${ORDER} LIMIT ${lim}`;
for (const pools of [[41],[41,42,43,44]])
for (const [n,text,first] of [
 ['many joins',`WITH page AS (${pageMany(26)}) SELECT ${cols} ${joins}`,pools],
 ['many gs joins',`WITH page AS (${pageSubs(26)}) SELECT ${cols} ${joins}`,pools],
 ['many gs subs',`WITH page AS (${pageSubs(26)}) SELECT ${cols} ${subs}`,pools],
]) {
  await time(n+' unnamed', v=>({text,values:v}), first);
  await time(n+' named', v=>({name:n,text,values:v}), first);
}
console.log((await c.query("select name, generic_plans, custom_plans from pg_prepared_statements")).rows);
for (const s of ['many gs joins']) console.log((await c.query("select name from pg_prepared_statements")).rows.length);
await c.end();
