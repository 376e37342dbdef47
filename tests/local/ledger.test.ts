import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openLedger } from '../../local/simulator/ledger.ts';
import type { Text } from '../../local/simulator/model.ts';
import { freshDir, LINE, MARIA, removeDir, START } from './support.ts';

let dir: string;
beforeEach(() => {
  dir = freshDir();
});
afterEach(() => removeDir(dir));

const text = (nth: number): Text => ({
  sid: `SM${nth}`,
  from: LINE,
  to: MARIA,
  body: `text ${nth}`,
  media: 0,
  by: 'line',
  status: 'delivered',
  errorCode: null,
  segments: 1,
  encoding: 'GSM-7',
  createdAt: START,
  updatedAt: START,
  statusCallback: null,
  validitySeconds: 36_000,
});

test('the ledger does not grow for ever: it keeps the newest texts, and everything else', () => {
  const file = join(dir, 'simulator.jsonl');
  const ledger = openLedger(file, 10);
  ledger.putPhone({ number: MARIA, name: 'Maria', role: 'Neighbor', language: 'en' });
  ledger.setOptedOut(MARIA, true);
  for (let nth = 1; nth <= 95; nth++) ledger.putText(text(nth));
  ledger.close();
  expect(readFileSync(file, 'utf8').split('\n').length).toBeLessThan(60);
  const again = openLedger(file, 10);
  expect([...again.texts()].map(one => one.sid)).toEqual(Array.from({ length: 10 }, (_, nth) => `SM${86 + nth}`));
  expect([again.phone(MARIA)?.name, again.optedOut(MARIA)]).toEqual(['Maria', true]);
  again.close();
});

test('only its owner can read what people wrote', () => {
  const file = join(dir, 'simulator.jsonl');
  openLedger(file).close();
  expect(statSync(file).mode & 0o077).toBe(0);
});
