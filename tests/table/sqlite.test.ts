import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { openSqlite } from '../../shared/table/sqlite.ts';
import { freshSqlite } from '../support/stores.ts';
import { contract } from './contract.ts';

const folder = mkdtempSync(join(tmpdir(), 'porchlight-store-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let files = 0;

contract('SQLite in memory', async clock => freshSqlite(clock), 300);
contract('a SQLite file', async clock => openSqlite(join(folder, `${++files}.db`), clock), 60);
