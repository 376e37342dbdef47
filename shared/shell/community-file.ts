import { readFileSync } from 'node:fs';
import type { Community } from '../domain/community.ts';
import { phoneNumber } from '../domain/ids.ts';
import { parseCommunity, problemLine } from '../parse/community.ts';

const file = process.env.COMMUNITY_FILE || 'community.yaml';
const read = parseCommunity(readFileSync(file, 'utf8'), file);
if ('problems' in read) throw new Error(`The community file cannot be used as it is:\n${read.problems.map(problemLine).join('\n')}`);

const wantedNumber = process.env.HELPLINE_NUMBER || read.community.number;
const number = phoneNumber(wantedNumber);
if (number === undefined) throw new Error(`HELPLINE_NUMBER is "${wantedNumber}"; it must be written like +15550100000.`);

/**
 * The neighborhood's own settings, from COMMUNITY_FILE (or community.yaml where the command was given). The bundler puts what was read into
 * the functions, so a change of the file takes effect at the next deploy.
 */
export const community: Community = { ...read.community, number };
