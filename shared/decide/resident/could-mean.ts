import type { Case } from '../../domain/case.ts';
import { understand } from '../../understand/understand.ts';

/** Of these open cases, what CHANGE or WITHDRAW can mean: the requests that its words name; no danger, where a request is open too. */
export const couldMean = (open: readonly Case[], words: string, command: 'change' | 'withdraw'): readonly Case[] => {
  const requests = open.filter(c => c.kind === 'need');
  const possible = requests.length > 0 ? open.filter(c => !c.danger) : open;
  if (command === 'change' || words === '' || possible.length < 2) return possible;
  const { needs } = understand(`need ${words}`);
  const named = requests.filter(c => c.needs.length > 0 && c.needs.every(need => needs.includes(need)));
  return named.length > 0 ? named : possible;
};
