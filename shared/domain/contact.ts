import type { Case } from './case.ts';

/**
 * Whether the person of a report has said neither yes nor no to being contacted about it: until they do, no text and no call goes there. Where
 * somebody is in danger they were told that a person reaches them, and whoever wrote to the one who has it waits for an answer.
 */
export const isContactUnsaid = ({ kind, danger, contact, holder }: Pick<Case, 'kind' | 'danger' | 'contact' | 'holder'>): boolean =>
  kind === 'safety' && danger === undefined && contact === undefined && holder?.texted === undefined;

/** Whether its person may be texted about it, as far as they said: not where they want a call, or nothing at all, or have not said. */
export const mayBeTextedAbout = (c: Pick<Case, 'kind' | 'danger' | 'contact' | 'holder'>): boolean =>
  (c.contact === undefined || c.contact === 'text') && !isContactUnsaid(c);
