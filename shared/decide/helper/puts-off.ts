import { wantsOff } from '../../understand/wants-off.ts';
import type { Draft } from '../draft/draft.ts';
import type { Helper } from '../draft/meet.ts';
import { decideCommand } from './commands.ts';
import { pass } from './pass.ts';

/**
 * "I can't today, put me off": what they were offered goes to others, and they are off call. Answers false where they say nothing of the kind, or have a case,
 * which is given back first.
 */
export const putsOff = (d: Draft, me: Helper, text: string): boolean => {
  const { held, live, pods } = me.volunteer;
  if (held.length > 0 || pods.length === 0 || live.some(r => r.kind === 'page') || !wantsOff(text)) return false;
  const now = (): Helper => ({ ...me, volunteer: d.volunteer(me.number) ?? me.volunteer });
  for (const { code } of live) pass(d, now(), code, text);
  return decideCommand(d, now(), 'off', '');
};
