import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Instant, PhoneNumber } from '../../shared/domain/ids.ts';
import type { OnRoster } from '../../shared/shell/line.ts';
import type { Log } from '../../shared/shell/log.ts';
import { readBody } from '../body.ts';
import { tooLarge } from '../server.ts';
import type { Timekeeper } from '../timekeeper.ts';
import type { Company } from './company.ts';

export interface SimulatorParts {
  readonly company: Company;
  readonly keeper: Timekeeper;
  readonly now: () => Instant;
  readonly line: { readonly name: string; readonly number: PhoneNumber; readonly timezone: string };
  readonly roster: () => Promise<readonly OnRoster[]>;
  readonly log: Log;
}
export interface Asked {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly path: string;
  readonly query: string;
}
/** Answers one request. */
export type Handler = (parts: SimulatorParts, asked: Asked) => Promise<void> | void;

/** Answers with JSON. */
export const json = (response: ServerResponse, status: number, value: unknown): void => {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' });
  response.end(JSON.stringify(value));
};

/** The JSON object that a request carries; undefined where it carries none, and it has been answered so. */
export const readJson = async ({ request, response }: Asked): Promise<Record<string, unknown> | undefined> => {
  const bytes = await readBody(request);
  if (bytes === undefined) return void tooLarge(response);
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8'));
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {
    // Answered below, with what is no object.
  }
  json(response, 400, { error: 'The request must carry one JSON object.' });
  return undefined;
};
