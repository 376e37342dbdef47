import type { Gap } from '../../domain/calendar.ts';
import { isFree } from '../../domain/case.ts';
import { minutesOf } from '../../domain/wall.ts';
import { podName, untilWords } from '../words/span-words.ts';
import { openOf } from './hand-off.ts';
import { type Look, leadsOf } from './watch-texts.ts';

/** Nobody is there now, since somebody has gone off call: whoever looks after the pod hears it at once, and what is open in it. */
export const tellHole = ({ d, pod, now }: Look, gap: Gap): void => {
  const waits = d.world.openCases.some(
    c => c.kind === 'need' && c.pod === pod && isFree(c) && (c.urgency === 'now' || c.urgency === 'today'),
  );
  for (const to of leadsOf(d, pod)) {
    const language = d.languageOfVolunteer(to);
    const fill = { pod: podName(d, pod), until: untilWords(d, language, gap.to), open: openOf(d, pod, language) };
    const seconds = Math.max(1, minutesOf(gap.to) - minutesOf(now)) * 60;
    d.send(to, d.line(language, 'gap-now', fill).trim(), 'shift-now', waits ? 'urgent' : 'notice', undefined, seconds);
  }
};
