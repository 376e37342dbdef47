import { redact, redactText } from './redact.ts';

/** Structured JSON lines. Phone numbers, names and bodies never reach it. */
export interface Log {
  info(event: string, facts?: Record<string, unknown>): void;
  warn(event: string, facts?: Record<string, unknown>): void;
  error(event: string, facts?: Record<string, unknown>): void;
}

type Level = 'info' | 'warn' | 'error';

/**
 * A log that writes one line of JSON an event: when, how grave, what, then the facts with everything personal taken out (see redact).
 * Never throws, whatever it is given and whatever `write` does: a line that cannot be written must not cost anybody an answer.
 */
export const createLog = (write: (line: string) => void, now: () => string): Log => {
  const put = (level: Level, event: string, facts: Record<string, unknown> = {}): void => {
    try {
      write(JSON.stringify({ at: now(), level, event: redactText(event), ...reserved(redact(facts)) }));
    } catch {
      // There is nobody left to tell.
    }
  };
  return {
    info: (event, facts) => put('info', event, facts),
    warn: (event, facts) => put('warn', event, facts),
    error: (event, facts) => put('error', event, facts),
  };
};

/** The facts without the three names that every line has already. */
const reserved = (facts: unknown): Record<string, unknown> => {
  const { at: _at, level: _level, event: _event, ...others } = facts as Record<string, unknown>;
  return others;
};
